import { Fn } from 'aws-cdk-lib';
import type { Organization } from '../../../lib/model/organization';
import { gateNag } from '../../../lib/stacks/nag';
import { anAudit, anAuditStack, MANAGEMENT } from '../../support/an-audit';
import { auditFaults } from '../../support/audit-faults';
import { anOrganization } from '../../support/an-organization';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const template = templateOf(anAuditStack(anApp()));

test('the stack has no faults', () => {
  expect(auditFaults(template)).toEqual([]);
});

test('the logical ids of what holds state never change: another id replaces it', () => {
  const idsOf = (type: string): readonly string[] => resourcesOf(template, type).map(([id]) => id);
  expect({
    trail: idsOf('AWS::CloudTrail::Trail'),
    logGroup: idsOf('AWS::Logs::LogGroup'),
    topic: idsOf('AWS::SNS::Topic'),
    key: idsOf('AWS::KMS::Key'),
  }).toEqual({
    trail: ['Trail8987F129'],
    logGroup: ['TrailLogGroup7D672DC9'],
    topic: ['Topic260E7DCE', 'RulesTopicC816C6DD'],
    key: ['TopicKey2615B30A', 'RulesTopicKey19336F97'],
  });
});

test("the key's ARN replaces its alias once it is known", () => {
  const trailKeyArn = 'arn:aws:kms:eu-central-1:444444444444:key/01234567-89ab-cdef-0123-456789abcdef';
  const [[, trail] = []] = resourcesOf(
    templateOf(anAuditStack(anApp(), anAudit({ trailKeyArn }))),
    'AWS::CloudTrail::Trail',
  );
  expect(trail?.Properties?.['KMSKeyId']).toBe(trailKeyArn);
});

test('a receiver keeps its subscription when others come and go', () => {
  const email = { protocol: 'email', endpoint: 'security@example.com' } as const;
  const other = { protocol: 'email', endpoint: 'night@example.com' } as const;
  const [alone, second] = [[email], [other, email]].map((subscriptions) =>
    resourcesOf(templateOf(anAuditStack(anApp(), anAudit({ subscriptions }))), 'AWS::SNS::Subscription'),
  );
  expect(second).toEqual(expect.arrayContaining([...(alone ?? [])]));
  expect(second).toHaveLength(4);
});

test('the stack passes the packs of cdk-nag while the ids at AWS are unknown', () => {
  const app = anApp();
  anAuditStack(app, anAudit(), {
    organizationId: Fn.importValue('Organization'),
    rootId: Fn.importValue('Root'),
    unitId: () => Fn.importValue('Unit'),
    accountId: (key) => Fn.importValue(`Account-${key}`),
  });
  gateNag(app);
  expect(() => app.synth()).not.toThrow();
});

test('without deployment roles, nothing watches them, and all else is watched', () => {
  const { platform, ...organization } = anOrganization();
  const principals = { ...platform.principals, deployment: [] };
  const stack = anAuditStack(anApp(), anAudit(), undefined, {
    ...organization,
    platform: { ...platform, principals },
  });
  const names = resourcesOf(templateOf(stack), 'AWS::CloudWatch::Alarm').map(
    ([, { Properties }]) => Properties?.['AlarmName'],
  );
  expect(names).toContain('rampart-break-glass-assumed');
  expect(names).not.toContain('rampart-platform-role-assumed');
  expect(names).toHaveLength(anAudit().alarms.length - 1);
});

