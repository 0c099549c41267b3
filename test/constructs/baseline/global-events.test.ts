import { Stack } from 'aws-cdk-lib';
import { GlobalEvents, type GlobalEventsProps } from '../../../constructs/baseline/global-events';
import { BUS, SHOP } from '../../support/a-baseline';
import type { CloudTrailRecord } from '../../support/cloudtrail-records';
import { matchesEvent } from '../../support/event-pattern-matcher';
import { GLOBAL_NEIGHBORS, GLOBAL_SAMPLES } from '../../support/forwarded-samples';
import { anApp, resourcesOf, templateOf } from '../../support/synthesize';

/** The ends of the names of the rules that forward an event. */
function rulesFor(
  region: string,
  props: Partial<GlobalEventsProps> = {},
): (event: CloudTrailRecord) => readonly string[] {
  const stack = new Stack(anApp(), 'Stack', { env: { account: SHOP, region } });
  const forwarder = { path: '/platform/', name: 'event-forwarder' };
  new GlobalEvents(stack, 'Events', { forwarding: { prefix: 'rampart-', busArn: BUS, forwarder }, ...props });
  const rules = resourcesOf(templateOf(stack), 'AWS::Events::Rule').map(([, { Properties = {} }]) => Properties);
  return (event) =>
    rules
      .filter(({ EventPattern }) => matchesEvent(EventPattern as object, event))
      .map(({ Name }) => String(Name).replace('rampart-forward-', ''));
}

const forwardedBy = rulesFor('us-east-1');

describe.each(Object.entries(GLOBAL_SAMPLES))('the rule %s', (rule, samples) => {
  test.each(Object.entries(samples))('alone forwards %s', (_, event) => {
    expect(forwardedBy(event)).toEqual([rule]);
  });
});

test.each(Object.entries(GLOBAL_NEIGHBORS))('nothing forwards %s', (_, event) => {
  expect(forwardedBy(event)).toEqual([]);
});

test('in the home Region, what root does there is forwarded, and nothing of us-east-1 again', () => {
  const inHome = rulesFor('eu-central-1');
  const [, call = {}] = Object.entries(GLOBAL_SAMPLES['root-use'] ?? {})[2] ?? [];
  expect(inHome({ ...call, region: 'eu-central-1' })).toEqual(['root-use']);
  for (const samples of Object.values(GLOBAL_SAMPLES))
    for (const event of Object.values(samples)) expect(inHome(event)).toEqual([]);
});

test('where others watch root, root is left to them, and keys and devices of root are not', () => {
  const withoutRoot = rulesFor('us-east-1', { watchesRoot: false });
  for (const rule of ['root-use', 'root-use-of-iam'])
    for (const event of Object.values(GLOBAL_SAMPLES[rule] ?? {})) expect(withoutRoot(event)).toEqual([]);
  expect(withoutRoot(GLOBAL_SAMPLES['access-keys']?.['a key for root'] ?? {})).toEqual(['access-keys']);
  expect(withoutRoot(GLOBAL_SAMPLES['mfa']?.["root's device"] ?? {})).toEqual(['mfa']);
});
