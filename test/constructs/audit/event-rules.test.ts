import { EventRules } from '../../../constructs/audit/event-rules';
import { RULES_TOPIC } from '../../support/an-audit';
import { aRecord, asEvent } from '../../support/cloudtrail-records';
import { matchesEvent } from '../../support/event-pattern-matcher';
import { EVENT_SAMPLES } from '../../support/event-samples';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

interface Rule {
  readonly Name: string;
  readonly State: string;
  readonly EventBusName?: string;
  readonly EventPattern: object;
  readonly Targets: readonly {
    readonly Arn: string;
    readonly InputTransformer: {
      readonly InputPathsMap: Readonly<Record<string, string>>;
      readonly InputTemplate: string;
    };
  }[];
}

const rules = build();

test('every rule has sample events, and the other way around', () => {
  expect(rules.map(({ Name }) => Name)).toEqual(Object.keys(EVENT_SAMPLES).map((id) => `rampart-${id}`));
});

describe.each(Object.entries(EVENT_SAMPLES))('the rule %s', (id, { finds, leaves }) => {
  const pattern = requireRule(id).EventPattern;

  test.each(Object.entries(finds))('matches %s', (_, record) => {
    expect(matchesEvent(pattern, asEvent(record))).toBe(true);
  });

  test.each(Object.entries(leaves))('leaves %s alone', (_, record) => {
    expect(matchesEvent(pattern, asEvent(record))).toBe(false);
  });

  test('leaves alone what only looks as if CloudTrail had sent it', () => {
    const [record] = Object.values(finds);
    expect(matchesEvent(pattern, { ...asEvent(record ?? {}), source: 'custom' })).toBe(false);
  });
});

/** The calls that each rule must see, whatever it is built from. Their parameters are absent, as in some refused calls. */
const CALLS: Readonly<Record<string, string>> = {
  'trail-changes':
    'cloudtrail: StopLogging DeleteTrail UpdateTrail PutEventSelectors PutInsightSelectors PutEventConfiguration ' +
    'RegisterOrganizationDelegatedAdmin DeregisterOrganizationDelegatedAdmin',
  'log-group-changes':
    'logs: DeleteLogGroup DeleteLogStream PutLogGroupDeletionProtection PutRetentionPolicy DeleteMetricFilter ' +
    'PutDataProtectionPolicy PutAccountPolicy PutTransformer PutStorageTierPolicy AssociateKmsKey',
  'filter-changes': 'logs: PutMetricFilter',
  'role-changes':
    'iam: DeleteRole DeleteRolePolicy PutRolePolicy AttachRolePolicy DetachRolePolicy UpdateAssumeRolePolicy ' +
    'PutRolePermissionsBoundary',
  'policy-changes': 'iam: CreatePolicyVersion SetDefaultPolicyVersion DeletePolicy',
  'alarm-changes': 'monitoring: DeleteAlarms DisableAlarmActions PutMetricAlarm SetAlarmState PutAlarmMuteRule',
  'topic-changes':
    'sns: DeleteTopic SetTopicAttributes AddPermission RemovePermission PutDataProtectionPolicy Subscribe ' +
    'ConfirmSubscription Unsubscribe SetSubscriptionAttributes',
  'key-changes': 'kms: DisableKey ScheduleKeyDeletion PutKeyPolicy',
  'rule-changes':
    'events: DisableRule DeleteRule RemoveTargets PutRule PutTargets PutPermission RemovePermission UpdateEventBus ' +
    'DeleteEventBus',
  'rule-changes-watch':
    'events: DisableRule DeleteRule RemoveTargets PutRule PutTargets PutPermission RemovePermission UpdateEventBus ' +
    'DeleteEventBus',
  'root-sessions': 'sts: AssumeRoot',
};

describe.each(Object.entries(CALLS))('the rule %s sees by its name', (id, list) => {
  const [service = '', ...names] = list.split(/:? /);

  test.each(names)('%s', (name) => {
    const record = aRecord(`${service}:${name}`, { recipientAccountId: '111111111111' });
    expect(matchesEvent(requireRule(id).EventPattern, asEvent(record))).toBe(true);
  });
});

test('a change of the rules is seen by a rule that is not changed', () => {
  const changed = ['rule-changes', 'rule-changes-watch'];
  for (const id of changed) {
    const event = asEvent({
      ...EVENT_SAMPLES['rule-changes']?.finds['DisableRule'],
      requestParameters: { name: `rampart-${id}` },
    });
    const others = rules.filter(({ Name }) => Name !== `rampart-${id}`);
    expect(others.some(({ EventPattern }) => matchesEvent(EventPattern, event))).toBe(true);
  }
});

test('all rules are on, on the default bus, and tell the topic; that for root sessions sees reading calls too', () => {
  for (const { Name, State, EventBusName, Targets } of rules) {
    expect([Name, State]).toEqual([
      Name,
      Name === 'rampart-root-sessions' ? 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' : 'ENABLED',
    ]);
    expect(EventBusName).toBeUndefined();
    expect(Targets.map(({ Arn }) => Arn)).toEqual([RULES_TOPIC]);
  }
});

test('the message says who called what, where and when', () => {
  const record = EVENT_SAMPLES['trail-changes']?.finds['a refused StopLogging'] ?? {};
  // The caller is of another account than the event.
  expect(messageOf(requireRule('trail-changes'), asEvent(record, '222222222222'))).toBe(
    'A trail is stopped, changed or deleted. arn:aws:sts::111111111111:assumed-role/administrator/session (AssumedRole) ' +
      'called StopLogging of cloudtrail.amazonaws.com in account 222222222222, Region eu-central-1, from 203.0.113.7, at ' +
      '2026-11-30T08:15:00Z. Error, if it was refused: AccessDenied. CloudTrail has it as event ' +
      '66666666-7777-8888-9999-000000000000.',
  );
});

test('every path of a message is used, and every name in it has a path', () => {
  for (const { Targets } of rules)
    for (const { InputTransformer } of Targets) {
      const used = [...InputTransformer.InputTemplate.matchAll(/<(\w+)>/g)].map(([, name]) => name);
      expect(used.sort()).toEqual(Object.keys(InputTransformer.InputPathsMap).sort());
    }
});

function build(): readonly Rule[] {
  const stack = aStack();
  new EventRules(stack, 'Rules', {
    topicArn: RULES_TOPIC,
    topicNames: ['rampart-alarms', 'rampart-rules'],
    logGroupName: 'rampart-trail',
    prefix: 'rampart-',
  });
  return resourcesOf(templateOf(stack), 'AWS::Events::Rule').map(([, { Properties }]) => Properties as unknown as Rule);
}

function requireRule(id: string): Rule {
  const rule = rules.find(({ Name }) => Name === `rampart-${id}`);
  if (rule === undefined) throw new Error(`no rule '${id}'`);
  return rule;
}

/** As EventBridge fills in the template: what the event does not have is empty. */
function messageOf({ Targets }: Rule, event: object): string {
  const [{ InputTransformer } = { InputTransformer: { InputPathsMap: {}, InputTemplate: '""' } }] = Targets;
  const valueAt = (path: string): string => {
    const value = path
      .split('.')
      .slice(1)
      .reduce<unknown>((found, step) => (found as Record<string, unknown> | undefined)?.[step], event);
    return typeof value === 'string' ? value : '';
  };
  const paths: Readonly<Record<string, string>> = InputTransformer.InputPathsMap;
  const filled = InputTransformer.InputTemplate.replaceAll(/<(\w+)>/g, (_, name: string) => valueAt(paths[name] ?? ''));
  return JSON.parse(filled) as string;
}
