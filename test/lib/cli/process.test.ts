import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { aFolder, copyExample, EXAMPLE, REPOSITORY } from './an-io';

/** Runs a command in a process of its own, and lists the files that it loaded. */
function filesLoadedBy(...args: readonly string[]): readonly string[] {
  const script = `
    require('ts-node/register');
    const { main } = require('./lib/cli/main.ts');
    const io = {
      out: () => {}, err: () => {}, progress: () => {}, colors: { out: false, err: false }, debug: false,
      node: { path: '/bin/false', environment: {} },
    };
    main(${JSON.stringify(args)}, io).then(() => {
      console.log(JSON.stringify(Object.keys(require.cache)));
    });`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: REPOSITORY, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

function packagesLoadedBy(...args: readonly string[]): readonly string[] {
  const names = filesLoadedBy(...args).flatMap(
    (file) => /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
  );
  return [...new Set(names)];
}

describe('a command', () => {
  test.each([
    [['--help']],
    [['check', '--organization', EXAMPLE]],
    [['guardrails', '--organization', EXAMPLE]],
    [['plan', '--organization', EXAMPLE, '--output', join(aFolder(), 'out')]],
  ])('%j never loads the CDK', (args) => {
    const packages = packagesLoadedBy(...args);
    expect(packages).toContain('commander');
    for (const name of ['aws-cdk-lib', 'constructs', 'cdk-nag']) expect(packages).not.toContain(name);
  });

  test('--help loads no catalogue, schemas or YAML', () => {
    const packages = packagesLoadedBy('--help');
    for (const name of ['zod', 'yaml', 'cli-table3']) expect(packages).not.toContain(name);
  });

  test.each([[['--help']], [['no-such-command']]])('%j loads no command', (args) => {
    const own = filesLoadedBy(...args).filter((file) => !file.includes('node_modules'));
    expect(own.map((file) => relative(REPOSITORY, file)).sort()).toEqual([
      'lib/cli/input/user-mistake.ts',
      'lib/cli/main.ts',
      'lib/cli/run-program.ts',
      'package.json',
    ]);
  });

  test.each([[['--help']], [['check', '--organization', EXAMPLE]], [['wait', '--help']], [['wait', '--timeout', 'x']]])(
    '%j does not load the SDK of AWS',
    (args) => {
      expect(packagesLoadedBy(...args).filter((name) => name.startsWith('@aws-sdk'))).toEqual([]);
    },
  );

  test('only a report with a table loads the package for tables', () => {
    expect(packagesLoadedBy('check', '--organization', EXAMPLE)).not.toContain('cli-table3');
  });
});

describe('the program', () => {
  const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [join(REPOSITORY, 'bin/rampart.js'), ...args], {
      cwd: REPOSITORY,
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });

  test('exits with the code of its command', () => {
    const organization = copyExample(aFolder(), ['deny-root-user:', 'deny-rot-user:']);
    const { status, stdout, stderr } = run(['check', '--organization', organization]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('unknown guardrail');
    expect(run(['check', '--at', '2030-01-01']).status).toBe(1);
    expect(run(['check']).status).toBe(0);
  });

  test('shows no progress if standard error is not a terminal', () => {
    expect(run(['plan', '--organization', '/nowhere']).stderr).not.toContain('checking');
  });

  test.each(['guardrails', '--help'])('survives a reader of %s that stops early', (command) => {
    const rampart = `'${process.execPath}' '${join(REPOSITORY, 'bin/rampart.js')}' ${command}`;
    const { status, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${rampart} | true`], {
      cwd: REPOSITORY,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});

test('a repository that belongs to another user is named, with the fix', () => {
  const { status, stderr } = spawnSync(process.execPath, ['bin/rampart.js', 'diff', 'HEAD'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
    // Git's own tests use it: https://github.com/git/git/blob/master/t/t0033-safe-directory.sh
    env: { ...process.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' },
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /because another user owns its files\n {4}fix: `git config --global --add safe\.directory \S+`/,
  );
});
