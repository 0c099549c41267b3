import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TypedAnswer } from '../../../../lib/cli/io';
import { runDialog } from '../assume/a-process';
import { aFolder, copyExample, rampart, REPOSITORY, type Run } from '../an-io';

jest.setTimeout(120_000);

interface Asked {
  readonly question: string;
  readonly above: string;
}

/** Runs it at a terminal whose person gives these answers; then presses Ctrl-C. */
async function vendWith(
  answers: readonly string[],
  args: readonly string[] = [],
  folder = copyExample(aFolder()),
): Promise<{ readonly run: Run; readonly asked: readonly Asked[]; readonly read: (key: string) => string }> {
  const asked: Asked[] = [];
  const left = [...answers];
  const ask = (question: string, above: readonly string[] = []): Promise<TypedAnswer> => {
    asked.push({ question, above: above.join('\n') });
    const text = left.shift();
    return Promise.resolve(text === undefined ? { kind: 'interrupted' } : { kind: 'answer', text });
  };
  const run = await rampart(['vend', '--organization', folder, ...args], { ask });
  return { run, asked, read: (key) => readFileSync(join(folder, 'accounts', `${key}.yaml`), 'utf8') };
}

const questions = (asked: readonly Asked[]): readonly string[] =>
  asked.map(({ question }) => question.split(/[ ,]/)[0] ?? '');

describe('rampart vend at a terminal', () => {
  test('asks for everything, and takes a unit by its number and the proposed address', async () => {
    const { run, asked, read } = await vendWith([
      'shop-staging',
      '5',
      'shop@example.com',
      '300',
      'cost-center=2000',
      '',
    ]);
    expect([run.exitCode, run.err]).toEqual([0, '']);
    expect(questions(asked)).toEqual(['Name', 'Unit', 'Owner', 'Budget', 'Tags', 'E-mail']);
    expect(asked[1]?.above).toContain(
      '5  Workloads/Development: 1 account; 7 guardrails besides those of the root; for',
    );
    expect(asked[1]?.above).not.toContain('Suspended');
    expect(asked[4]?.above).toContain('cost-center');
    expect(asked[5]?.question).toContain('[aws+shop-staging@example.com]');
    expect(read('shop-staging')).toContain('unit: Workloads/Development\nowner: shop@example.com\nbudget: 300\n');
    expect(read('shop-staging')).toContain('email: aws+shop-staging@example.com\n');
  });

  test('asks only for what is missing', async () => {
    const args = ['shop-staging', '--unit', 'Sandbox', '--budget', '10', '--email', 'new@example.com'];
    const { run, asked, read } = await vendWith(['shop@example.com', ''], args);
    expect(run.exitCode).toBe(0);
    expect(questions(asked)).toEqual(['Owner', 'Tags']);
    expect(read('shop-staging')).toContain('email: new@example.com');
    expect(read('shop-staging')).toContain('tags: {}\n');
  });

  test('offers the budget of the unit, and writes none for an empty answer', async () => {
    const args = ['play', '--unit', 'Sandbox', '--email', 'new@example.com'];
    const { run, asked, read } = await vendWith(['play@example.com', '', ''], args);
    expect(run.exitCode).toBe(0);
    expect(questions(asked)).toEqual(['Owner', 'Budget', 'Tags']);
    expect(asked[1]?.question).toContain('[100, as in budgets.defaults]');
    expect(read('play')).not.toContain('budget');
  });

  test('asks again with the reason, until an answer is right', async () => {
    const { asked, run, read } = await vendWith([
      '',
      'Shop-Production',
      'shop-staging',
      '99',
      'Suspended',
      'Sandbox',
      'me',
      'a lot',
      '0',
      '5',
      'cost-center',
      'a=1, a=2',
      'a=1, b=2',
      'AWS+SHOP-production@example.com',
      'no address',
      'new@example.com',
    ]);
    expect(run.exitCode).toBe(0);
    expect(asked.map(({ above }) => above)).toEqual([
      expect.stringContaining('A new account'),
      expect.stringContaining('Please write something'),
      expect.stringContaining('differs only by case'),
      expect.stringContaining('The units'),
      expect.stringContaining('unknown unit `99`'),
      expect.stringContaining('in quarantine'),
      '',
      '',
      expect.stringContaining('`budget` is text: `a lot`'),
      expect.stringContaining('`budget` cannot be `0`'),
      expect.stringContaining('Other accounts have'),
      expect.stringContaining('`cost-center` is no tag'),
      expect.stringContaining('the tag `a` is given twice'),
      expect.stringContaining('AWS sends mail there'),
      expect.stringContaining('already used by account `shop-production`'),
      expect.stringContaining('`email` cannot be `no address`'),
    ]);
    expect(read('shop-staging')).toContain("tags:\n  a: '1'\n  b: '2'\n");
  });

  test('writes nothing after Ctrl-C', async () => {
    const { run, read } = await vendWith(['shop-staging', '5']);
    expect([run.exitCode, run.out, run.err]).toEqual([130, '', '']);
    expect(() => read('shop-staging')).toThrow('ENOENT');
  });

  test('asks nobody for a program, or for a request that is wrong already', async () => {
    for (const args of [
      ['shop-staging', '--json'],
      ['shop-staging', '--unit', 'Nowhere'],
    ]) {
      const { run, asked } = await vendWith(['x'], args);
      expect([run.exitCode, asked]).toEqual([2, []]);
    }
  });

  test('works as a process at a real terminal, though standard output is a file', async () => {
    const home = aFolder();
    const folder = copyExample(home);
    const command = `${process.execPath} ${join(REPOSITORY, 'bin/rampart.js')} vend --organization ${folder} > ${home}/out; echo EXIT $?`;
    const turns = [
      ['Name, such as', 'shop-staginh\\x7fg\\r'],
      ['Unit, by number', '9\\r'],
      ['unknown unit `9`', '6\\r'],
      ['Owner', 'me\\r'],
      ['Budget', '5\\r'],
      ['Tags', '\\r'],
      ['E-mail', '\\r'],
    ] as const;
    const { out } = await runDialog(turns, command, { PATH: process.env['PATH'] ?? '' });
    expect(out).toContain('EXIT 0');
    expect(out).not.toContain('Wrote');
    expect(readFileSync(join(home, 'out'), 'utf8')).toContain(`Wrote ${folder}/accounts/shop-staging.yaml`);
    expect(readFileSync(join(folder, 'accounts/shop-staging.yaml'), 'utf8')).toContain('unit: Sandbox\nowner: me\n');
  });

  test.each([
    ['Ctrl-C', 'shop\\x03'],
    ['Ctrl-D', '\\x04'],
  ])('%s at a real terminal ends it with 130, and the terminal echoes again', async (_name, typed) => {
    const folder = copyExample(aFolder());
    const command = `${process.execPath} ${join(REPOSITORY, 'bin/rampart.js')} vend --organization ${folder}; echo EXIT $?; stty -a | grep -qw -- -echo && echo SILENT || echo ECHO`;
    const { out } = await runDialog([['Name, such as', typed]], command, { PATH: process.env['PATH'] ?? '' });
    expect(out).toMatch(/EXIT 130\r\nECHO/);
  });
});
