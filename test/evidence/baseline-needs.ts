import { finisherActions } from '../../constructs/finisher/definition';
import type { RequestLine } from '../../lib/analysis/evaluate/request-line';
import { CALLS, type Calls } from '../docs/cloudformation-calls';
import type { Resource } from '../support/synthesize';
import type { BaselineWorld, MemberStack } from './baseline-world';

/** A call that must work in an account, and why. */
export interface Need {
  readonly why: string;
  readonly request: RequestLine;
}

/**
 * Types that only members have, so that no policy of the bootstrap allows them. Source: the handlers in the CloudFormation
 * registry.
 */
const MEMBER_CALLS: Readonly<Record<string, Calls>> = {
  'AWS::AccessAnalyzer::Analyzer': {
    always: [
      'access-analyzer:CreateAnalyzer',
      'access-analyzer:GetAnalyzer',
      'access-analyzer:TagResource',
      'access-analyzer:UntagResource',
      'access-analyzer:UpdateAnalyzer',
      'iam:CreateServiceLinkedRole',
      'organizations:ListAWSServiceAccessForOrganization',
      'organizations:ListDelegatedAdministrators',
    ],
    toDelete: ['access-analyzer:DeleteAnalyzer'],
  },
  'AWS::Config::ConfigurationAggregator': {
    always: [
      'config:DescribeConfigurationAggregators',
      'config:ListTagsForResource',
      'config:PutConfigurationAggregator',
      'config:TagResource',
      'config:UntagResource',
      'iam:PassRole',
      'organizations:EnableAWSServiceAccess',
      'organizations:ListDelegatedAdministrators',
    ],
    toDelete: ['config:DeleteConfigurationAggregator'],
  },
};

/** What CloudFormation may call for a resource in its life. */
export function callsFor({ Type, Properties = {} }: Resource): readonly string[] {
  const calls = CALLS[Type] ?? MEMBER_CALLS[Type];
  if (calls === undefined) throw new Error(`nobody has said what CloudFormation calls for ${Type}`);
  const extra = Object.entries(calls.ifSet ?? {}).flatMap(([property, more]) => (property in Properties ? more : []));
  return [...calls.always, ...extra, ...calls.toDelete];
}

/** Everything that the baseline and AWS's services must be able to do in the accounts of a world. */
export function needsOf(world: BaselineWorld): readonly Need[] {
  return [
    ...world.stacks.flatMap(({ account, region, stackSet, template }) =>
      Object.entries(template.Resources).flatMap(([id, resource]) => [
        ...callsFor(resource).map((action) =>
          need(`StackSets makes ${id} of ${stackSet}`, account, region, {
            principal: role(account, `stacksets-exec-${STACK}`),
            action,
            resource: arnOf(resource, { account, region }) ?? '*',
          }),
        ),
        ...needsOfRule(id, resource, { account, region }, world),
        ...needsOfRecorder(id, resource, { account, region }, template),
        ...(account === world.accounts.get(QUARANTINED) ? [] : needsOfFinisher(id, resource, { account, region })),
      ]),
    ),
    ...[...world.accounts.values()].flatMap((account) =>
      [...new Set([...world.organization.governedRegions, 'us-east-1'])].flatMap((region) =>
        SERVICES.flatMap(({ path, actions, resource }) =>
          actions.map((action) =>
            need(`${path} works`, account, region, {
              principal: role(account, `aws-service-role/${path}`),
              action,
              resource: resource?.(account) ?? '*',
            }),
          ),
        ),
      ),
    ),
  ];
}

/** The unit in which nothing is finished: its accounts shall stand still. */
export const QUARANTINED = 'Suspended';

const STACK = '0123456789abcdef0123456789abcdef';

/**
 * What works by service-linked roles, which no service control policy binds. Sources:
 * https://docs.aws.amazon.com/config/latest/developerguide/using-service-linked-roles.html,
 * https://docs.aws.amazon.com/config/latest/developerguide/conformance-pack-organization-apis.html,
 * https://docs.aws.amazon.com/guardduty/latest/ug/slr-permissions.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-enable-trusted-access.html
 */