describe('money', () => {
  const organization = (budgets: Organization['budgets']): Organization => anOrganization({ budgets });
  const build = (budgets: Organization['budgets']): TemplateJson =>
    templateOf(anAuditStack(anApp(), anAudit(), undefined, organization(budgets)));
  const A_BUDGET = { usd: 5000, actual: [100], forecast: [], addresses: ['finance@example.com'] };
  const publishers = ({ Resources }: TemplateJson): string =>
    JSON.stringify(Object.values(Resources).filter(({ Type }) => /TopicPolicy|KMS::Key/.test(Type)));

  test('the topic lets nobody in who watches no money', () => {
    expect(publishers(template)).not.toMatch(/budgets|costalerts/);
  });

  test('the budget of all accounts tells its addresses and the topic of the alarms, once that lets it', () => {
    const built = build({ organization: A_BUDGET, anomalies: null });
    const [[, budget] = []] = resourcesOf(built, 'AWS::Budgets::Budget');
    expect(budget?.Properties).toMatchObject({
      Budget: { BudgetLimit: { Amount: 5000, Unit: 'USD' } },
      NotificationsWithSubscribers: [
        {
          Subscribers: [
            { SubscriptionType: 'EMAIL', Address: 'finance@example.com' },
            { SubscriptionType: 'SNS', Address: { Ref: 'Topic260E7DCE' } },
          ],
        },
      ],
    });
    expect(JSON.stringify(budget?.Properties)).not.toContain('LinkedAccount');
    expect(budget?.DependsOn).toEqual([resourcesOf(built, 'AWS::SNS::TopicPolicy')[0]?.[0]]);
    expect(publishers(built)).toContain('budgets.amazonaws.com');
    expect(publishers(built)).not.toContain('costalerts');
  });

  test('unusual spending of some accounts is told, also of the management account', () => {
    const built = build({
      organization: null,
      anomalies: { monitor: { kind: 'accounts', accounts: ['management', 'shop'] }, fromUsd: 50 },
    });
    const [[, monitor] = []] = resourcesOf(built, 'AWS::CE::AnomalyMonitor');
    expect(monitor?.Properties?.['MonitorName']).toBe('rampart-anomalies: management, shop');
    expect(String(monitor?.Properties?.['MonitorSpecification'])).toContain(`"Values":["${MANAGEMENT}",`);
    expect(publishers(built)).toContain('costalerts.amazonaws.com');
    expect(publishers(built)).not.toContain('budgets');
  });
});

type Properties = Record<string, unknown>;

