import { AUDIT, BUS, SHOP, stackSet, type BaselineTemplates } from './a-baseline';
import { LOG_ARCHIVE, MANAGEMENT } from './an-audit';
import type { CloudTrailRecord } from './cloudtrail-records';
import { deployTemplate } from './deploy-template';
import { matchesEvent } from './event-pattern-matcher';
import { aFinding, anExecution, GLOBAL_NEIGHBORS, GLOBAL_SAMPLES } from './forwarded-samples';
import { frequencyOf, GLOBAL_TYPES } from './recorded-types';
import { resourcesOf, type Resource, type TemplateJson } from './synthesize';

type Json = Readonly<Record<string, unknown>>;

const HOME = 'eu-central-1';
const GOVERNED = [HOME, 'eu-west-1', 'us-east-1'];

/** What the stack `Baseline` lacks, as sentences. */
export function baselineFaults(templates: BaselineTemplates): readonly string[] {
  return [
    ...stackSetFaults(templates.stack),
    ...accountFaults(deployTemplate(templates.account, { account: SHOP, region: HOME, parameters: { Audit: AUDIT } })),
    ...GOVERNED.flatMap((region) =>
      regionFaults(
        deployTemplate(templates.region, { account: SHOP, region, parameters: { LogArchive: LOG_ARCHIVE } }),
        region,
      ),
    ),
    ...globalEventFaults(deployTemplate(templates.globalEvents, { account: SHOP, region: 'us-east-1' })),
    ...GOVERNED.flatMap((region) => auditFaults(deployTemplate(templates.audit, { account: AUDIT, region }), region)),
  ];
}

function stackSetFaults(template: TemplateJson): readonly string[] {
  const idOf = (name: string): string =>
    resourcesOf(template, 'AWS::CloudFormation::StackSet').find(
      ([, { Properties }]) => Properties?.['StackSetName'] === name,
    )?.[0] ?? '';
  const arn = {
    'Fn::Join': [
      '',
      [
        `arn:aws:cloudformation:${HOME}:${MANAGEMENT}:stackset/`,
        { 'Fn::GetAtt': [idOf('rampart-account'), 'StackSetId'] },
      ],
    ],
  };
  const everyAccount = (name: string, regions: readonly string[], isFirst = false): readonly string[] => {
    const { AutoDeployment, StackInstancesGroup } = stackSet(template, name);
    const after = { DependsOn: [arn], Enabled: true, RetainStacksOnAccountRemoval: true };
    return [
      ...unless(
        same(StackInstancesGroup, [{ DeploymentTargets: { OrganizationalUnitIds: ['r-ab12'] }, Regions: regions }]),
        `${name} is not in every account in ${regions.join(', ')}`,
      ),
      ...unless(
        same(AutoDeployment, isFirst ? { Enabled: true, RetainStacksOnAccountRemoval: true } : after),
        `${name} does not come to new accounts${isFirst ? '' : ' after the roles'}`,
      ),
      ...unless(
        isFirst || same(template.Resources[idOf(name)]?.DependsOn, [idOf('rampart-account')]),
        `${name} is deployed before the roles`,
      ),
    ];
  };
  return [
    ...everyAccount('rampart-account', [HOME], true),
    ...everyAccount('rampart-region', GOVERNED),
    ...everyAccount('rampart-global-events', [HOME, 'us-east-1']),
    ...unless(
      same(stackSet(template, 'rampart-region')['Parameters'], [
        { ParameterKey: 'LogArchive', ParameterValue: LOG_ARCHIVE },
      ]),
      'rampart-region does not know the account of the log archive',
    ),
    ...unless(
      same(stackSet(template, 'rampart-account')['Parameters'], [{ ParameterKey: 'Audit', ParameterValue: AUDIT }]),
      'rampart-account does not know the audit account',
    ),
    ...unless(
      same(stackSet(template, 'rampart-audit')['StackInstancesGroup'], [
        {
          DeploymentTargets: {
            AccountFilterType: 'INTERSECTION',
            Accounts: [AUDIT],
            OrganizationalUnitIds: ['r-ab12'],
          },
          Regions: GOVERNED,
        },
      ]),
      'rampart-audit is not in the audit account alone, in every governed Region',
    ),
    ...resourcesOf(template, 'AWS::CloudFormation::StackSet')
      .filter(([, { DeletionPolicy }]) => DeletionPolicy !== 'Retain')
      .map(([id]) => `${id} takes its stacks with it`),
  ];
}

