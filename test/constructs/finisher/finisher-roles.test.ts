import { FinisherRoles } from '../../../constructs/finisher/finisher-roles';
import { NAMES } from '../../support/a-finisher';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const stack = aStack();
new FinisherRoles(stack, 'Roles', {
  names: NAMES,
  actions: ['ec2:DescribeVpcs', 'ec2:DeleteVpc'],
  ebsKeyAlias: 'alias/rampart-ebs',
});
const template = templateOf(stack);

const trustOf = (name: string) =>
  resourcesOf(template, 'AWS::IAM::Role').find(([, { Properties }]) => Properties?.['RoleName'] === name)?.[1]
    .Properties?.['AssumeRolePolicyDocument'];

const policyOf = (name: string) =>
  resourcesOf(template, 'AWS::IAM::ManagedPolicy').find(
    ([, { Properties }]) => Properties?.['ManagedPolicyName'] === name,
  )?.[1].Properties;

test('only the state machine of the finisher in this account acts with its role, in any Region', () => {
  expect(trustOf('finisher')).toMatchObject({
    Statement: [
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'states.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111111111111' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:states:*:111111111111:stateMachine:rampart-finisher' },
        },
      },
    ],
  });
});

test('only schedules of the default group of this account start it', () => {
  expect(trustOf('finisher-start')).toMatchObject({
    Statement: [
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111111111111' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:scheduler:*:111111111111:schedule-group/default' },
        },
      },
    ],
  });
});

test('the role that starts it can do nothing else', () => {
  expect(policyOf('finisher-start')).toMatchObject({
    Path: '/platform/',
    PolicyDocument: {
      Statement: [
        {
          Action: 'states:StartExecution',
          Effect: 'Allow',
          Resource: 'arn:aws:states:*:111111111111:stateMachine:rampart-finisher',
        },
      ],
    },
  });
});

test('the policies lie where guardrails protect them, like the roles', () => {
  expect(policyOf('finisher')).toMatchObject({
    Path: '/platform/',
    PolicyDocument: {
      Statement: [
        { Action: 'ec2:DeleteVpc', Resource: 'arn:aws:ec2:*:111111111111:vpc/*' },
        { Action: 'ec2:DescribeVpcs', Resource: '*' },
      ],
    },
  });
});
