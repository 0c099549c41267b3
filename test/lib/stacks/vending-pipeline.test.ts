import type { Statement } from '../../../lib/iam/statement';
import { VendingStack } from '../../../lib/stacks/vending-stack';
import { anApp, resourcesOf, templateOf } from '../../support/synthesize';
import { theExample } from '../../support/the-example';

const { organization } = theExample();
const pipeline = organization.vending?.pipeline;
if (pipeline == null) throw new Error('the example has no pipeline');

const CONNECTION = pipeline.connectionArn.split(':connection/')[1] ?? '';
const template = templateOf(
  new VendingStack(anApp(), 'Vending', { organization, pipeline: { ...pipeline, branch: 'trunk' } }),
);

type Properties = Readonly<Record<string, unknown>>;

interface Named {
  readonly Name: string;
}

interface Action extends Named {
  readonly RunOrder: number;
  readonly Namespace?: string;
  readonly Configuration: Readonly<Record<string, string>>;
  readonly InputArtifacts?: readonly Named[];
  readonly OutputArtifacts?: readonly Named[];
}

interface Stage extends Named {
  readonly Actions: readonly Action[];
  readonly BeforeEntry?: unknown;
}

function all(type: string): readonly Properties[] {
  return resourcesOf(template, type).map(([, { Properties: properties = {} }]) => properties);
}

function named(type: string, name: string, key = 'Name'): Properties {
  const found = all(type).find((one) => one[key] === name);
  if (found === undefined) throw new Error(`no ${type} is called ${name}`);
  return found;
}

const { Stages: stages, ...own } = named('AWS::CodePipeline::Pipeline', 'rampart-vending') as {
  readonly Stages: readonly Stage[];
} & Properties;

function action(name: string): Action {
  const found = stages.flatMap(({ Actions }) => Actions).find((one) => one.Name === name);
  if (found === undefined) throw new Error(`no action is called ${name}`);
  return found;
}

/** The variables that a build gets from earlier actions. */
function variablesOf(name: string): Properties {
  const text = action(name).Configuration['EnvironmentVariables'] ?? '[]';
  const variables = JSON.parse(text) as readonly { readonly name: string; readonly value: string }[];
  return Object.fromEntries(variables.map((variable) => [variable.name, variable.value]));
}

function specOf(project: string): string {
  return JSON.stringify(named('AWS::CodeBuild::Project', `rampart-vending-${project}`)['Source']);
}

describe('the pipeline', () => {
  test('asks a person between the plan and the deployment', () => {
    expect(stages.map(({ Name }) => Name)).toEqual(['Source', 'Plan', 'Approve', 'Deploy', 'Smoke']);
    expect(action('Approve').Configuration['CustomData']).toBe('Commit #{Source.CommitId}. #{Judge.REASON}');
  });

  test('leaves the approval out only if the judge says so in so many words', () => {
    expect(stages.filter(({ BeforeEntry }) => BeforeEntry !== undefined).map(({ Name }) => Name)).toEqual(['Approve']);
    expect(stages[2]?.BeforeEntry).toMatchObject({
      Conditions: [
        {
          Result: 'SKIP',
          Rules: [{ Configuration: { Variable: '#{Judge.APPROVAL}', Operator: 'NE', Value: 'not-needed' } }],
        },
      ],
    });
  });

  test('deploys one execution after another, and none is left out', () => {
    expect(own).toMatchObject({ ExecutionMode: 'QUEUED', PipelineType: 'V2' });
  });

  test('clones the branch with its history', () => {
    expect(action('Clone')).toMatchObject({
      Namespace: 'Source',
      Configuration: { BranchName: 'trunk', OutputArtifactFormat: 'CODEBUILD_CLONE_REF' },
    });
  });

  test.each([
    ['Plan', ['source'], ['plan'], 1],
    ['Judge', ['source', 'plan'], [], 2],
    ['Deploy', ['source', 'plan'], ['ids'], 1],
    ['Drift', ['source', 'plan'], [], 1],
  ])('gives %s the artifacts %j, and takes %j', (name, inputs, outputs, runOrder) => {
    const { InputArtifacts = [], OutputArtifacts = [], RunOrder } = action(name);
    expect([InputArtifacts.map((one) => one.Name), OutputArtifacts.map((one) => one.Name), RunOrder]).toEqual([
      inputs,
      outputs,
      runOrder,
    ]);
  });

  test('gives the deployment what the judge says, and each to its own variable', () => {
    expect(action('Judge').Namespace).toBe('Judge');
    expect(variablesOf('Judge')).toEqual({ COMMIT: '#{Source.CommitId}' });
    expect(variablesOf('Deploy')).toEqual({
      COMMIT: '#{Source.CommitId}',
      APPROVAL: '#{Judge.APPROVAL}',
      SEAL: '#{Judge.SEAL}',
      BASE: '#{Judge.BASE}',
      EXECUTION: '#{codepipeline.PipelineExecutionId}',
    });
  });

  test('begins only once all roles have their permissions', () => {
    const [found] = resourcesOf(template, 'AWS::CodePipeline::Pipeline');
    const { DependsOn = [] } = (found?.[1] ?? {}) as { readonly DependsOn?: readonly string[] };
    const policies = resourcesOf(template, 'AWS::IAM::ManagedPolicy').map(([id]) => id);
    const waited = policies.filter((id) => !id.startsWith('Nightly'));
    expect(waited).toHaveLength(5);
    expect(DependsOn).toEqual(expect.arrayContaining(waited));
  });
});

