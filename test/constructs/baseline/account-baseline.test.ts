import { AccountBaseline, type AccountBaselineProps } from '../../../constructs/baseline/account-baseline';
import { configRoleArn } from '../../../constructs/baseline/config-role';
import { NAMES } from '../../support/a-finisher';
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

const namedPolicy = (name: string) =>
  resourcesOf(template, 'AWS::IAM::ManagedPolicy').find(
    ([, { Properties }]) => Properties?.['ManagedPolicyName'] === name,
  )?.[1];

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

test('has no role of AWS Config where there is one already', () => {
  const types = Object.values(build({ makesConfigRole: false }).Resources).map(({ Type }) => Type);
  expect(types.sort()).toEqual(['AWS::IAM::ManagedPolicy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
});

test('has the forwarder, which may only send to the bus', () => {
  const policy = namedPolicy('event-forwarder');
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

test('has the roles of the finisher only where something is finished', () => {
  const finisher = { names: NAMES, actions: ['ec2:DescribeVpcs'], ebsKeyAlias: 'alias/rampart-ebs' };
  const names = (json: TemplateJson) =>
    resourcesOf(json, 'AWS::IAM::Role').map(([, { Properties }]) => Properties?.['RoleName']);
  expect(names(template)).toEqual(['event-forwarder']);
  expect(names(build({ finisher }))).toEqual(['event-forwarder', 'finisher', 'finisher-start']);
});

test('has the boundary, and the role for emergencies only where it is asked for', () => {
  expect(namedPolicy('boundary')?.Properties).toMatchObject({ Path: '/platform/' });
  const roles = (json: TemplateJson) =>
    resourcesOf(json, 'AWS::IAM::Role').map(([, { Properties }]) => Properties?.['RoleName']);
  expect(roles(template)).toEqual(['event-forwarder']);
  const breakGlass = {
    path: '/platform/',
    name: 'break-glass',
    managementAccount: '111111111111',
    userPath: '/break-glass/',
  };
  expect(roles(build({ breakGlass }))).toEqual(['event-forwarder', 'break-glass']);
});