/** What somebody could break, and a fault that must be found. */
const SABOTAGES: Readonly<Record<string, readonly [sabotage: (broken: Broken) => void, fault: string]>> = {
  'a pattern that finds nothing': [
    ({ filter }) => (filter('root-use')['FilterPattern'] = '{ $.userIdentity.type = "root" }'),
    'the alarm root-use misses a call by root',
  ],
  'a pattern that finds one call less': [
    ({ filter }) => {
      const properties = filter('trail-changes');
      properties['FilterPattern'] = String(properties['FilterPattern']).replace(' || $.eventName = "StopLogging"', '');
    },
    'the alarm trail-changes misses cloudtrail:StopLogging',
  ],
  'a pattern that finds everything': [
    ({ filter }) => (filter('archive-touched')['FilterPattern'] = '{ $.eventName = "*" }'),
    'the alarm archive-touched goes off at a delivery by CloudTrail',
  ],
  'a pattern that CloudWatch Logs cannot read': [
    ({ filter }) => (filter('mfa-changes')['FilterPattern'] = '{ $.eventName = }'),
    'the alarm mfa-changes cannot be read',
  ],
  'an alarm without an action': [({ alarm }) => (alarm('root-use')['AlarmActions'] = []), 'root-use tells nobody'],
  'an alarm whose actions are off': [
    ({ alarm }) => (alarm('root-use')['ActionsEnabled'] = false),
    'root-use tells nobody',
  ],
  'a default value': [
    ({ filter }) =>
      Object.assign((filter('root-use')['MetricTransformations'] as Properties[])[0] ?? {}, { DefaultValue: 0 }),
    'the metric of root-use has DefaultValue',
  ],
  'a filter on another log group': [
    ({ filter }) => (filter('root-use')['LogGroupName'] = 'other'),
    'root-use reads another log group',
  ],
  'a topic that anybody may publish to': [
    ({ statement }) => (statement('AWS::SNS::TopicPolicy', 'PolicyDocument', 0, 'RulesTopic')['Principal'] = '*'),
    'others than its publisher may publish to rampart-rules',
  ],
  'a topic without the condition on alarms': [
    ({ statement }) => delete statement('AWS::SNS::TopicPolicy', 'PolicyDocument', 0, 'Topic')['Condition'],
    'others than its publisher may publish to rampart-alarms',
  ],
  'a topic without TLS': [
    ({ of }) =>
      ((of('AWS::SNS::TopicPolicy', 'Topic')['PolicyDocument'] as { Statement: unknown[] }).Statement.length = 1),
    'or without TLS',
  ],
  'a topic without a key': [
    ({ of }) => delete of('AWS::SNS::Topic', 'Topic')['KmsMasterKeyId'],
    'rampart-alarms is not encrypted with its key',
  ],
  'one key for both topics': [
    ({ of }) =>
      (of('AWS::SNS::Topic', 'RulesTopic')['KmsMasterKeyId'] = of('AWS::SNS::Topic', 'Topic')['KmsMasterKeyId']),
    'the topics share a key',
  ],
  'one topic for alarms and rules': [
    ({ rule, alarm }) =>
      ((rule('root-use')['Targets'] as Properties[])[0] = {
        Id: 'Topic',
        Arn: (alarm('root-use')['AlarmActions'] as object[])[0],
      }),
    'the rule root-use tells nobody',
  ],
  'a key that ends with its stack': [
    ({ resource }) => delete resource('AWS::KMS::Key', 'RulesTopic')['DeletionPolicy'],
    'the key of rampart-rules ends with its stack',
  ],
  'a key that ends when it is replaced': [
    ({ resource }) => delete resource('AWS::KMS::Key', 'Topic')['UpdateReplacePolicy'],
    'the key of rampart-alarms ends with its stack',
  ],
  'a subscription to one topic only': [
    ({ of }) => (of('AWS::SNS::Subscription', 'RulesTopicemail')['TopicArn'] = { Ref: 'Topic260E7DCE' }),
    'others are told by rampart-rules',
  ],
  'a key that others may use': [
    ({ statement }) => (statement('AWS::KMS::Key', 'KeyPolicy', 1, 'Topic')['Principal'] = { AWS: '*' }),
    'the key of rampart-alarms is open to others',
  ],
  'a condition that EventBridge cannot meet': [
    ({ statement }) =>
      (statement('AWS::KMS::Key', 'KeyPolicy', 1, 'RulesTopic')['Condition'] = {
        StringEquals: { 'aws:SourceAccount': MANAGEMENT },
      }),
    'the key of rampart-rules is open to others',
  ],
  'a trail of one Region': [
    ({ only }) => (only('AWS::CloudTrail::Trail')['IsMultiRegionTrail'] = false),
    'the trail has no IsMultiRegionTrail',
  ],
  'a trail of one account': [
    ({ only }) => delete only('AWS::CloudTrail::Trail')['IsOrganizationTrail'],
    'the trail has no IsOrganizationTrail',
  ],
  'a trail without validation': [
    ({ only }) => (only('AWS::CloudTrail::Trail')['EnableLogFileValidation'] = false),
    'the trail has no EnableLogFileValidation',
  ],
  'a trail without its key': [
    ({ only }) => delete only('AWS::CloudTrail::Trail')['KMSKeyId'],
    "the trail is not encrypted with the archive's key",
  ],
  'a trail without its log group': [
    ({ only }) => delete only('AWS::CloudTrail::Trail')['CloudWatchLogsLogGroupArn'],
    'no log group',
  ],
  'data events without the exclusion of deliveries': [
    ({ selectors }) => selectors()[2]?.FieldSelectors.pop(),
    "recorded: CloudTrail's delivery",
  ],
  'data events of all buckets': [
    ({ selectors }) => selectors()[1]?.FieldSelectors.splice(2, 1),
    "recorded: another bucket's object",
  ],
  'no data events': [({ selectors }) => selectors().splice(1), 'not recorded: a log that is read'],
  'management events that only change something': [
    ({ selectors }) => selectors()[0]?.FieldSelectors.push({ Field: 'eventName', Equals: ['CreateUser'] }),
    'not recorded: a call that reads',
  ],
  'a role that may do more': [
    ({ statement }) => (statement('AWS::IAM::ManagedPolicy', 'PolicyDocument', 0)['Action'] = 'logs:*'),
    'the role may do other things than it must',
  ],
  'a role on all log groups': [
    ({ statement }) => (statement('AWS::IAM::ManagedPolicy', 'PolicyDocument', 0)['Resource'] = '*'),
    'the role may do other things than it must',
  ],
  'a role that others may assume': [
    ({ statement }) => (statement('AWS::IAM::Role', 'AssumeRolePolicyDocument', 0)['Principal'] = { AWS: MANAGEMENT }),
    'not only cloudtrail.amazonaws.com may assume the role',
  ],
  'a log group that can be deleted': [
    ({ only }) => delete only('AWS::Logs::LogGroup')['DeletionProtectionEnabled'],
    'the log group is not protected from deletion',
  ],
  'a rule that is off': [
    ({ rule }) => (rule('root-use')['State'] = 'DISABLED'),
    'the rule rampart-root-use is DISABLED',
  ],
  'a rule that does not see reading calls': [
    ({ rule }) => (rule('root-sessions')['State'] = 'ENABLED'),
    'the rule rampart-root-sessions is ENABLED',
  ],
  'a sum that a negative value lowers': [
    ({ alarm }) => (alarm('root-use')['Statistic'] = 'Sum'),
    'the alarm root-use does not count within five minutes',
  ],
  'a rule that tells somebody else': [
    ({ rule }) => ((rule('root-use')['Targets'] as Properties[])[0] = { Id: 'Topic', Arn: 'arn:aws:sns:::other' }),
    'the rule root-use tells nobody',
  ],
  'a rule without the calls that lack parameters': [
    ({ rule }) =>
      ((
        rule('topic-changes')['EventPattern'] as { detail: { requestParameters: Properties } }
      ).detail.requestParameters['topicArn'] = ['arn:aws:sns:eu-central-1:111111111111:rampart-alarms']),
    'the rule topic-changes misses Unsubscribe',
  ],
};

