import type { EscalationStep } from './escalation-paths';

const OWN = 'arn:aws:iam::{account}:role/shop/worker';
const CDK = 'arn:aws:iam::{account}:role/cdk-hnb659fds-cfn-exec-role-{account}-{region}';
const BOUNDARY = { 'iam:PermissionsBoundary': 'arn:aws:iam::{account}:policy/platform/boundary' };

/** With the roles that they make themselves. */
const ROLES: readonly EscalationStep[] = [
  ...['CreateRole', 'PutRolePermissionsBoundary', 'AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy'].map(
    (name) => ({
      does: `call ${name} with the boundary`,
      action: `iam:${name}`,
      on: OWN,
      keys: BOUNDARY,
    }),
  ),
  ...['DeleteRolePolicy', 'UpdateAssumeRolePolicy', 'UpdateRole', 'DeleteRole'].map((name) => ({
    does: `call ${name} on their role`,
    action: `iam:${name}`,
    on: OWN,
    keys: BOUNDARY,
  })),
  { does: 'bootstrap the CDK', action: 'iam:CreateRole', on: CDK, keys: BOUNDARY },
  {
    does: 'deploy with the CDK',
    action: 'iam:PassRole',
    on: CDK,
    keys: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
  },
  { does: 'act as the CDK', action: 'sts:AssumeRole', on: 'arn:aws:iam::{account}:role/cdk-hnb659fds-deploy-role-1' },
  { does: 'assume their role', action: 'sts:AssumeRole', on: OWN },
  ...['lambda', 'ec2', 'ecs-tasks', 'states', 'glue', 'codebuild', 'scheduler', 'sagemaker'].map((service) => ({
    does: `pass their role to ${service}`,
    action: 'iam:PassRole',
    on: OWN,
    keys: { 'iam:PassedToService': `${service}.amazonaws.com` },
  })),
  {
    does: 'create a service-linked role',
    action: 'iam:CreateServiceLinkedRole',
    on: 'arn:aws:iam::{account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
    keys: { 'iam:AWSServiceName': 'ecs.amazonaws.com' },
  },
  ...['CreatePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion', 'DeletePolicy', 'GetPolicyVersion'].map((name) => ({
    does: `call ${name} on their policy`,
    action: `iam:${name}`,
    on: 'arn:aws:iam::{account}:policy/shop',
  })),
  ...['CreateInstanceProfile', 'AddRoleToInstanceProfile', 'DeleteInstanceProfile'].map((name) => ({
    does: `call ${name}`,
    action: `iam:${name}`,
    on: 'arn:aws:iam::{account}:instance-profile/shop',
  })),
  { does: 'read the boundary', action: 'iam:GetPolicy', on: 'arn:aws:iam::{account}:policy/platform/boundary' },
];

const STACK = 'arn:aws:cloudformation:{region}:{account}:stack/shop/11111111-2222-3333-4444-555555555555';

/** Their stacks, and calls of many services. */
const SERVICES: readonly EscalationStep[] = [
  ...['CreateStack', 'CreateChangeSet', 'ExecuteChangeSet', 'UpdateStack', 'DeleteStack', 'RollbackStack'].map(
    (name) => ({
      does: `call ${name} on their stack`,
      action: `cloudformation:${name}`,
      on: STACK,
    }),
  ),
  ...(
    'lambda:InvokeFunction lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration ecs:RegisterTaskDefinition ' +
    'ecs:RunTask ecs:ExecuteCommand states:StartExecution glue:StartJobRun codebuild:StartBuild ssm:StartSession ' +
    'ssm:SendCommand ec2:DescribeInstances ec2:StartInstances sqs:SendMessage sns:Publish dynamodb:PutItem ' +
    'logs:FilterLogEvents cloudwatch:PutMetricAlarm events:PutEvents kms:Encrypt secretsmanager:GetSecretValue ' +
    'organizations:DescribeOrganization account:GetContactInformation iam:ListRoles sts:GetCallerIdentity ' +
    'ce:GetCostAndUsage bedrock:InvokeModel athena:StartQueryExecution apigateway:POST eks:DescribeCluster'
  )
    .split(' ')
    .map((action) => ({ does: `call ${action}`, action })),
];

/** Ordinary development of a role that has the boundary, in an account with all guardrails of the example. */
export const DEVELOPMENT: readonly EscalationStep[] = [...ROLES, ...SERVICES];
