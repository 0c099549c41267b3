import { EventForwarder, forwarderArn } from '../../../constructs/baseline/event-forwarder';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const FORWARDER = { path: '/platform/', name: 'event-forwarder' };

test('the role has the ARN that rules name, because its path and name are given', () => {
  const stack = aStack();
  new EventForwarder(stack, 'Forwarder', { forwarder: FORWARDER, prefix: 'rampart-', busArn: 'arn:bus' });
  const [[, role] = []] = resourcesOf(templateOf(stack), 'AWS::IAM::Role');
  expect(role?.Properties).toMatchObject({ Path: '/platform/', RoleName: 'event-forwarder' });
  expect(forwarderArn('111111111111', FORWARDER)).toBe('arn:aws:iam::111111111111:role/platform/event-forwarder');
});

test('only rules of the account may use the role, by their names', () => {
  const stack = aStack();
  new EventForwarder(stack, 'Forwarder', { forwarder: FORWARDER, prefix: 'rampart-', busArn: 'arn:bus' });
  const [[, role] = []] = resourcesOf(templateOf(stack), 'AWS::IAM::Role');
  expect(role?.Properties?.['AssumeRolePolicyDocument']).toMatchObject({
    Statement: [
      {
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111111111111' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:111111111111:rule/rampart-*' },
        },
      },
    ],
  });
});
