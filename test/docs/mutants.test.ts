import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DROP_STATEMENT, MUTANT_OPERATORS } from '../../lib/analysis/prove/mutants/mutant-operators';
import { alterSetting, dropSetting } from '../../lib/analysis/prove/mutants/operators/management-policies';

test('docs/mutants.md lists every operator, with its sentence, in the order of the code', () => {
  const page = readFileSync(join(__dirname, '../../docs/mutants.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|$/gm)].map(([, id, summary]) => ({ id, summary }));
  const operators = [DROP_STATEMENT, ...MUTANT_OPERATORS, dropSetting, alterSetting];
  expect(rows).toEqual(operators.map(({ id, summary }) => ({ id, summary })));
});
