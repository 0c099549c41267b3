import { ALARM_SAMPLES, type Samples } from './alarm-samples';
import { LOG_ARCHIVE, MANAGEMENT, TRAIL_BUCKET } from './an-audit';
import { anObjectCall, aRecord, asEvent, CALLERS, type CloudTrailRecord } from './cloudtrail-records';
import { matchesEvent } from './event-pattern-matcher';
import { EVENT_SAMPLES } from './event-samples';
import { findsEvent } from './filter-pattern-matcher';
import { records, type AdvancedSelector } from './selector-matcher';
import { resourcesOf, type Resource, type TemplateJson } from './synthesize';

type Json = Readonly<Record<string, unknown>>;

/** What the template of `Audit` lacks, as sentences. */
export function auditFaults(template: TemplateJson): readonly string[] {
  return [
    ...trailFaults(template),
    ...logGroupFaults(template),
    ...roleFaults(template, {
      service: 'cloudtrail.amazonaws.com',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${MANAGEMENT}_CloudTrail_eu-central-1*`, 'o-*'].map(
        (stream) => `arn:aws:logs:eu-central-1:${MANAGEMENT}:log-group:rampart-trail:log-stream:${stream}`,
      ),
    }),
    ...topicFaults(template),
    ...alarmFaults(template),
    ...ruleFaults(template),
  ];
}

/** What the template of `Regional-us-east-1` lacks, as sentences. */
export function forwardingFaults(template: TemplateJson): readonly string[] {
  const bus = `arn:aws:events:eu-central-1:${MANAGEMENT}:event-bus/default`;
  const rules = allOf(template, 'AWS::Events::Rule');
  const [[roleId] = ['']] = resourcesOf(template, 'AWS::IAM::Role');
  const forwarded = (record: CloudTrailRecord): boolean =>
    rules.some((rule) => matchesEvent(rule['EventPattern'] as object, asEvent(record)));
  return [
    ...roleFaults(template, { service: 'events.amazonaws.com', actions: ['events:PutEvents'], resources: [bus] }),
    ...rules.flatMap((rule) => [
      ...stateFaults(rule),
      ...unless(
        same(rule['Targets'], [{ Arn: bus, Id: 'HomeBus', RoleArn: { 'Fn::GetAtt': [roleId, 'Arn'] } }]),
        `the rule ${String(rule['Name'])} does not forward to the home Region's bus only`,
      ),
    ]),
    ...Object.entries(FORWARDED.finds)
      .filter(([, record]) => !forwarded(record))
      .map(([name]) => `not forwarded: ${name}`),
    ...Object.entries(FORWARDED.leaves)
      .filter(([, record]) => forwarded(record))
      .map(([name]) => `forwarded: ${name}`),
  ];
}

/** Events in us-east-1. */
export const FORWARDED: Samples = {
  finds: Object.fromEntries(
    ['role-changes', 'policy-changes', 'organization-changes', 'root-use', 'root-sessions', 'rule-changes'].flatMap(
      (id) => Object.entries(EVENT_SAMPLES[id]?.finds ?? {}).map(([name, record]) => [`${id}: ${name}`, record]),
    ),
  ),
  leaves: {
    'a role that is assumed': aRecord('sts:AssumeRole'),
    'a call to a Regional service': aRecord('ec2:RunInstances'),
  },
};

function trailFaults(template: TemplateJson): readonly string[] {
  const [[, resource] = []] = resourcesOf(template, 'AWS::CloudTrail::Trail');
  const trail = resource?.Properties ?? {};
  const selectors = (trail['AdvancedEventSelectors'] ?? []) as readonly AdvancedSelector[];
  return [
    ...[
      'IsLogging',
      'IsOrganizationTrail',
      'IsMultiRegionTrail',
      'IncludeGlobalServiceEvents',
      'EnableLogFileValidation',
    ]
      .filter((property) => trail[property] !== true)
      .map((property) => `the trail has no ${property}`),
    ...unless(resource?.DeletionPolicy === 'Retain', 'the trail ends with its stack'),
    ...unless(
      trail['KMSKeyId'] === `arn:aws:kms:eu-central-1:${LOG_ARCHIVE}:alias/rampart-trail`,
      "the trail is not encrypted with the archive's key",
    ),
    ...unless(trail['S3BucketName'] === TRAIL_BUCKET, 'the trail does not deliver to the archive'),
    ...unless(refersTo(template, trail['CloudWatchLogsLogGroupArn'], 'AWS::Logs::LogGroup'), 'no log group'),
    ...unless(refersTo(template, trail['CloudWatchLogsRoleArn'], 'AWS::IAM::Role'), 'no role for the log group'),
    ...Object.entries(RECORDED.finds)
      .filter(([, record]) => !records(selectors, record))
      .map(([name]) => `not recorded: ${name}`),
    ...Object.entries(RECORDED.leaves)
      .filter(([, record]) => records(selectors, record))
      .map(([name]) => `recorded: ${name}`),
  ];
}