const SERVICES: readonly {
  readonly path: string;
  readonly actions: readonly string[];
  readonly resource?: (account: string) => string;
}[] = [
  {
    path: 'config-conforms.amazonaws.com/AWSServiceRoleForConfigConforms',
    actions: ['config:PutConfigRule', 'config:DeleteConfigRule', 'config:DescribeConfigRules'],
  },
  {
    path: 'config-multiaccountsetup.amazonaws.com/AWSServiceRoleForConfigMultiAccountSetup',
    actions: ['config:PutConformancePack', 'config:DeleteConformancePack', 'config:DescribeConformancePackStatus'],
  },
  {
    path: 'guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty',
    actions: ['ec2:DescribeInstances', 'organizations:ListAccounts', 's3:GetBucketPublicAccessBlock'],
  },
  {
    path: 'member.org.stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgMember',
    actions: ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:DetachRolePolicy', 'iam:DeleteRole', 'sts:AssumeRole'],
    resource: (account) => role(account, `stacksets-exec-${STACK}`),
  },
];

interface Place {
  readonly account: string;
  readonly region: string;
}

/** EventBridge sends what a rule matches as the role of the target. It may do so in either Region. */
function needsOfRule(
  id: string,
  { Type, Properties = {} }: Resource,
  { account, region }: Place,
  { organization: { homeRegion } }: BaselineWorld,
): readonly Need[] {
  if (Type !== 'AWS::Events::Rule') return [];
  const targets = Properties['Targets'] as readonly { readonly Arn: string; readonly RoleArn?: string }[];
  return targets.flatMap(({ Arn, RoleArn }) => {
    if (RoleArn === undefined) throw new Error(`the target of ${id} has no role`);
    return [...new Set([region, homeRegion])].map((at) =>
      need(`${id} forwards`, account, at, { principal: RoleArn, action: 'events:PutEvents', resource: Arn }),
    );
  });
}

/** The recorder looks at everything as its role, and delivers to the bucket of its channel. */
function needsOfRecorder(
  id: string,
  { Type, Properties = {} }: Resource,
  { account, region }: Place,
  { Resources }: MemberStack['template'],
): readonly Need[] {
  if (Type !== 'AWS::Config::ConfigurationRecorder') return [];
  const principal = String(Properties['RoleARN']);
  const [channel] = Object.values(Resources).filter((one) => one.Type === 'AWS::Config::DeliveryChannel');
  const bucket = String(channel?.Properties?.['S3BucketName']);
  const owner = /\d{12}/.exec(bucket)?.[0] ?? '';
  const looks = [
    'ec2:DescribeInstances',
    'iam:GetAccountAuthorizationDetails',
    's3:GetBucketPolicy',
    'config:PutEvaluations',
  ];
  const delivery = {
    principal,
    action: 's3:PutObject',
    resource: `arn:aws:s3:::${bucket}/AWSLogs/x`,
    resourceAccount: owner,
  };
  return [
    ...looks.map((action) => need(`${id} records`, account, region, { principal, action, resource: '*' })),
    need(`${id} delivers`, account, region, delivery),
  ];
}

/** The schedule starts the state machine as one role, and the state machine calls AWS as another one. */
export function needsOfFinisher(
  id: string,
  { Type, Properties = {} }: Resource,
  { account, region }: Place,
): readonly Need[] {
  if (Type === 'AWS::Scheduler::Schedule') {
    const { Arn, RoleArn } = Properties['Target'] as { readonly Arn: string; readonly RoleArn: string };
    return [
      need(`${id} starts`, account, region, { principal: RoleArn, action: 'states:StartExecution', resource: Arn }),
    ];
  }
  if (Type !== 'AWS::StepFunctions::StateMachine') return [];
  const actions = finisherActions(
    JSON.parse(String(Properties['DefinitionString'])) as Parameters<typeof finisherActions>[0],
  );
  return actions.flatMap((action) =>
    touchedByFinisher(action, { account, region }).map((resource) =>
      need(`${id} finishes`, account, region, { principal: String(Properties['RoleArn']), action, resource }),
    ),
  );
}

