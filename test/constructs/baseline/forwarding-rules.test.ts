import { GLOBAL_EVENTS } from '../../../constructs/baseline/forwarded-events';
import { ForwardingRules } from '../../../constructs/baseline/forwarding-rules';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const FORWARDING = {
  prefix: 'rampart-',
  busArn: 'arn:aws:events:eu-central-1:111111111111:event-bus/rampart-events',
  forwarder: { path: '/platform/', name: 'event-forwarder' },
};

test('a rule is on the default bus, and sends with the role of its account', () => {
  const stack = aStack();
  new ForwardingRules(stack, 'Rules', {
    ...FORWARDING,
    events: { example: { meaning: 'An example.', pattern: { source: ['aws.example'] } } },
  });
  expect(resourcesOf(templateOf(stack), 'AWS::Events::Rule').map(([, { Properties }]) => Properties)).toEqual([
    {
      Name: 'rampart-forward-example',
      Description: 'Forwards: An example.',
      EventPattern: { account: ['111111111111'], region: ['eu-central-1'], source: ['aws.example'] },
      State: 'ENABLED',
      Targets: [
        {
          Id: 'Organization',
          Arn: FORWARDING.busArn,
          RoleArn: 'arn:aws:iam::111111111111:role/platform/event-forwarder',
        },
      ],
    },
  ]);
});

test('every pattern is within the 2,048 characters of EventBridge, also with the account and the Region', () => {
  const stack = aStack();
  new ForwardingRules(stack, 'Rules', { ...FORWARDING, events: GLOBAL_EVENTS });
  for (const [, { Properties }] of resourcesOf(templateOf(stack), 'AWS::Events::Rule'))
    expect(JSON.stringify(Properties?.['EventPattern']).length).toBeLessThanOrEqual(2048);
});