/** What the trail must record, and what not. */
const RECORDED: Samples = {
  finds: {
    'a call that changes something': aRecord('iam:CreateUser'),
    'a call that reads': aRecord('kms:Decrypt', { readOnly: true }),
    'a log that is read': anObjectCall('GetObject'),
    'a log that is deleted': anObjectCall('DeleteObject'),
    'a reading from nowhere': anObjectCall('GetObject', { userIdentity: CALLERS.anonymous }),
    'an upload by a role': anObjectCall('PutObject'),
  },
  leaves: {
    "CloudTrail's delivery": anObjectCall('PutObject', { userIdentity: CALLERS.cloudTrail }),
    "another bucket's object": anObjectCall('GetObject', {}, 'orders'),
    'a bucket whose name only begins so': anObjectCall('GetObject', {}, `${TRAIL_BUCKET}-copy`),
  },
};

function logGroupFaults(template: TemplateJson): readonly string[] {
  const [[, resource] = []] = resourcesOf(template, 'AWS::Logs::LogGroup');
  const { LogGroupName, LogGroupClass, DeletionProtectionEnabled, RetentionInDays } = resource?.Properties ?? {};
  return [
    ...unless(LogGroupName === 'rampart-trail', 'the log group has another name'),
    ...unless(LogGroupClass === 'STANDARD', 'the log group has no metric filters in its class'),
    ...unless(DeletionProtectionEnabled === true, 'the log group is not protected from deletion'),
    ...unless(RetentionInDays === 365, 'the log group keeps events for another time'),
    ...unless(resource?.DeletionPolicy === 'Retain', 'the log group ends with its stack'),
  ];
}

interface Rights {
  readonly service: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** The only role of the template: who may assume it, and what it may do. */
function roleFaults(template: TemplateJson, { service, actions, resources }: Rights): readonly string[] {
  const roles = resourcesOf(template, 'AWS::IAM::Role');
  const [[roleId, role] = ['', undefined]] = roles;
  const { AssumeRolePolicyDocument, Policies, ManagedPolicyArns } = role?.Properties ?? {};
  const policies = allOf(template, 'AWS::IAM::ManagedPolicy');
  const statements = policies.flatMap((policy) => statementsOf(policy['PolicyDocument']));
  return [
    ...unless(roles.length === 1, 'there is not one role'),
    ...unless(
      same(statementsOf(AssumeRolePolicyDocument), [
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: service } },
      ]),
      `not only ${service} may assume the role`,
    ),
    ...unless(Policies === undefined && ManagedPolicyArns === undefined, 'the role has other policies'),
    ...unless(
      policies.every(({ Roles }) => same(Roles, [{ Ref: roleId }])),
      'the policy is for another role',
    ),
    ...unless(
      same(
        statements.map(({ Effect, Action, Resource, ...others }) => ({
          Effect,
          Action: [Action].flat(),
          Resource: [Resource].flat(),
          ...others,
        })),
        [{ Effect: 'Allow', Action: actions, Resource: resources }],
      ),
      'the role may do other things than it must',
    ),
  ];
}

/** The topic of the alarms and that of the rules: nothing that cuts one may cut the other. */
function topicFaults(template: TemplateJson): readonly string[] {
  const keys = allOf(template, 'AWS::SNS::Topic').map(({ KmsMasterKeyId }) => JSON.stringify(KmsMasterKeyId));
  return [
    ...unless(
      same(
        allOf(template, 'AWS::SNS::Topic').map(({ TopicName }) => TopicName),
        PUBLISHERS.map(({ topic }) => topic),
      ),
      'there are not two topics, one of the alarms and one of the rules',
    ),
    ...unless(new Set(keys).size === keys.length, 'the topics share a key'),
    ...PUBLISHERS.flatMap((publisher) => oneTopicFaults(template, publisher)),
  ];
}