function accountFaults(template: TemplateJson): readonly string[] {
  const roles = allOf(template, 'AWS::IAM::Role');
  const named = (name: string): Json | undefined => roles.find(({ RoleName }) => RoleName === name);
  const role = named('event-forwarder');
  const policies = allOf(template, 'AWS::IAM::ManagedPolicy');
  const policy = policies.find(({ ManagedPolicyName }) => ManagedPolicyName === 'event-forwarder');
  const [statement, ...more] = statementsOf(policy?.['PolicyDocument']);
  return [
    ...unless(
      same(allOf(template, 'AWS::IAM::ServiceLinkedRole'), [{ AWSServiceName: 'config.amazonaws.com' }]),
      'AWS Config has no role',
    ),
    ...retainedFaults(template, ['AWS::IAM::ServiceLinkedRole']),
    ...unless(role?.['Path'] === '/platform/' && roles.length === 6, 'the forwarder has another name'),
    ...unless(
      same(statementsOf(role?.['AssumeRolePolicyDocument']), [
        {
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': SHOP },
            ArnLike: { 'aws:SourceArn': `arn:aws:events:*:${SHOP}:rule/rampart-*` },
          },
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
        },
      ]),
      'others than rules of the platform in this account may use the forwarder',
    ),
    ...unless(
      policy?.['Path'] === '/platform/' && policy['ManagedPolicyName'] === 'event-forwarder',
      "guardrails do not protect the forwarder's policy",
    ),
    ...unless(
      more.length === 0 && same(statement, { Action: 'events:PutEvents', Effect: 'Allow', Resource: BUS }),
      'the forwarder may do other things than it must',
    ),
    ...finisherRoleFaults(template),
    ...breakGlassFaults(named('break-glass')),
    ...roleFromAuditFaults(named('audit'), 'the auditor', 'security'),
    ...roleFromAuditFaults(named('backup-operator'), 'the backup operator', 'backup-operator'),
    ...boundaryFaults(policies.find(({ ManagedPolicyName }) => ManagedPolicyName === 'boundary')),
  ];
}

/** Who acts as the roles of the finisher, and what they may do where a mistake would hurt most. */
function finisherRoleFaults(template: TemplateJson): readonly string[] {
  const roles = allOf(template, 'AWS::IAM::Role');
  const policies = allOf(template, 'AWS::IAM::ManagedPolicy');
  const trusts = (name: string, service: string, source: string): boolean =>
    roles.some(
      ({ RoleName, Path, AssumeRolePolicyDocument }) =>
        RoleName === name &&
        Path === '/platform/' &&
        same(statementsOf(AssumeRolePolicyDocument), [
          {
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': SHOP }, ArnLike: { 'aws:SourceArn': source } },
            Effect: 'Allow',
            Principal: { Service: service },
          },
        ]),
    );
  const statements = (name: string): readonly Json[] =>
    statementsOf(
      policies.find(({ ManagedPolicyName, Path }) => ManagedPolicyName === name && Path === '/platform/')?.[
        'PolicyDocument'
      ],
    ) as readonly Json[];
  const stateMachine = `arn:aws:states:*:${SHOP}:stateMachine:rampart-finisher`;
  const changes = statements('finisher').filter(({ Action }) =>
    [Action].flat().some((action) => /:(?:Delete|Detach|Revoke|Put)/.test(String(action))),
  );
  return [
    ...unless(
      trusts('finisher', 'states.amazonaws.com', stateMachine),
      'others than the state machine of this account act as the finisher',
    ),
    ...unless(
      trusts('finisher-start', 'scheduler.amazonaws.com', `arn:aws:scheduler:*:${SHOP}:schedule-group/default`),
      'others than schedules of this account start the finisher',
    ),
    ...unless(
      same(statements('finisher-start'), [
        { Action: 'states:StartExecution', Effect: 'Allow', Resource: stateMachine },
      ]),
      'the role that starts the finisher may do other things',
    ),
    ...unless(
      changes.length > 0 &&
        changes.every(({ Resource }) => [Resource].flat().every((resource) => String(resource).includes(`:${SHOP}:`))),
      'the finisher deletes or changes what is not of this account',
    ),
  ];
}

