import { AccountBaseline, type AccountBaselineProps } from '../../../constructs/baseline/account-baseline';
import { configRoleArn } from '../../../constructs/baseline/config-role';
import { aStack, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

function build(overrides: Partial<AccountBaselineProps> = {}): TemplateJson {
  const stack = aStack();
  new AccountBaseline(stack, 'Baseline', {
    forwarding: {
      prefix: 'rampart-',
      busArn: 'arn:aws:events:eu-central-1:111111111111:event-bus/rampart-events',
      forwarder: { path: '/platform/', name: 'event-forwarder' },
    },
    boundary: { path: '/platform/', name: 'boundary', document: { Version: '2012-10-17', Statement: [] } },
    ...overrides,
  });
  return templateOf(stack);
}

const template = build();

test('has the role of AWS Config, which stays when the stack goes, but not when its creation fails', () => {
  const [[, role] = []] = resourcesOf(template, 'AWS::IAM::ServiceLinkedRole');
  expect(role).toMatchObject({
    Properties: { AWSServiceName: 'config.amazonaws.com' },
    DeletionPolicy: 'RetainExceptOnCreate',
  });
  expect(configRoleArn('111111111111')).toBe(
    'arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
  );
});

test('has the forwarder only where AWS Config has its role already', () => {
  const types = Object.values(build({ makesConfigRole: false }).Resources).map(({ Type }) => Type);
  expect(types.sort()).toEqual(['AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
});

test('has the forwarder, which may only send to the bus', () => {
  const [[, policy] = []] = resourcesOf(template, 'AWS::IAM::ManagedPolicy');
  expect(policy?.Properties?.['PolicyDocument']).toMatchObject({
    Statement: [
      {
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Resource: 'arn:aws:events:eu-central-1:111111111111:event-bus/rampart-events',
      },
    ],
  });
});