interface Publisher {
  readonly topic: string;
  /** The beginning of its statements. */
  readonly allowed: Json;
}

const PUBLISHERS: readonly Publisher[] = [
  {
    topic: 'rampart-alarms',
    allowed: {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': MANAGEMENT } },
    },
  },
  { topic: 'rampart-rules', allowed: { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } } },
];

function oneTopicFaults(template: TemplateJson, { topic, allowed }: Publisher): readonly string[] {
  const [id, resource] = resourcesOf(template, 'AWS::SNS::Topic').find(
    ([, { Properties }]) => Properties?.['TopicName'] === topic,
  ) ?? ['', undefined];
  const keyReference = resource?.Properties?.['KmsMasterKeyId'];
  const { 'Fn::GetAtt': [keyId = ''] = [] } = (keyReference ?? {}) as { 'Fn::GetAtt'?: readonly string[] };
  const key = template.Resources[keyId];
  const publish = { Action: 'sns:Publish', Resource: `arn:aws:sns:eu-central-1:${MANAGEMENT}:${topic}` };
  const policies = allOf(template, 'AWS::SNS::TopicPolicy').filter(({ Topics }) => same(Topics, [{ Ref: id }]));
  return [
    ...unless(key?.Type === 'AWS::KMS::Key', `${topic} is not encrypted with its key`),
    ...unless(key?.Properties?.['EnableKeyRotation'] === true, `the key of ${topic} does not rotate`),
    ...unless(
      key?.DeletionPolicy === 'Retain' && key.UpdateReplacePolicy === 'Retain',
      `the key of ${topic} ends with its stack`,
    ),
    ...unless(
      allOf(template, 'AWS::KMS::Alias').some(
        ({ AliasName, TargetKeyId }) => AliasName === `alias/${topic}` && same(TargetKeyId, { Ref: keyId }),
      ),
      `the key of ${topic} has another name`,
    ),
    ...unless(
      sameStatements(key?.Properties?.['KeyPolicy'], [
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 'kms:*', Resource: '*' },
        { ...allowed, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' },
      ]),
      `the key of ${topic} is open to others than its publisher and the account's administration`,
    ),
    ...unless(
      policies.length === 1 &&
        policies.every(({ PolicyDocument }) =>
          sameStatements(PolicyDocument, [
            { ...allowed, ...publish },
            { Effect: 'Deny', Principal: '*', ...publish, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          ]),
        ),
      `others than its publisher may publish to ${topic}, or without TLS`,
    ),
    ...unless(
      same(
        allOf(template, 'AWS::SNS::Subscription')
          .filter(({ TopicArn }) => same(TopicArn, { Ref: id }))
          .map(({ Protocol, Endpoint }) => [Protocol, Endpoint]),
        [
          ['email', 'security@example.com'],
          ['https', 'https://pager.example.com/hook'],
        ],
      ),
      `others are told by ${topic} than the configuration says`,
    ),
  ];
}

/** The alarms that one event does not set off. Any other takes the maximum, which nobody can lower. */
const SUMS = ['unauthorized-calls', 'sign-in-failures'];

function alarmFaults(template: TemplateJson): readonly string[] {
  const filters = allOf(template, 'AWS::Logs::MetricFilter');
  const alarms = allOf(template, 'AWS::CloudWatch::Alarm');
  return Object.entries(ALARM_SAMPLES).flatMap(([id, samples]) => {
    const filter = filters.find(({ FilterName }) => FilterName === `rampart-${id}`) ?? {};
    const alarm = alarms.find(({ AlarmName }) => AlarmName === `rampart-${id}`) ?? {};
    const [{ MetricNamespace, MetricName, MetricValue, ...others } = {}] = (filter['MetricTransformations'] ??
      []) as readonly Json[];
    return [
      ...sampleFaults(`the alarm ${id}`, samples, (record) => findsEvent(String(filter['FilterPattern']), record)),
      ...unless(refersTo(template, filter['LogGroupName'], 'AWS::Logs::LogGroup'), `${id} reads another log group`),
      ...unless(
        MetricValue === '1' && alarm['Namespace'] === MetricNamespace && alarm['MetricName'] === MetricName,
        `the alarm ${id} does not count its events`,
      ),
      ...unless(Object.keys(others).length === 0, `the metric of ${id} has ${Object.keys(others).join(', ')}`),
      ...unless(
        alarm['ActionsEnabled'] !== false && isTopic(template, alarm['AlarmActions'], 'rampart-alarms'),
        `${id} tells nobody`,
      ),
      ...unless(alarm['TreatMissingData'] === 'notBreaching', `the alarm ${id} waits for data`),
      ...unless(
        same(
          ['Statistic', 'Period', 'EvaluationPeriods', 'ComparisonOperator'].map((property) => alarm[property]),
          [SUMS.includes(id) ? 'Sum' : 'Maximum', 300, 1, 'GreaterThanOrEqualToThreshold'],
        ),
        `the alarm ${id} does not count within five minutes`,
      ),
    ];
  });
}

function ruleFaults(template: TemplateJson): readonly string[] {
  const rules = allOf(template, 'AWS::Events::Rule');
  return Object.entries(EVENT_SAMPLES).flatMap(([id, samples]) => {
    const rule = rules.find(({ Name }) => Name === `rampart-${id}`);
    if (rule === undefined) return [`there is no rule ${id}`];
    const targets = rule['Targets'] as readonly Json[];
    return [
      ...sampleFaults(`the rule ${id}`, samples, (record) =>
        matchesEvent(rule['EventPattern'] as object, asEvent(record)),
      ),
      ...stateFaults(rule),
      ...unless(
        isTopic(
          template,
          targets.map(({ Arn }) => Arn),
          'rampart-rules',
        ),
        `the rule ${id} tells nobody`,
      ),
    ];
  });
}

/** Root sessions are reading calls to CloudTrail, and a rule sees those only in this state. */
function stateFaults({ Name, State }: Json): readonly string[] {
  const reads = ['rampart-root-sessions', 'rampart-root-sessions-and-rules'].includes(String(Name));
  const expected = reads ? 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' : 'ENABLED';
  return unless(State === expected, `the rule ${String(Name)} is ${String(State)}, not ${expected}`);
}

function sampleFaults(
  watcher: string,
  { finds, leaves }: Samples,
  sees: (record: CloudTrailRecord) => boolean,
): readonly string[] {
  try {
    return [
      ...Object.entries(finds)
        .filter(([, record]) => !sees(record))
        .map(([name]) => `${watcher} misses ${name}`),
      ...Object.entries(leaves)
        .filter(([, record]) => sees(record))
        .map(([name]) => `${watcher} goes off at ${name}`),
    ];
  } catch (error) {
    return [`${watcher} cannot be read: ${String(error)}`];
  }
}

function unless(right: boolean, fault: string): readonly string[] {
  return right ? [] : [fault];
}

function allOf(template: TemplateJson, type: string): readonly Json[] {
  return resourcesOf(template, type).map(([, { Properties }]) => Properties ?? {});
}

/** Whether these are the ARN of the topic of this name, and nothing else. */
function isTopic({ Resources }: TemplateJson, actions: unknown, name: string): boolean {
  const [{ Ref = '' } = {}, ...others] = (Array.isArray(actions) ? actions : []) as readonly { Ref?: string }[];
  const resource = Resources[Ref];
  return others.length === 0 && resource?.Type === 'AWS::SNS::Topic' && resource.Properties?.['TopicName'] === name;
}

/** Whether a value is a `Ref` or `Fn::GetAtt` of a resource of this type. */
function refersTo({ Resources }: TemplateJson, value: unknown, type: string): boolean {
  const { Ref, 'Fn::GetAtt': attribute } = (value ?? {}) as Json;
  const id = Array.isArray(attribute) ? (attribute[0] as string) : (Ref as string | undefined);
  const resource: Resource | undefined = id === undefined ? undefined : Resources[id];
  return resource?.Type === type;
}

function statementsOf(document: unknown): readonly Json[] {
  return ((document as Json | undefined)?.['Statement'] ?? []) as readonly Json[];
}

function sameStatements(document: unknown, expected: readonly object[]): boolean {
  return same(
    statementsOf(document).map((statement) => ({ ...statement, Sid: undefined })),
    expected.map((statement) => ({ ...statement, Sid: undefined })),
  );
}

/** The same values; the order of properties does not count. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
