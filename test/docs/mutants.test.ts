import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATOR_SUMMARIES } from '../../lib/analysis/prove/mutants/mutant-operators';

test('docs/mutants.md lists every operator, with its sentence, in the order of the code', () => {
  const page = readFileSync(join(__dirname, '../../docs/mutants.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|$/gm)].map(([, id, summary]) => ({ id, summary }));
  expect(rows).toEqual(OPERATOR_SUMMARIES.map(({ id, summary }) => ({ id, summary })));
});
