import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { synthesize } from '../support/synthesize';
import { theExample } from '../support/the-example';
import { commandsOf, type Command } from './markdown';

const root = join(__dirname, '../..');
const page = 'docs/deploy.md';
const text = readFileSync(join(root, page), 'utf8');
const commands = commandsOf(text);
const executionPolicies = readdirSync(join(root, 'docs/bootstrap/execution'))
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

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

  test('bootstraps with every execution policy', () => {
    const list = [...text.matchAll(/^policies=(.+)$/gm)].flatMap(([, names = '']) => names.split(','));
    expect(list.filter((name) => name !== '$policies')).toEqual(executionPolicies.map((name) => `$prefix-${name}`));
    const passed = commands.flatMap(({ words }) => valuesOf(words, '--cloudformation-execution-policies'));
    expect(passed).toEqual(['$policies']);
  });

  test('says of every execution policy what it allows', () => {
    const rows = [
      ...text.matchAll(/^\| \[([a-z-]+)\.json\]\(bootstrap\/execution\/\1\.json\) +\| `rampart-execution-\1` +\|/gm),
    ];
    expect(rows.map(([, name]) => name).sort()).toEqual(executionPolicies);
  });

  test('bootstraps, and restricts the roles of, the home Region, us-east-1 and every governed Region of the example', () => {
    const { homeRegion, governedRegions } = theExample().organization;
    const loops = [...text.matchAll(/for region in (.+); do$/gm)].map(([, regions = '']) => regions.split(' '));
    expect(loops).toHaveLength(2);
    for (const regions of loops)
      expect(regions.sort()).toEqual([...new Set([homeRegion, 'us-east-1', ...governedRegions])].sort());
  });

  test('names the stacks of the example in the order of their deployment', () => {
    const documented = [...text.matchAll(/^\| `([A-Z][\w<>-]*)`[^|]*\| `Rampart-/gm)].map(([, id]) => id);
    const deployed = synthesize(theExample()).map(({ id }) => id.replace(/^Regional-.*/, 'Regional-<Region>'));
    expect(documented).toEqual([...new Set(deployed)]);
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
