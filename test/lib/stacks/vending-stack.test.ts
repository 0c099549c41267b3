import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gateNag } from '../../../lib/stacks/nag';
import { VendingStack } from '../../../lib/stacks/vending-stack';
import type { Statement } from '../../../lib/iam/statement';
import {
  anApp,
  requireStack,
  resourcesOf,
  synthesize,
  templateOf,
  type SynthesizedStack,
} from '../../support/synthesize';
import { theExample } from '../../support/the-example';

const { organization, assembly } = theExample();
const pipeline = organization.vending?.pipeline;
if (pipeline == null) throw new Error('the example has no pipeline');

let stacks: readonly SynthesizedStack[];
let vending: SynthesizedStack;
beforeAll(() => {
  stacks = synthesize({ organization, assembly, vending: pipeline });
  vending = requireStack(stacks, 'Vending');
});

test('it is the same as before', () => {
  const asData = (key: string, value: unknown): unknown =>
    key === 'BuildSpec' && typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  expect(JSON.parse(vending.text, asData)).toMatchSnapshot();
});

test('it is in the app only where it is asked for, and changes nothing about the others', () => {
  const without = synthesize({ organization, assembly });
  expect(without.map(({ id }) => id)).not.toContain('Vending');
  expect(stacks.filter(({ id }) => id !== 'Vending')).toEqual(without);
});

test('no stack needs it to be deployed, and it needs none', () => {
  expect(vending.dependsOn).toEqual([]);
  expect(stacks.flatMap(({ dependsOn }) => dependsOn)).not.toContain('Vending');
  expect(vending.text).not.toMatch(/Fn::ImportValue|Fn::GetStackOutput/);
});

test('it is deployed by the roles of a bootstrap of its own, protected from deletion, in the home Region', () => {
  expect(vending.text).toContain('/cdk-bootstrap/rampvend/version');
  expect(vending.text).not.toContain('/cdk-bootstrap/rampart/');
  expect([vending.stackName, vending.environment, vending.terminationProtection]).toEqual([
    'Rampart-Vending',
    'aws://111111111111/eu-central-1',
    true,
  ]);
  const app = anApp();
  new VendingStack(app, 'Vending', { organization, pipeline });
  const { assumeRoleArn, cloudFormationExecutionRoleArn } = app.synth().getStackByName('Rampart-Vending');
  expect(assumeRoleArn).toContain('role/cdk-rampvend-deploy-role-111111111111-eu-central-1');
  expect(cloudFormationExecutionRoleArn).toContain('role/cdk-rampvend-cfn-exec-role-111111111111-eu-central-1');
});

test('it keeps the logical id of its bucket', () => {
  expect(resourcesOf(vending.template, 'AWS::S3::Bucket').map(([id]) => id)).toEqual(['Artifacts82DD59A1']);
});

test('all that it names begins with one prefix, which others leave alone', () => {
  const names = Object.values(vending.template.Resources).flatMap(({ Properties = {} }) =>
    ['Name', 'RoleName', 'ManagedPolicyName', 'LogGroupName', 'BucketName'].flatMap((key) => Properties[key] ?? []),
  );
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => typeof name !== 'string' || !name.startsWith('rampart-vending'))).toEqual([]);
});

test('every finding of the packs is acknowledged with a reason', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'rampart-'));
  try {
    const app = anApp({ outdir });
    new VendingStack(app, 'Vending', { organization, pipeline });
    gateNag(app);
    app.synth();
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      readonly pluginReports: readonly {
        readonly conclusion: string;
        readonly violations: readonly object[];
        readonly suppressedViolations?: readonly { readonly reason: string }[];
      }[];
    };
    expect(pluginReports.map(({ conclusion, violations }) => [conclusion, violations])).toEqual([
      ['success', []],
      ['success', []],
    ]);
    const reasons = pluginReports.flatMap(({ suppressedViolations = [] }) =>
      suppressedViolations.map(({ reason }) => reason),
    );
    expect(reasons.length).toBeGreaterThan(10);
    for (const reason of reasons) expect(reason.length).toBeGreaterThan(60);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