describe('the builds', () => {
  test('run without privileges', () => {
    const projects = all('AWS::CodeBuild::Project');
    expect(projects).toHaveLength(5);
    for (const project of projects) expect(project['Environment']).toMatchObject({ PrivilegedMode: false });
  });

  test('compare with the commit that the stack of the guardrails says', () => {
    for (const project of ['plan', 'judge', 'deploy'])
      expect(specOf(project)).toContain('describe-stacks --stack-name Rampart-Guardrails ');
  });

  test('keep what failed in the stacks of units and accounts, and wait after the baseline', () => {
    expect(specOf('deploy')).toContain('in Organization | Accounts | Accounts-*) rollback=--no-rollback ;;');
    expect(specOf('deploy')).toContain('= Baseline ]; then npx rampart wait');
  });

  test('of the night look at what was deployed last, every night', () => {
    const { Source } = named('AWS::CodeBuild::Project', 'rampart-vending-nightly') as { readonly Source: Properties };
    expect(JSON.stringify(Source['Location'])).toContain('/deployed/source.zip');
    expect(named('AWS::Events::Rule', 'rampart-vending-nightly')).toMatchObject({
      ScheduleExpression: expect.stringMatching(/^cron\(\d+ \d+ \* \* \? \*\)$/) as string,
      Targets: [{ Arn: 'arn:aws:codebuild:eu-central-1:111111111111:project/rampart-vending-nightly' }],
    });
  });
});

test.each([
  ['succeeded', { pipeline: ['rampart-vending'], state: ['SUCCEEDED'] }],
  ['failed', { pipeline: ['rampart-vending'], state: ['FAILED', 'STOPPED', 'CANCELED', 'SUPERSEDED'] }],
  ['waiting', { pipeline: ['rampart-vending'], state: ['STARTED'], type: { category: ['Approval'] } }],
  [
    'nightly-failed',
    { 'project-name': ['rampart-vending-nightly'], 'build-status': ['FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'] },
  ],
])('people are told what is %s: %j', (rule, detail) => {
  const { EventPattern } = named('AWS::Events::Rule', `rampart-vending-${rule}`) as {
    readonly EventPattern: Properties;
  };
  expect(EventPattern['detail']).toEqual(detail);
});

test('the bucket is encrypted with a key of KMS, and forgets artifacts, but not what was deployed last', () => {
  const [bucket] = all('AWS::S3::Bucket');
  expect(JSON.stringify(bucket?.['BucketEncryption'])).toContain('"SSEAlgorithm":"aws:kms"');
  const { Rules } = bucket?.['LifecycleConfiguration'] as { readonly Rules: readonly Properties[] };
  expect(Rules.filter((rule) => rule['ExpirationInDays'] !== undefined).map((rule) => rule['Prefix'])).toEqual([
    'rampart-vending/',
  ]);
});

describe('a role reaches this and nothing more:', () => {
  const arn = (rest: string): string => `arn:aws:${rest.replace('HERE', 'eu-central-1:111111111111')}`;
  const connections = ['codeconnections', 'codestar-connections'].map((service) =>
    arn(`${service}:HERE:connection/${CONNECTION}`),
  );
  const build = (name: string): string => arn(`codebuild:HERE:project/rampart-vending-${name}`);

  test.each<[string, string, readonly string[]]>([
    ['rampart-vending', 'Source', connections],
    ['rampart-vending', 'Builds', ['plan', 'judge', 'deploy', 'drift'].map(build)],
    ['rampart-vending-nightly', 'Start', [build('nightly')]],
    ['rampart-vending-plan', 'Clone', connections],
    ['rampart-vending-plan', 'ReadArtifacts', ['s3:source']],
    ['rampart-vending-judge', 'ReadArtifacts', ['s3:source', 's3:plan']],
    ['rampart-vending-deploy', 'ReadArtifacts', ['s3:source', 's3:plan']],
    ['rampart-vending-judge', 'ReadRevision', [arn('cloudformation:HERE:stack/Rampart-Guardrails/*')]],
    ['rampart-vending-deploy', 'AskWhoApproved', [arn('codepipeline:HERE:rampart-vending')]],
    ['rampart-vending-drift', 'Tell', [arn('sns:HERE:rampart-rules')]],
  ])('%s, %s', (role, sid, expected) => {
    const resources = [right(role, sid).Resource ?? []].flat().map(artifactOf);
    expect(resources.sort()).toEqual([...expected].sort());
  });

  test('builds clone this repository, and never write to it', () => {
    for (const role of ['plan', 'judge', 'deploy', 'drift'])
      expect(right(`rampart-vending-${role}`, 'Clone').Condition).toMatchObject({
        StringEqualsIfExists: {
          'codeconnections:FullRepositoryId': 'example/landing-zone',
          'codeconnections:ProviderPermissionsRequired': 'read_only',
          'codestar-connections:ProviderPermissionsRequired': 'read_only',
        },
      });
  });

  test('one key of KMS, by its alias', () => {
    expect(right('rampart-vending-drift', 'EncryptMessages').Condition).toEqual({
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ['alias/rampart-rules'] },
    });
  });

  test('the role of the look is for the build in the pipeline and for the nightly one', () => {
    expect(
      JSON.stringify(named('AWS::IAM::Role', 'rampart-vending-drift', 'RoleName')['AssumeRolePolicyDocument']),
    ).toContain(JSON.stringify([build('drift'), build('nightly')]));
  });
});

function right(role: string, sid: string): Statement {
  const { PolicyDocument } = named('AWS::IAM::ManagedPolicy', role, 'ManagedPolicyName') as {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  };
  const found = PolicyDocument.Statement.find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`${role} has no statement ${sid}`);
  return found;
}

/** The objects of an artifact, in short. */
function artifactOf(arn: string): string {
  return arn.replace(/^arn:aws:s3:::[^/]+\/rampart-vending\/(\w+)\/\*$/, 's3:$1');
}
