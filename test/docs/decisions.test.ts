import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const folder = join(root, 'docs/decisions');
const files = readdirSync(folder).sort();

describe('decision records', () => {
  test.each(files)('%s has a number, a status, a date and the four parts', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const number = Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]);
    expect(text).toMatch(new RegExp(`^# ${String(number)}\\. `));
    expect(text).toMatch(/\nStatus: (accepted|superseded by \d{4})\. Date: \d{4}-\d{2}-\d{2}\.\n/);
    for (const part of ['Context', 'Positions', 'Decision', 'Consequences']) expect(text).toContain(`\n## ${part}\n`);
  });

  test('are numbered without gaps', () => {
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
  });

  test('give a reason for each runtime dependency, and for nothing else', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const record = readFileSync(join(folder, '0006-runtime-dependencies.md'), 'utf8');
    const rows = [...record.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(Object.keys(dependencies).sort());
  });
});
