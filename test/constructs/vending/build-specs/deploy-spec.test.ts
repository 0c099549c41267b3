import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploySpec } from '../../../../constructs/vending/build-specs/deploy-spec';
import { judgeSpec } from '../../../../constructs/vending/build-specs/judge-spec';
import { AClone, awsWithRevision } from '../../../support/a-clone';
import { runBuildSpec, type Run } from '../../../support/run-build-spec';

const spec = deploySpec({
  configuration: 'organization',
  guardrailsStack: 'Rampart-Guardrails',
  pipelineName: 'rampart-vending',
  approval: 'Approve',
  withoutRollback: ['Organization', 'Accounts', 'Accounts-*'],
  baselineStack: 'Baseline',
  stackPrefix: 'Rampart-',
  deployed: 's3://bucket/deployed/source.zip',
});

const STACKS = [
  'Organization',
  'OrganizationSettings',
  'Accounts',
  'Accounts-b',
  'AccountGuardrails',
  'Baseline',
  'Identity',
];

let clone: AClone;
/** What is deployed before. */
let base: string;
beforeEach(() => {
  clone = new AClone();
  clone.write('.gitignore', 'cdk.out/\nnode_modules/\n');
  base = clone.commit();
  clone.write('organization/accounts/shop.yaml', 'email: a@example.com');
  clone.commit();
  mkdirSync(join(plan(), 'cdk.out'), { recursive: true });
  writeFileSync(join(plan(), 'cdk.out/manifest.json'), 'planned');
});
afterEach(() => {
  clone.remove();
});

function plan(): string {
  return join(clone.scratch, 'plan');
}

/** The seal that the judge gives to the plan. */
function seal(): string {
  const { exported } = runBuildSpec(judgeSpec({ configuration: 'organization', guardrailsStack: 'a' }), {
    cwd: clone.folder,
    scratch: clone.scratch,
    programs: { aws: awsWithRevision('None') },
    variables: { COMMIT: clone.head, CODEBUILD_SRC_DIR_plan: plan() },
  });
  return exported['SEAL'] ?? '';
}

interface Circumstances {
  readonly variables?: Readonly<Record<string, string>>;
  /** How many actions in which a person approves this execution has. */
  readonly approvals?: string;
  readonly npx?: string;
  /** What is deployed now. */
  readonly deployed?: string;
}

function deploy({ variables = {}, approvals = '0', npx = '', deployed = base }: Circumstances = {}): Run {
  const list = STACKS.map((stack) => `echo '${stack} (Rampart-${stack})'`).join('; ');
  return runBuildSpec(spec, {
    cwd: clone.folder,
    scratch: clone.scratch,
    programs: {
      aws: `case $1 in cloudformation) echo '${deployed}' ;; codepipeline) echo '${approvals}' ;; s3) cp "$4" '${clone.scratch}/kept.zip' ;; esac`,
      npm: 'exit 0',
      npx: `${npx}\ncase $* in 'cdk list'*) ${list} ;; esac`,
    },
    variables: {
      COMMIT: clone.head,
      APPROVAL: 'not-needed',
      SEAL: seal(),
      BASE: base,
      EXECUTION: '11111111-2222-3333-4444-555555555555',
      CODEBUILD_SRC_DIR_plan: plan(),
      ...variables,
    },
  });
}

test('each stack is deployed from the planned assembly, in its order, and accounts get what StackSets bring in between', () => {
  const { isOk, calls } = deploy();
  expect(isOk).toBe(true);
  const deployed = (stack: string, rollback = ''): string =>
    `npx cdk deploy ${stack} --app cdk.out --exclusively --require-approval never --progress events${rollback}`;
  expect(calls).toEqual([
    expect.stringMatching('aws cloudformation describe-stacks --stack-name Rampart-Guardrails'),
    'npm ci',
    'npx cdk list --app cdk.out --no-notices',
    deployed('Organization', ' --no-rollback'),
    deployed('OrganizationSettings'),
    deployed('Accounts', ' --no-rollback'),
    deployed('Accounts-b', ' --no-rollback'),
    deployed('AccountGuardrails'),
    deployed('Baseline'),
    'npx rampart wait --timeout 60',
    deployed('Identity'),
    `aws s3 cp --only-show-errors ${clone.scratch}/deployed.zip s3://bucket/deployed/source.zip`,
    'npx rampart ids --write',
  ]);
});

