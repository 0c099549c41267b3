import { OrganizationEvents } from '../../../constructs/baseline/organization-events';
import { RULES_TOPIC } from '../../support/an-audit';
import { aRecord, aSignIn, asEvent } from '../../support/cloudtrail-records';
import { matchesEvent } from '../../support/event-pattern-matcher';
import { GLOBAL_SAMPLES } from '../../support/forwarded-samples';
import { aStack, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

interface Rule {
  readonly Name: string;
  readonly EventBusName: unknown;
  readonly EventPattern: object;
  readonly Targets: readonly [
    {
      readonly Arn: string;
      readonly RoleArn?: unknown;
      readonly InputTransformer: {
        readonly InputPathsMap: Readonly<Record<string, string>>;
        readonly InputTemplate: string;
      };
    },
  ];
}

const template = build();
const rules = resourcesOf(template, 'AWS::Events::Rule').map(([, { Properties }]) => Properties as unknown as Rule);

test('every account of the organization may send events to the bus, and nobody else', () => {
  const [[id, bus] = []] = resourcesOf(template, 'AWS::Events::EventBus');
  expect(bus?.Properties?.['Name']).toBe('rampart-events');
  expect(bus?.Properties?.['Policy']).toEqual({
    Version: '2012-10-17',
    Statement: [
      expect.objectContaining({
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: 'arn:aws:events:eu-central-1:111111111111:event-bus/rampart-events',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
      }),
    ],
  });
  expect(rules.map(({ EventBusName }) => EventBusName)).toEqual(rules.map(() => ({ Ref: id })));
});

/** Whatever accounts send, by the rule that must take it. */
const FINDING = {
  source: 'aws.guardduty',
  'detail-type': 'GuardDuty Finding',
  account: '222222222222',
  region: 'eu-west-1',
  detail: { title: 'A title', severity: 8, type: 'A:Type', accountId: '222222222222', id: 'abc' },
};
const EXECUTION = {
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  account: '222222222222',
  region: 'eu-west-1',
  detail: { status: 'FAILED', stateMachineArn: 'arn:machine', executionArn: 'arn:execution', error: 'States.Timeout' },
};
const SENT: Readonly<Record<string, readonly [rule: string, event: object]>> = {
  'a finding': ['account-findings', FINDING],
  'a failed state machine': ['account-executions', EXECUTION],
  'a new access key': ['account-access-keys', asEvent(aRecord('iam:CreateAccessKey'))],
  'a sign-in of a root user': ['account-root-use', asEvent(aSignIn({ userIdentity: { type: 'Root' } }))],
};

test.each(Object.entries(SENT))('%s is told once', (_, [rule, event]) => {
  expect(rules.filter(({ EventPattern }) => matchesEvent(EventPattern, event)).map(({ Name }) => Name)).toEqual([
    `rampart-${rule}`,
  ]);
});

test('whatever accounts forward about credentials and root is told once', () => {
  const forwarded = Object.values(GLOBAL_SAMPLES).flatMap((samples) => Object.entries(samples));
  expect(forwarded.length).toBeGreaterThan(10);
  for (const [sample, event] of forwarded)
    expect([sample, rules.filter(({ EventPattern }) => matchesEvent(EventPattern, event)).length]).toEqual([sample, 1]);
});

/** An account can send any event that happened in it, by a rule of its own. */
test.each(
  Object.entries({
    'a call that nobody must hear about': asEvent(aRecord('s3:CreateBucket')),
    'a sign-in of a user': asEvent(aSignIn({ userIdentity: { type: 'IAMUser' } })),
    'an execution that succeeded': { ...EXECUTION, detail: { ...EXECUTION.detail, status: 'SUCCEEDED' } },
  }),
)('%s is not told, although an account sends it', (_, event) => {
  expect(rules.filter(({ EventPattern }) => matchesEvent(EventPattern, event))).toEqual([]);
});

test.each(Object.entries(SENT))('%s is not told if it does not come from AWS', (_, [, event]) => {
  const forged = { ...event, source: 'custom' };
  expect(rules.filter(({ EventPattern }) => matchesEvent(EventPattern, forged))).toEqual([]);
});

test('each rule tells the topic of the rules, with a message whose parts the event has', () => {
  for (const { Targets } of rules) {
    const [{ Arn, RoleArn, InputTransformer }] = Targets;
    expect([Arn, RoleArn]).toEqual([RULES_TOPIC, undefined]);
    const { InputPathsMap, InputTemplate } = InputTransformer;
    const used = [...InputTemplate.matchAll(/<([a-z]+)>/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(InputPathsMap).sort());
    expect(InputTemplate).toMatch(/^".*"$/);
  }
  for (const [rule, event] of Object.values(SENT).slice(0, 2))
    for (const path of Object.values(requireRule(rule).Targets[0].InputTransformer.InputPathsMap))
      expect([path, valueAt(event, path)]).toEqual([path, expect.anything()]);
});

function build(): TemplateJson {
  const stack = aStack();
  new OrganizationEvents(stack, 'OrganizationEvents', {
    organizationId: 'o-exampleorg1',
    busName: 'rampart-events',
    topicArn: RULES_TOPIC,
    prefix: 'rampart-',
  });
  return templateOf(stack);
}

function requireRule(id: string): Rule {
  const found = rules.find(({ Name }) => Name === `rampart-${id}`);
  if (found === undefined) throw new Error(`no rule '${id}'`);
  return found;
}

/** The value of a path such as `$.detail.id`. */
function valueAt(event: object, path: string): unknown {
  return path
    .split('.')
    .slice(1)
    .reduce<unknown>((value, field) => (value as Readonly<Record<string, unknown>> | undefined)?.[field], event);
}
