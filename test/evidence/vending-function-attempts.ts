import { OUR_ROLES } from './vending-attempts';
import { bootstrapRole } from './vending-documents';
import type { WallCall } from './vending-judging';

/*
 * What code could try that acts as a role of the stacks, if a merged template had given the role every permission, and had let
 * anybody assume it. Only the boundary limits it.
 */

function each(does: string, on: string, actions: readonly string[], keys: WallCall['keys'] = {}): readonly WallCall[] {
  return actions.map((action) => ({ does: `${does}: ${action}`, action, on, keys }));
}

const ROLE = 'arn:aws:iam::{account}:role';

export const FUNCTION_ATTEMPTS: readonly WallCall[] = [
  ...each('make a user', 'arn:aws:iam::{account}:user/free', ['iam:CreateUser', 'iam:CreateAccessKey']),
  ...each('make a role', `${ROLE}/free`, ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PassRole']),
  ...OUR_ROLES.flatMap(([role]) =>
    each(`free ${role}`, `${ROLE}/${role}`, ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary']),
  ),
  ...each('widen the boundary', 'arn:aws:iam::{account}:policy/rampart-management-boundary', [
    'iam:CreatePolicyVersion',
    'iam:SetDefaultPolicyVersion',
  ]),
  ...['deploy', 'file-publishing', 'cfn-exec'].flatMap((role) => [
    ...each(`deploy by ${role}`, bootstrapRole(role), ['sts:AssumeRole']),
    ...each(`deploy the pipeline by ${role}`, bootstrapRole(role, 'rampvend'), ['sts:AssumeRole']),
  ]),
  ...each('rule a member account', 'arn:aws:iam::222222222222:role/OrganizationAccountAccessRole', ['sts:AssumeRole']),
  ...each("act as a member account's root user", 'arn:aws:iam::222222222222:root', ['sts:AssumeRoot']),
  ...each('approve', 'arn:aws:codepipeline:{region}:{account}:rampart-vending/Approve/Approve', [
    'codepipeline:PutApprovalResult',
  ]),
  ...each('start the pipeline', 'arn:aws:codepipeline:{region}:{account}:rampart-vending', [
    'codepipeline:StartPipelineExecution',
    'codepipeline:UpdatePipeline',
  ]),
  ...each('start a project', 'arn:aws:codebuild:{region}:{account}:project/rampart-vending-deploy', [
    'codebuild:StartBuild',
  ]),
  ...each('change a plan', 'arn:aws:s3:::rampart-vending-{account}-{region}-an/plan.zip', [
    's3:GetObject',
    's3:PutObject',
  ]),
  ...each('write an asset', 'arn:aws:s3:::cdk-rampart-assets-{account}-{region}/0a1b.zip', ['s3:PutObject']),
  ...each('change a stack', 'arn:aws:cloudformation:{region}:{account}:stack/Rampart-Vending/0a1b', [
    'cloudformation:UpdateStack',
  ]),
  ...each('give somebody an account', 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef', [
    'sso:CreateAccountAssignment',
    'sso:PutInlinePolicyToPermissionSet',
  ]),
  ...each('put somebody into a group', 'arn:aws:identitystore:::membership/*', ['identitystore:CreateGroupMembership']),
  ...each('detach a guardrail', 'arn:aws:organizations::{account}:policy/o-exampleorg/service_control_policy/p-0a1b', [
    'organizations:DetachPolicy',
    'organizations:UpdatePolicy',
  ]),
  ...each('let another service act everywhere', '*', ['organizations:EnableAWSServiceAccess'], {
    'organizations:ServicePrincipal': 'ssm.amazonaws.com',
  }),
  ...each(
    'let an account make stacks everywhere',
    'arn:aws:organizations::{account}:account/o-exampleorg/222222222222',
    ['organizations:RegisterDelegatedAdministrator'],
    { 'organizations:ServicePrincipal': 'member.org.stacksets.cloudformation.amazonaws.com' },
  ),
  ...each(
    'enable another type of policy',
    'arn:aws:organizations::{account}:root/o-exampleorg/r-ab12',
    ['organizations:EnablePolicyType'],
    { 'organizations:PolicyType': 'CHATBOT_POLICY' },
  ),
  ...each(
    'make the role of another service',
    `${ROLE}/aws-service-role/ram.amazonaws.com/AWSServiceRoleForResourceAccessManager`,
    ['iam:CreateServiceLinkedRole'],
    { 'iam:AWSServiceName': 'replication.dynamodb.amazonaws.com' },
  ),
  ...each('close an account', 'arn:aws:organizations::{account}:account/o-exampleorg/222222222222', [
    'organizations:CloseAccount',
  ]),
  ...each(
    "write into the pipeline's log",
    'arn:aws:logs:{region}:{account}:log-group:/aws/codebuild/rampart-vending-plan:log-stream:1',
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
  ),
  ...each('look at another key', 'arn:aws:kms:{region}:{account}:key/0a1b', ['kms:DescribeKey'], {
    'kms:RequestAlias': 'alias/rampart-alarms',
  }),
  ...each('start another state machine', 'arn:aws:states:{region}:{account}:stateMachine:free', [
    'states:StartExecution',
  ]),
  ...each('change what the finisher does', 'arn:aws:states:{region}:{account}:stateMachine:rampart-finisher', [
    'states:UpdateStateMachine',
  ]),
  ...each('change the contacts of another account', 'arn:aws:account::{account}:account/o-exampleorg/222222222222', [
    'account:PutAlternateContact',
    'account:PutContactInformation',
  ]),
  ...each('open a security group', 'arn:aws:ec2:{region}:{account}:security-group/sg-0a1b', [
    'ec2:AuthorizeSecurityGroupIngress',
  ]),
  ...each('turn encryption off', '*', ['ec2:DisableEbsEncryptionByDefault', 'iam:DeleteAccountPasswordPolicy']),
  ...each('send events to another bus', 'arn:aws:events:{region}:{account}:event-bus/free', ['events:PutEvents']),
];