describe('what the roles may', () => {
  test('each is assumed by one service, for its own resource in this account, and has the boundary', () => {
    const roles = resourcesOf(vending.template, 'AWS::IAM::Role').map(([, { Properties = {} }]) => Properties);
    expect(roles).toHaveLength(6);
    for (const { PermissionsBoundary, AssumeRolePolicyDocument } of roles) {
      expect(PermissionsBoundary).toBe('arn:aws:iam::111111111111:policy/rampart-vending-boundary');
      const { Statement: trust } = AssumeRolePolicyDocument as { readonly Statement: readonly Statement[] };
      expect(trust).toHaveLength(1);
      expect(trust[0]?.Condition).toMatchObject({ StringEquals: { 'aws:SourceAccount': '111111111111' } });
      expect(JSON.stringify(trust[0]?.Condition?.['ArnEquals'])).toMatch(/^\{"aws:SourceArn":\["arn:aws:[^*]+"\]\}$/);
    }
  });

  test.each([
    ['rampart-vending', []],
    ['rampart-vending-plan', []],
    ['rampart-vending-judge', []],
    ['rampart-vending-drift', []],
    ['rampart-vending-nightly', []],
    [
      'rampart-vending-deploy',
      ['deploy', 'file-publishing', 'lookup'].map(
        (role) => `arn:aws:iam::111111111111:role/cdk-rampart-${role}-role-111111111111-*`,
      ),
    ],
  ])('%s assumes only the roles that deploy: %j', (role, roles) => {
    const assuming = rightsOf(role).filter(({ Action }) => [Action].flat().some((one) => one?.startsWith('sts:')));
    expect(assuming.flatMap(({ Resource }) => Resource ?? [])).toEqual(roles);
  });

  test('a build that runs code which nobody has approved writes its own artifact alone', () => {
    expect(written('rampart-vending-plan')).toEqual(['rampart-vending/plan/*']);
    expect(written('rampart-vending-judge')).toEqual([]);
    expect(written('rampart-vending-drift')).toEqual([]);
    expect(written('rampart-vending-deploy')).toEqual(['rampart-vending/ids/*', 'deployed/source.zip']);
  });

  test('only these calls change anything', () => {
    const calls = resourcesOf(vending.template, 'AWS::IAM::ManagedPolicy').flatMap(([, { Properties = {} }]) =>
      statementsOf(Properties).flatMap(({ Action }) => [Action ?? []].flat()),
    );
    const changing = [...new Set(calls)].filter(
      (action) => !/:(BatchDescribe|BatchGet|Describe|Get|List|View)/.test(action),
    );
    expect(changing.sort()).toEqual([
      'cloudformation:DetectStackDrift',
      'cloudformation:DetectStackResourceDrift',
      'codebuild:StartBuild',
      'codeconnections:UseConnection',
      'codestar-connections:UseConnection',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:PutObject',
      'sns:Publish',
      'sts:AssumeRole',
    ]);
  });

  test('no policy is longer than IAM accepts', () => {
    for (const [, { Properties }] of resourcesOf(vending.template, 'AWS::IAM::ManagedPolicy'))
      expect(JSON.stringify(Properties?.['PolicyDocument']).length).toBeLessThanOrEqual(6144);
  });
});

test('a repository in groups of groups is found by its last name', () => {
  const nested = { ...pipeline, repository: 'example/platform/landing-zone' };
  const stack = new VendingStack(anApp(), 'Vending', { organization, pipeline: nested });
  expect(JSON.stringify(templateOf(stack))).toContain('"FullRepositoryId":"example/platform/landing-zone"');
});

function statementsOf(properties: Readonly<Record<string, unknown>>): readonly Statement[] {
  return (properties['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement;
}

function rightsOf(role: string): readonly Statement[] {
  return resourcesOf(vending.template, 'AWS::IAM::ManagedPolicy')
    .filter(([, { Properties }]) => Properties?.['ManagedPolicyName'] === role)
    .flatMap(([, { Properties = {} }]) => statementsOf(Properties));
}

/** The keys of the bucket that a role writes. */
function written(role: string): readonly string[] {
  return rightsOf(role)
    .filter(({ Action }) => [Action].flat().includes('s3:PutObject'))
    .flatMap(({ Resource }) => [Resource ?? []].flat())
    .map((arn) => arn.replace(/^arn:aws:s3:::[^/]+\//, ''));
}
