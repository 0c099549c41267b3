import { Stack } from 'aws-cdk-lib';
import { GlobalEventForwarding } from '../../../constructs/audit/global-event-forwarding';
import { FORWARDED } from '../../support/audit-faults';
import { asEvent, type CloudTrailRecord } from '../../support/cloudtrail-records';
import { matchesEvent } from '../../support/event-pattern-matcher';
import { EVENT_SAMPLES } from '../../support/event-samples';
import { anApp, resourcesOf, templateOf } from '../../support/synthesize';

const rules = build();

test.each(Object.entries(FORWARDED.finds))('forwards %s', (_, record) => {
  expect(forwardedBy(record)).not.toEqual([]);
});

test.each(Object.entries(FORWARDED.leaves))('does not forward %s', (_, record) => {
  expect(forwardedBy(record)).toEqual([]);
});

test('what root does in any service is forwarded, and once: two messages for one call would confuse', () => {
  for (const record of Object.values(EVENT_SAMPLES['root-use']?.finds ?? {})) {
    expect(forwardedBy(record)).toHaveLength(1);
    expect(forwardedBy({ ...record, eventSource: 'billing.amazonaws.com' })).toEqual(['rampart-root-calls']);
  }
});

test('a change of a rule that forwards is forwarded by another one', () => {
  for (const { Name } of rules) {
    const record = { ...EVENT_SAMPLES['rule-changes']?.finds['DisableRule'], requestParameters: { name: Name } };
    expect(forwardedBy(record).filter((rule) => rule !== Name)).not.toEqual([]);
  }
});

test.each(['PutPermission', 'RemovePermission', 'UpdateEventBus'])('%s is forwarded by two rules', (name) => {
  expect(forwardedBy(EVENT_SAMPLES['rule-changes']?.finds[name] ?? {})).toEqual([
    'rampart-global-events',
    'rampart-root-sessions-and-rules',
  ]);
});

test('only the rule for root sessions sees calls that CloudTrail counts as reading', () => {
  expect(rules.map(({ Name, State }) => [Name, State])).toEqual([
    ['rampart-global-events', 'ENABLED'],
    ['rampart-root-calls', 'ENABLED'],
    ['rampart-root-sessions-and-rules', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'],
  ]);
});

interface Rule {
  readonly State: string;
  readonly Name: string;
  readonly EventPattern: object;
}

function forwardedBy(record: CloudTrailRecord): readonly string[] {
  return rules
    .filter(({ EventPattern }) => matchesEvent(EventPattern, asEvent({ ...record, awsRegion: 'us-east-1' })))
    .map(({ Name }) => Name);
}

function build(): readonly Rule[] {
  const stack = new Stack(anApp(), 'Stack', { env: { account: '111111111111', region: 'us-east-1' } });
  new GlobalEventForwarding(stack, 'GlobalEvents', {
    homeRegion: 'eu-central-1',
    prefix: 'rampart-',
    roleName: 'rampart-event-forwarding',
  });
  return resourcesOf(templateOf(stack), 'AWS::Events::Rule').map(([, { Properties }]) => Properties as unknown as Rule);
}
