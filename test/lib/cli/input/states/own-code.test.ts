import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, REPOSITORY } from '../../an-io';
import { aRepository, aSmallOrganization, PROTECTED } from './a-repository';

const CODE = ['bin', 'lib', 'policies', 'package.json', 'package-lock.json', 'tsconfig.json'];

describe('diff, in a checkout of the code with an organization', () => {
  const checkout = aFolder();
  const guardrail = join(checkout, 'policies/deny-leaving-organization.ts');

  const run = (args: readonly string[], folder = checkout) =>
    spawnSync(process.execPath, [join(checkout, 'bin/rampart.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: join(checkout, 'caches') },
    });

  beforeAll(() => {
    for (const name of CODE) cpSync(join(REPOSITORY, name), join(checkout, name), { recursive: true });
    aSmallOrganization(checkout, PROTECTED);
    aRepository(checkout);
    symlinkSync(join(REPOSITORY, 'node_modules'), join(checkout, 'node_modules'));
    const text = readFileSync(guardrail, 'utf8');
    writeFileSync(guardrail, text.replaceAll('organizations:LeaveOrganization', 'organizations:CloseAccount'));
  });

  test('runs the code of a revision as it was, and the sources of the checkout as they are', () => {
    const { status, stdout, stderr } = run(['diff', 'HEAD', '--json']);
    const { changes } = JSON.parse(stdout) as { changes: readonly { kind: string; actions: readonly string[] }[] };
    expect([status, stderr, changes.map(({ kind, actions }) => [kind, actions])]).toEqual([
      1,
      '',
      [
        ['permitted', ['organizations:LeaveOrganization']],
        ['denied', ['organizations:CloseAccount']],
      ],
    ]);
  });

  test('takes --organization relative to the working directory', () => {
    const elsewhere = join(checkout, 'elsewhere');
    mkdirSync(elsewhere);
    const { status, stdout, stderr } = run(['check', '--organization', '../organization'], elsewhere);
    expect([status, stdout, stderr]).toEqual([0, expect.stringContaining('../organization is valid'), '']);
  });
});