/** What the finisher calls an action on. What has no resource is a setting. */
export function touchedByFinisher(action: string, { account, region }: Place): readonly string[] {
  const [, kinds = []] = TOUCHED.find(([pattern]) => pattern.test(action)) ?? [];
  return kinds.length === 0
    ? ['*']
    : kinds.map((kind) => kind.replace('{account}', account).replace('{region}', region));
}

const EC2 = 'arn:aws:ec2:{region}:{account}:';
const TOUCHED: readonly (readonly [action: RegExp, resources: readonly string[]])[] = [
  [/^ec2:DeleteSubnet$/, [`${EC2}subnet/subnet-0a1b`]],
  [/^ec2:DeleteVpc$/, [`${EC2}vpc/vpc-0a1b`]],
  [/^ec2:DetachInternetGateway$/, [`${EC2}internet-gateway/igw-0a1b`, `${EC2}vpc/vpc-0a1b`]],
  [/^ec2:DeleteInternetGateway$/, [`${EC2}internet-gateway/igw-0a1b`]],
  [/^ec2:RevokeSecurityGroup/, [`${EC2}security-group/sg-0a1b`]],
  [/^account:/, ['arn:aws:account::{account}:account']],
  [/^kms:DescribeKey$/, ['arn:aws:kms:{region}:{account}:key/0a1b']],
];

function need(why: string, account: string, region: string, call: Omit<RequestLine, 'id' | 'account'>): Need {
  // IAM and Organizations have one endpoint.
  const at = /^(?:iam|organizations):/.test(call.action) ? 'us-east-1' : region;
  const context = { 'aws:RequestedRegion': at, 'aws:SecureTransport': 'true' };
  return { why, request: { id: `${why} in ${region}`, account, ...call, context } };
}

function role(account: string, name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

/** The ARN of a resource by its name; undefined: AWS draws it, or the type has none. */
export function arnOf({ Type, Properties = {} }: Resource, { account, region }: Place): string | undefined {
  const name = (property: string): string => {
    const value = Properties[property];
    if (typeof value !== 'string') throw new Error(`a ${Type} has no ${property}`);
    return value;
  };
  const { Path: path = '/' } = Properties as { readonly Path?: string };
  switch (Type) {
    case 'AWS::Events::Rule':
      return `arn:aws:events:${region}:${account}:rule/${name('Name')}`;
    case 'AWS::Scheduler::Schedule':
      return `arn:aws:scheduler:${region}:${account}:schedule/default/${name('Name')}`;
    case 'AWS::StepFunctions::StateMachine':
      return `arn:aws:states:${region}:${account}:stateMachine:${name('StateMachineName')}`;
    case 'AWS::IAM::Role':
      return `arn:aws:iam::${account}:role${path}${name('RoleName')}`;
    case 'AWS::IAM::ManagedPolicy':
      return `arn:aws:iam::${account}:policy${path}${name('ManagedPolicyName')}`;
    case 'AWS::SSM::ServiceSetting':
      return `arn:aws:ssm:${region}:${account}:servicesetting${name('SettingId')}`;
    case 'AWS::Config::ConfigurationRecorder':
      return `arn:aws:config:${region}:${account}:configuration-recorder/${name('Name')}/0a1b`;
    case 'AWS::Config::ConfigurationAggregator':
      return `arn:aws:config:${region}:${account}:config-aggregator/config-aggregator-0a1b`;
    case 'AWS::AccessAnalyzer::Analyzer':
      return `arn:aws:access-analyzer:${region}:${account}:analyzer/${name('AnalyzerName')}`;
    case 'AWS::GuardDuty::Detector':
      return `arn:aws:guardduty:${region}:${account}:detector/0a1b`;
    case 'AWS::IAM::ServiceLinkedRole':
      return `arn:aws:iam::${account}:role/aws-service-role/${name('AWSServiceName')}/AWSServiceRoleForConfig`;
    default:
      return undefined;
  }
}