function breakGlassFaults(role: Json | undefined): readonly string[] {
  return [
    ...unless(
      same(statementsOf(role?.['AssumeRolePolicyDocument']), [
        {
          Action: 'sts:AssumeRole',
          Condition: {
            ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${MANAGEMENT}:user/break-glass/*` },
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
            NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
          },
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` },
        },
      ]),
      'others than users for emergencies, with MFA, may assume the role for emergencies',
    ),
    ...unless(
      role?.['Path'] === '/platform/' && role['MaxSessionDuration'] === 3600,
      'the role for emergencies is open for more than an hour, or not protected',
    ),
    ...unless(
      same(role?.['ManagedPolicyArns'], ['arn:aws:iam::aws:policy/AdministratorAccess']),
      'the role for emergencies cannot do everything',
    ),
  ];
}

function roleFromAuditFaults(role: Json | undefined, who: string, permissionSet: string): readonly string[] {
  const [policy, ...others] = (role?.['Policies'] ?? []) as readonly { readonly PolicyDocument: unknown }[];
  const [allowed, ...denied] = statementsOf(policy?.PolicyDocument) as readonly Json[];
  const actions = [allowed?.['Action']].flat().map(String);
  return [
    ...unless(
      same(statementsOf(role?.['AssumeRolePolicyDocument']), [
        {
          Action: 'sts:AssumeRole',
          Condition: {
            ArnLike: {
              'aws:PrincipalArn': ['', '*/'].map(
                (region) =>
                  `arn:aws:iam::${AUDIT}:role/aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_${permissionSet}_${'?'.repeat(16)}`,
              ),
            },
          },
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${AUDIT}:root` },
        },
      ]),
      `others than people of the audit account with the permission set ${permissionSet} become ${who}`,
    ),
    ...unless(
      role?.['Path'] === '/platform/' && role['MaxSessionDuration'] === 3600 && role['ManagedPolicyArns'] === undefined,
      `${who} has more than an hour, more than one policy, or a role that is not protected`,
    ),
    ...unless(
      others.length === 0 && allowed?.['Effect'] === 'Allow' && denied.every(({ Effect }) => Effect === 'Deny'),
      `${who} has more than one list of what is allowed`,
    ),
    ...unless(
      actions.length > 0 &&
        !actions.some((action) =>
          /^\*|^(?:kms:Decrypt|s3:GetObject)|^iam:(?!Get|List|Generate|Simulate|PassRole)/.test(action),
        ),
      `${who} reads data, decrypts, or writes to IAM`,
    ),
  ];
}

function boundaryFaults(policy: Json | undefined): readonly string[] {
  const [allowed, ...denied] = statementsOf(policy?.['PolicyDocument']) as readonly Json[];
  return [
    ...unless(
      policy?.['Path'] === '/platform/' && policy['Roles'] === undefined && policy['Groups'] === undefined,
      'the boundary has another path, or is attached to somebody',
    ),
    ...unless(
      allowed?.['Effect'] === 'Allow' && allowed['Action'] === '*' && allowed['Resource'] === '*',
      'the boundary does not allow everything, so that roles of teams work',
    ),
    ...unless(
      denied.length > 0 && denied.every(({ Effect }) => Effect === 'Deny'),
      'the boundary limits nothing, or grants something else',
    ),
  ];
}

function regionFaults(template: TemplateJson, region: string): readonly string[] {
  const recorders = resourcesOf(template, 'AWS::Config::ConfigurationRecorder');
  const channels = resourcesOf(template, 'AWS::Config::DeliveryChannel');
  const [[, recorder] = []] = recorders;
  const types = ['AWS::EC2::Instance', ...GLOBAL_TYPES];
  const expected = (type: string): string | null =>
    region === HOME || !GLOBAL_TYPES.includes(type) ? 'CONTINUOUS' : null;
  const findings = [6.9, 7, 9.5].map((severity) => aFinding(severity, region));
  return [
    ...unless(recorders.length === 1 && channels.length === 1, 'there is no recorder with its channel'),
    ...unless(
      [...recorders, ...channels].every(([, { DependsOn }]) => DependsOn === undefined),
      'recorder and channel wait for each other',
    ),
    ...unless(
      recorder?.Properties?.['Name'] === 'rampart' &&
        recorder.Properties['RoleARN'] ===
          `arn:aws:iam::${SHOP}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      'the recorder has not the service-linked role',
    ),
    ...types
      .filter((type) => frequencyOf(type, recorder?.Properties ?? {}) !== expected(type))
      .map((type) => `${type} is ${expected(type) === null ? '' : 'not '}recorded in ${region}`),
    ...unless(
      same(
        channels.map(([, { Properties }]) => [Properties?.['Name'], Properties?.['S3BucketName']]),
        [['rampart', `rampart-config-${LOG_ARCHIVE}-${HOME}-an`]],
      ),
      'the history does not go to the log archive',
    ),
    ...unless(
      allOf(template, 'AWS::GuardDuty::Detector').every(({ Enable }) => Enable === true) &&
        allOf(template, 'AWS::GuardDuty::Detector').length === 1,
      'there is no detector that is on',
    ),
    ...unless(
      same(allOf(template, 'AWS::SSM::ServiceSetting'), [
        { SettingId: '/ssm/documents/console/public-sharing-permission', SettingValue: 'Disable' },
      ]),
      'documents can be made public',
    ),
    ...retainedFaults(template, [
      'AWS::Config::ConfigurationRecorder',
      'AWS::Config::DeliveryChannel',
      'AWS::GuardDuty::Detector',
    ]),
    ...forwardingFaults(template),
    ...unless(
      same(
        findings.map((finding) => forwardedBy(template, finding)),
        [[], ['findings'], ['findings']],
      ),
      'findings are not forwarded from their severity on',
    ),
    ...executionFaults(template, region),
    ...finisherFaults(template, region),
  ];
}

function finisherFaults(template: TemplateJson, region: string): readonly string[] {
  const role = (name: string): string => `arn:aws:iam::${SHOP}:role/platform/${name}`;
  const [schedule, ...schedules] = allOf(template, 'AWS::Scheduler::Schedule');
  return [
    ...unless(
      same(
        allOf(template, 'AWS::StepFunctions::StateMachine').map(({ StateMachineName, RoleArn }) => [
          StateMachineName,
          RoleArn,
        ]),
        [['rampart-finisher', role('finisher')]],
      ),
      'nothing finishes the account, or as another role',
    ),
    ...unless(
      schedules.length === 0 &&
        schedule?.['Name'] === 'rampart-finisher' &&
        schedule['State'] === 'ENABLED' &&
        schedule['ScheduleExpression'] === 'rate(1 day)' &&
        schedule['StartDate'] === undefined,
      'the account is not finished at once and every day',
    ),
    ...unless(
      same(schedule?.['Target'], {
        Arn: `arn:aws:states:${region}:${SHOP}:stateMachine:rampart-finisher`,
        Input: '{}',
        RoleArn: role('finisher-start'),
      }),
      'the schedule starts something else, or as another role',
    ),
  ];
}

function executionFaults(template: TemplateJson, region: string): readonly string[] {
  const other = GOVERNED.find((one) => one !== region) ?? '';
  const finds = ['FAILED', 'TIMED_OUT', 'ABORTED'].map((status) => anExecution(status, region));
  const leaves = [
    ...['RUNNING', 'SUCCEEDED'].map((status) => anExecution(status, region)),
    anExecution('FAILED', region, 'orders'),
    anExecution('FAILED', region, 'my-rampart-finisher'),
    anExecution('FAILED', region, 'rampart-finisher', { account: MANAGEMENT }),
    anExecution('FAILED', other, 'rampart-finisher'),
  ];
  return [
    ...unless(
      finds.every((event) => same(forwardedBy(template, event), ['failed-executions'])),
      'a failed state machine of the platform is not forwarded',
    ),
    ...unless(
      leaves.every((event) => forwardedBy(template, event).length === 0),
      'other executions are forwarded',
    ),
  ];
}

function globalEventFaults(template: TemplateJson): readonly string[] {
  return [
    ...forwardingFaults(template),
    ...Object.entries(GLOBAL_SAMPLES).flatMap(([rule, samples]) =>
      Object.entries(samples)
        .filter(([, event]) => !same(forwardedBy(template, event), [rule]))
        .map(([name]) => `not forwarded by ${rule} alone: ${name}`),
    ),
    ...Object.entries(GLOBAL_NEIGHBORS)
      .filter(([, event]) => forwardedBy(template, event).length > 0)
      .map(([name]) => `forwarded: ${name}`),
  ];
}

/** Of all rules of a template: on, and to the bus of the organization by the forwarder. */
function forwardingFaults(template: TemplateJson): readonly string[] {
  const target = { Arn: BUS, Id: 'Organization', RoleArn: `arn:aws:iam::${SHOP}:role/platform/event-forwarder` };
  return allOf(template, 'AWS::Events::Rule').flatMap(({ Name, State, Targets, EventBusName }) => [
    ...unless(State === 'ENABLED' && EventBusName === undefined, `${String(Name)} does not see events`),
    ...unless(same(Targets, [target]), `${String(Name)} does not forward to the organization's bus`),
  ]);
}

/** The ends of the names of the rules that forward an event. */
function forwardedBy(template: TemplateJson, event: CloudTrailRecord): readonly string[] {
  return allOf(template, 'AWS::Events::Rule')
    .filter(({ EventPattern }) => matchesEvent(EventPattern as object, event))
    .map(({ Name }) => String(Name).replace('rampart-forward-', ''));
}

function auditFaults(template: TemplateJson, region: string): readonly string[] {
  const analyzers = allOf(template, 'AWS::AccessAnalyzer::Analyzer');
  const aggregators = allOf(template, 'AWS::Config::ConfigurationAggregator');
  const [[roleId, role] = ['', undefined]] = resourcesOf(template, 'AWS::IAM::Role');
  const isHome = region === HOME;
  return [
    ...unless(
      analyzers.filter(({ Type }) => Type === 'ORGANIZATION').length === 1,
      `no analyzer of external access in ${region}`,
    ),
    ...unless(
      same(
        analyzers
          .filter(({ Type }) => Type === 'ORGANIZATION_UNUSED_ACCESS')
          .map(({ AnalyzerConfiguration }) => AnalyzerConfiguration),
        isHome ? [{ UnusedAccessConfiguration: { UnusedAccessAge: 90 } }] : [],
      ),
      `unused access is analyzed in other Regions than the home Region, or not at all: ${region}`,
    ),
    ...unless(
      same(
        aggregators.map(({ OrganizationAggregationSource }) => OrganizationAggregationSource),
        isHome ? [{ AllAwsRegions: true, RoleArn: { 'Fn::GetAtt': [roleId, 'Arn'] } }] : [],
      ),
      `the aggregator of all Regions is in other Regions than the home Region, or in none: ${region}`,
    ),
    ...unless(
      !isHome ||
        same(role?.Properties?.['ManagedPolicyArns'], [
          'arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations',
        ]),
      'the aggregator may not list the accounts',
    ),
  ];
}

/** They stay when their stack goes, but not when its creation fails: the next try could not make them. */
function retainedFaults(template: TemplateJson, types: readonly string[]): readonly string[] {
  return types.flatMap((type) =>
    resourcesOf(template, type).flatMap(([, { DeletionPolicy, UpdateReplacePolicy }]) =>
      unless(
        DeletionPolicy === 'RetainExceptOnCreate' && UpdateReplacePolicy === 'Retain',
        `${type} ends with its stack`,
      ),
    ),
  );
}

function allOf(template: TemplateJson, type: string): readonly Json[] {
  return resourcesOf(template, type).map(([, { Properties = {} }]: readonly [string, Resource]) => Properties);
}

function statementsOf(document: unknown): readonly unknown[] {
  return (document as { readonly Statement?: readonly unknown[] } | undefined)?.Statement ?? [];
}

/** Whatever the order of fields is. */
function same(found: unknown, expected: unknown): boolean {
  return JSON.stringify(sorted(found)) === JSON.stringify(sorted(expected));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function unless(isFine: boolean, fault: string): readonly string[] {
  return isFine ? [] : [fault];
}