test('the planned assembly takes the place of any other', () => {
  clone.write('cdk.out/manifest.json', 'of the repository');
  expect(deploy().isOk).toBe(true);
  expect(readFileSync(join(clone.folder, 'cdk.out/manifest.json'), 'utf8')).toBe('planned');
});

test('what was deployed is kept with its assembly, and the clone stays as it was', () => {
  expect(deploy().isOk).toBe(true);
  const zip = readFileSync(join(clone.scratch, 'kept.zip'), 'latin1');
  expect(zip).toContain('cdk.out/manifest.json');
  expect(zip).toContain('organization/landing-zone.yaml');
  expect(clone.git('status', '--porcelain')).toBe('?? ids.patch');
});

test('ids that were written are left as a patch', () => {
  const npx = `case $* in 'rampart ids --write') echo 'id: 1' >> organization/landing-zone.yaml ;; esac`;
  expect(deploy({ npx }).isOk).toBe(true);
  expect(readFileSync(join(clone.folder, 'ids.patch'), 'utf8')).toContain('+organization: {}id: 1');
  expect(spec.artifacts).toEqual({ files: ['ids.patch'] });
});

test('nothing fails where no ids can be read', () => {
  expect(deploy({ npx: "case $* in 'rampart ids --write') exit 2 ;; esac" }).isOk).toBe(true);
  expect(readFileSync(join(clone.folder, 'ids.patch'), 'utf8')).toBe('');
});

test.each([
  ['a stack fails', 'case $3 in Accounts) exit 1 ;; esac', 'Accounts-b'],
  ['accounts do not get their baseline', "case $* in 'rampart wait'*) exit 1 ;; esac", 'Identity'],
])('the deployment ends where %s', (_, npx, next) => {
  const { isOk, calls } = deploy({ npx });
  expect(isOk).toBe(false);
  expect(calls.join('\n')).not.toContain(`deploy ${next} `);
  expect(calls.join('\n')).not.toContain('s3 cp');
});

describe('with a person who must approve', () => {
  const variables = { APPROVAL: 'needed' };

  test('it is deployed once somebody has', () => {
    const { isOk, calls } = deploy({ variables, approvals: '1' });
    expect(isOk).toBe(true);
    expect(calls[0]).toContain('--filter pipelineExecutionId=11111111-2222-3333-4444-555555555555');
    expect(calls[0]).toContain("stageName=='Approve' && actionName=='Approve' && status=='Succeeded'");
  });

  test.each([['0'], [''], ['an error']])('nothing is deployed if nobody has: %s', (approvals) => {
    const { isOk, calls } = deploy({ variables, approvals });
    expect(isOk).toBe(false);
    expect(calls.filter((call) => !call.startsWith('aws codepipeline'))).toEqual([]);
  });
});

test.each([
  ['the judge said nothing', { APPROVAL: '' }],
  ['the judge said something else', { APPROVAL: 'Not-Needed' }],
  ['a variable was not resolved', { APPROVAL: '#{Judge.APPROVAL}' }],
  ['there is no seal', { SEAL: '' }],
  ['nobody knows what was compared with', { BASE: '' }],
  ['the plan is another', { SEAL: 'a'.repeat(64) }],
  ['there is no plan', { CODEBUILD_SRC_DIR_plan: '' }],
  ['there is neither a seal nor a plan', { SEAL: '', CODEBUILD_SRC_DIR_plan: '' }],
  ['the clone is another commit', { COMMIT: 'a'.repeat(40) }],
])('nothing is deployed, and no code runs, where %s', (_, variables) => {
  const { isOk, calls } = deploy({ variables });
  expect(isOk).toBe(false);
  expect(
    calls.filter((call) => !call.startsWith('aws codepipeline') && !call.startsWith('aws cloudformation')),
  ).toEqual([]);
});

