import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planSpec } from '../../../../constructs/vending/build-specs/plan-spec';
import { AClone, AWS_WITHOUT_STACK, awsWithRevision } from '../../../support/a-clone';
import { runBuildSpec, type Run } from '../../../support/run-build-spec';

const spec = planSpec({ configuration: 'organization', guardrailsStack: 'Rampart-Guardrails' });

let clone: AClone;
beforeEach(() => {
  clone = new AClone();
});
afterEach(() => {
  clone.remove();
});

interface Answers {
  readonly aws?: string;
  /** The exit codes of the commands. */
  readonly plan?: number;
  readonly tests?: number;
  readonly diff?: number;
  readonly templates?: number;
}

function plan({ aws, plan = 0, tests = 0, diff = 0, templates = 0 }: Answers = {}): Run {
  return runBuildSpec(spec, {
    cwd: clone.folder,
    scratch: clone.scratch,
    programs: {
      aws: aws ?? awsWithRevision(clone.first),
      npm: `case $1 in run) mkdir cdk.out; exit ${plan} ;; test) exit ${tests} ;; esac`,
      npx: `case $2 in diff) ;; esac; case $1 in rampart) echo '## 1 opening'; exit ${diff} ;; cdk) echo 'Stack Rampart-Accounts'; exit ${templates} ;; esac`,
    },
    variables: {},
  });
}

function planned(file: string): string {
  return readFileSync(join(clone.folder, 'planned', file), 'utf8').trim();
}

function changeData(): void {
  clone.write('organization/accounts/shop.yaml', 'email: a@example.com');
  clone.commit();
}

test('a change of data is planned and compared with what is deployed, and the tests, which are about code, do not run', () => {
  changeData();
  const { isOk, calls } = plan();
  expect(isOk).toBe(true);
  expect(calls.slice(1)).toEqual([
    'npm ci',
    `npm run plan -- --locked --deployed ${clone.first}`,
    `npx rampart diff ${clone.first} --markdown --fail-on opened`,
    'npx cdk diff --app cdk.out --method=template --fail-on=destructive',
  ]);
  expect([planned('opens.txt'), planned('destroys.txt')]).toEqual(['no', 'no']);
  expect(planned('deployed.txt')).toBe(clone.first);
});

test('the deployed commit is asked before any code of the repository runs', () => {
  expect(plan().calls[0]).toContain('aws cloudformation describe-stacks --stack-name Rampart-Guardrails');
});

test('a change of code runs the tests, and one that fails is told and stops nothing', () => {
  clone.write('tool.ts', 'another tool');
  clone.commit();
  const { isOk, calls, output } = plan({ tests: 1 });
  expect(isOk).toBe(true);
  expect(calls).toContain('npm test');
  expect(output).toContain('Some tests fail');
});

test.each([
  [1, 0, 'yes', 'no'],
  [0, 1, 'no', 'yes'],
])('what opens and what is destroyed is written down: %d, %d', (diff, templates, opens, destroys) => {
  changeData();
  expect(plan({ diff, templates }).isOk).toBe(true);
  expect([planned('opens.txt'), planned('destroys.txt')]).toEqual([opens, destroys]);
  expect(planned('difference.md')).toBe('## 1 opening');
});

test('the first deployment is compared with nothing', () => {
  const { isOk, calls } = plan({ aws: AWS_WITHOUT_STACK });
  expect(isOk).toBe(true);
  expect(calls).toContain('npm run plan -- --locked');
  expect(calls.join()).not.toContain('rampart diff');
  expect(planned('opens.txt')).toBe('unknown');
});

test.each(['None', `${'a'.repeat(40)}-dirty`, 'a'.repeat(40)])(
  'a deployed revision that is no commit of the repository is not compared with: %s',
  (revision) => {
    expect(plan({ aws: awsWithRevision(revision) }).isOk).toBe(true);
    expect(planned('opens.txt')).toBe('unknown');
  },
);

test.each([
  ['the plan fails', { plan: 1 }],
  ['the comparison fails', { diff: 2 }],
  ['AWS does not answer', { aws: "echo 'AccessDenied' >&2; exit 254" }],
])('nothing is deployed where %s', (_, answers) => {
  changeData();
  expect(plan(answers).isOk).toBe(false);
});

test('no file that Git does not know is there when the plan asks for the revision', () => {
  writeFileSync(join(clone.folder, '.gitignore'), 'cdk.out/\n');
  clone.commit();
  mkdirSync(join(clone.scratch, 'status'), { recursive: true });
  const run = runBuildSpec(spec, {
    cwd: clone.folder,
    scratch: clone.scratch,
    programs: {
      aws: awsWithRevision(clone.first),
      npm: `case $1 in run) git status --porcelain > '${clone.scratch}/status/plan'; mkdir cdk.out ;; esac`,
      npx: 'exit 0',
    },
    variables: {},
  });
  expect(run.isOk).toBe(true);
  expect(readFileSync(join(clone.scratch, 'status/plan'), 'utf8')).toBe('');
  expect(existsSync(join(clone.folder, 'planned/opens.txt'))).toBe(true);
});

test('what is left is the assembly and what was found', () => {
  expect(spec.artifacts).toEqual({ files: ['cdk.out/**/*', 'planned/**/*'] });
  expect(spec.env).toEqual({ shell: 'bash' });
});
