import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commandsOf, type Command } from './markdown';

const root = join(__dirname, '../..');
const page = 'docs/deploy.md';
const text = readFileSync(join(root, page), 'utf8');
const commands = commandsOf(text);

/** All run at the same time: each takes a second. */
const help = {
  cdk: helpOf('node_modules/aws-cdk/bin/cdk', subcommandsOf('cdk')),
  rampart: helpOf('bin/rampart.js', subcommandsOf('rampart')),
};

describe('docs/deploy.md', () => {
  test.each(subcommandsOf('cdk'))('names `cdk %s` and its flags as the pinned CLI does', async (subcommand) => {
    expect(unknownFlags('cdk', subcommand, await help.cdk[subcommand])).toEqual([]);
  });

  test.each(subcommandsOf('rampart'))('names `rampart %s` and its flags as they are', async (subcommand) => {
    expect(unknownFlags('rampart', subcommand, await help.rampart[subcommand])).toEqual([]);
  });

  test('bootstraps with the qualifier of cdk.json', () => {
    const { context } = readJson('cdk.json') as { context: Record<string, unknown> };
    const qualifiers = commands.flatMap(({ words }) => valuesOf(words, '--qualifier'));
    expect(qualifiers.length).toBeGreaterThan(0);
    expect(new Set(qualifiers)).toEqual(new Set([context['@aws-cdk/core:bootstrapQualifier']]));
  });
});

function subcommandsOf(program: Command['program']): string[] {
  return [...new Set(commands.filter((command) => command.program === program).map(({ subcommand }) => subcommand))];
}

function helpOf(script: string, subcommands: readonly string[]): Record<string, Promise<string>> {
  return Object.fromEntries(
    subcommands.map((subcommand) => {
      const output = promisify(execFile)(process.execPath, [join(root, script), subcommand, '--help'], { cwd: root });
      return [subcommand, output.then(({ stdout }) => stdout, String)];
    }),
  );
}

/** The flags that the page gives to a subcommand and its help does not list; `--no-x` is `--x` switched off. */
function unknownFlags(program: Command['program'], subcommand: string, printed: string | undefined): readonly string[] {
  expect(printed).toContain(`${program} ${subcommand} `);
  const known = new Set(printed?.match(/--[a-z][a-z-]*/g));
  return commands
    .filter((command) => command.program === program && command.subcommand === subcommand)
    .flatMap(({ words }) => words)
    .filter((word) => word.startsWith('--'))
    .map((word) => word.replace(/=.*$/, ''))
    .filter((flag) => !known.has(flag) && !known.has(flag.replace(/^--no-/, '--')));
}

function valuesOf(words: readonly string[], flag: string): readonly string[] {
  return words.filter((_, index) => words[index - 1] === flag);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