describe('between the judgment and the deployment', () => {
  test('the same commit was deployed in part, and the deployment is retried', () => {
    expect(deploy({ deployed: clone.head }).isOk).toBe(true);
  });

  test('new accounts were deployed, and other new accounts follow', () => {
    const deployed = clone.head;
    clone.write('organization/accounts/data.yaml', 'email: b@example.com');
    clone.commit();
    expect(deploy({ deployed }).isOk).toBe(true);
  });

  test('nothing was deployed yet, neither then nor now', () => {
    expect(deploy({ variables: { BASE: 'none' }, deployed: 'None' }).isOk).toBe(true);
  });

  const BETWEEN: Readonly<Record<string, () => string>> = {
    'a tightening, which this takes back': () => {
      clone.write('organization/landing-zone.yaml', 'organization: { tighter }');
      const deployed = clone.commit();
      clone.write('organization/landing-zone.yaml', 'organization: {}');
      clone.commit();
      return deployed;
    },
    'code, which this takes back': () => {
      clone.write('tool.ts', 'a stricter tool');
      const deployed = clone.commit();
      clone.write('tool.ts', 'the tool');
      clone.commit();
      return deployed;
    },
    'an account, which this takes back': () => {
      const deployed = clone.head;
      rmSync(join(clone.folder, 'organization/accounts/shop.yaml'));
      clone.commit();
      return deployed;
    },
    'a state without the files that this adds beside new accounts': () => {
      const deployed = clone.head;
      clone.write('organization/accounts/data.yaml/.npmrc', 'a=b');
      clone.commit();
      return deployed;
    },
    'a newer commit, whose deployment this would undo': () => {
      clone.write('organization/accounts/data.yaml', 'email: b@example.com');
      const deployed = clone.commit();
      clone.git('reset', '--quiet', '--hard', 'HEAD~1');
      return deployed;
    },
    'something that nobody committed': () => `${clone.head}-dirty`,
    'a commit that this history does not know': () => 'a'.repeat(40),
  };

  test.each(Object.keys(BETWEEN))('another state was deployed, and no code runs: %s', (name) => {
    const deployed = BETWEEN[name]?.() ?? '';
    const { isOk, calls, output } = deploy({ deployed });
    expect(isOk).toBe(false);
    expect(calls.filter((call) => !call.startsWith('aws '))).toEqual([]);
    expect(output).toContain('Release the newest commit again.');
  });

  test('an earlier commit was deployed, and a person approved what follows', () => {
    clone.write('organization/landing-zone.yaml', 'organization: { tighter }');
    const deployed = clone.commit();
    clone.write('organization/landing-zone.yaml', 'organization: {}');
    clone.commit();
    expect(deploy({ deployed, variables: { APPROVAL: 'needed' }, approvals: '1' }).isOk).toBe(true);
  });

  test('a newer commit was deployed, and no approval of an older one undoes it', () => {
    clone.write('organization/accounts/data.yaml', 'email: b@example.com');
    const deployed = clone.commit();
    clone.git('reset', '--quiet', '--hard', 'HEAD~1');
    expect(deploy({ deployed, variables: { APPROVAL: 'needed' }, approvals: '1' }).isOk).toBe(false);
  });
});

test('nothing is deployed where somebody changed the plan after it was judged', () => {
  const SEAL = seal();
  writeFileSync(join(plan(), 'cdk.out/manifest.json'), 'another');
  expect(deploy({ variables: { SEAL } }).isOk).toBe(false);
});

test('nothing is deployed where the assembly has no stack', () => {
  expect(deploy({ npx: 'exit 0' }).isOk).toBe(false);
});