test.each(Object.entries(SABOTAGES))('%s is noticed', (_, [sabotage, fault]) => {
  const broken = structuredClone(template);
  sabotage(handlesOf(broken));
  expect(auditFaults(broken)).toContainEqual(expect.stringContaining(fault));
});

interface Broken {
  readonly only: (type: string) => Properties;
  /** The resource whose logical id begins so, such as `Topic` or `RulesTopic`. */
  readonly resource: (type: string, beginning: string) => Properties;
  /** Its properties. */
  readonly of: (type: string, beginning: string) => Properties;
  readonly filter: (id: string) => Properties;
  readonly alarm: (id: string) => Properties;
  readonly rule: (id: string) => Properties;
  readonly statement: (type: string, document: string, index: number, beginning?: string) => Properties;
  readonly selectors: () => { readonly FieldSelectors: object[] }[];
}

/** Parts of a template, to change. */
function handlesOf(broken: TemplateJson): Broken {
  const named = (type: string, property: string, name: string): Properties =>
    requireOne(
      resourcesOf(broken, type)
        .map(([, { Properties }]) => Properties as Properties)
        .filter((properties) => name === '' || properties[property] === name),
    );
  const only = (type: string): Properties => named(type, '', '');
  const resource = (type: string, beginning: string): Properties =>
    requireOne(
      resourcesOf(broken, type)
        .filter(([id]) => id.startsWith(beginning))
        .map(([, found]) => found as unknown as Properties),
    );
  const of = (type: string, beginning: string): Properties => resource(type, beginning)['Properties'] as Properties;
  return {
    only,
    resource,
    of,
    filter: (id) => named('AWS::Logs::MetricFilter', 'FilterName', `rampart-${id}`),
    alarm: (id) => named('AWS::CloudWatch::Alarm', 'AlarmName', `rampart-${id}`),
    rule: (id) => named('AWS::Events::Rule', 'Name', `rampart-${id}`),
    statement: (type, document, index, beginning = '') => {
      const { Statement } = of(type, beginning)[document] as { readonly Statement: readonly Properties[] };
      return requireOne(Statement.slice(index, index + 1));
    },
    selectors: () => only('AWS::CloudTrail::Trail')['AdvancedEventSelectors'] as { FieldSelectors: object[] }[],
  };
}

function requireOne<Value>(values: readonly Value[]): Value {
  const [value] = values;
  if (value === undefined || values.length > 1) throw new Error(`one expected, got ${values.length}`);
  return value;
}
