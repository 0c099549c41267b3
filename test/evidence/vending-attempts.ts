import type { WallCall } from './vending-judging';

/*
 * What a merged template could try, as CloudFormation would call it with the execution role. The list is finite, and ours: it
 * has each way that we know from a role of CloudFormation to more than the stacks need.
 */

/** One of them. */
export interface Attempt extends WallCall {
  /** What it would have if the call went through. */
  readonly gains: string;
  /** The statement of limits.json that denies it, also to an administrator; null: only that no execution policy allows it. */
  readonly wall: string | null;
  /** Whether an execution policy would allow it, if it were not for `wall`. */
  readonly isGranted?: true;
}

const ROLE = 'arn:aws:iam::{account}:role';
const POLICY = 'arn:aws:iam::{account}:policy';
const ADMINISTRATOR = { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' };
const BOUNDED = { 'iam:PermissionsBoundary': '{boundary}' };
const OTHER_BOUNDARY = { 'iam:PermissionsBoundary': `${POLICY}/platform/boundary` };

/** A role of each stack that has some, with a policy that it has. */
export const OUR_ROLES: readonly (readonly [role: string, policy: string])[] = [
  ['Rampart-OrganizationSett-CallsRoleCC7036D6-0123456789ab', 'Rampart-OrganizationSett-CallsPermissions-0123456789ab'],
  ['Rampart-Delegations-CallsRoleCC7036D6-0123456789ab', 'Rampart-Delegations-CallsPermissions-0123456789ab'],
  ['rampart-trail', 'rampart-trail'],
  ['rampart-event-forwarding', 'rampart-event-forwarding'],
  ['platform/event-forwarder', 'platform/event-forwarder'],
  ['platform/finisher', 'platform/finisher'],
  ['platform/finisher-start', 'platform/finisher-start'],
];

/** Attempts that one statement denies. */
export function denied(wall: string | null, gains: string, calls: readonly WallCall[]): readonly Attempt[] {
  return calls.map((call) => ({ ...call, gains, wall }));
}

const UNBOUNDED = OUR_ROLES.flatMap(([role, policy]): readonly Attempt[] => {
  const on = `${ROLE}/${role}`;
  const without = (does: string, action: string, keys: WallCall['keys'] = {}): WallCall => ({
    does: `${does} (${role})`,
    action,
    on,
    keys,
  });
  return [
    ...denied('WriteOnlyBoundedRoles', 'a role that may do whatever its policies say', [
      without('make a role without the boundary', 'iam:CreateRole'),
      without('make a role with a wider boundary', 'iam:CreateRole', OTHER_BOUNDARY),
      without('give a role a wider boundary', 'iam:PutRolePermissionsBoundary', OTHER_BOUNDARY),
      without('write an inline policy into a role without the boundary', 'iam:PutRolePolicy'),
      without('let somebody else assume a role without the boundary', 'iam:UpdateAssumeRolePolicy'),
      without('attach its own policy to a role without the boundary', 'iam:AttachRolePolicy', {
        'iam:PolicyARN': `${POLICY}/${policy}`,
      }),
    ]),
    ...denied('KeepBoundaries', 'a role that may do whatever its policies say', [
      without('take the boundary from a role', 'iam:DeleteRolePermissionsBoundary', BOUNDED),
    ]),
    ...denied(null, 'a policy that nobody reviewed on a role: the boundary would still limit it', [
      without('attach AdministratorAccess to a role with the boundary', 'iam:AttachRolePolicy', {
        ...BOUNDED,
        ...ADMINISTRATOR,
      }),
      without('write an inline policy into a role with the boundary', 'iam:PutRolePolicy', BOUNDED),
    ]),
    ...denied(null, 'something else that acts as the role', [
      without('give a role to an instance', 'iam:PassRole', { 'iam:PassedToService': 'ec2.amazonaws.com' }),
      without('give a role to CodeBuild', 'iam:PassRole', { 'iam:PassedToService': 'codebuild.amazonaws.com' }),
      without('give a role to CloudFormation', 'iam:PassRole', {
        'iam:PassedToService': 'cloudformation.amazonaws.com',
      }),
    ]),
  ];
});

/** The policies and roles that decide who deploys, and with what. */
const WHO_DEPLOYS: readonly Attempt[] = [
  ...[
    'rampart-management-boundary',
    'rampart-execution-limits',
    'rampart-execution-settings',
    'rampart-deployer',
    'rampart-vending-plan',
    'rampart-vending-boundary',
    'Rampart-Vending-Permissions0A1B-0123456789ab',
  ].flatMap((name) =>
    denied('LeaveWhoDeploysAlone', 'what the policy limits, without limits', [
      ...['CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'SetDefaultPolicyVersion', 'TagPolicy'].map(
        (action) => ({ does: `${action} of ${name}`, action: `iam:${action}`, on: `${POLICY}/${name}` }),
      ),
    ]),
  ),
  ...[
    'cdk-rampart-cfn-exec-role-{account}-{region}',
    'cdk-rampart-deploy-role-{account}-{region}',
    'cdk-rampvend-cfn-exec-role-{account}-{region}',
    'cdk-hnb659fds-cfn-exec-role-{account}-{region}',
    'rampart-vending',
    'rampart-vending-deploy',
    'Rampart-Vending-Role0A1B2C3D-0123456789ab',
  ].flatMap((name) =>
    denied('LeaveWhoDeploysAlone', 'a deployment without these limits, or the pipeline', [
      {
        does: `attach AdministratorAccess to ${name}`,
        action: 'iam:AttachRolePolicy',
        on: `${ROLE}/${name}`,
        keys: ADMINISTRATOR,
      },
      ...['DetachRolePolicy', 'DeleteRolePolicy', 'DeleteRole', 'PassRole', 'TagRole', 'UpdateRole'].map((action) => ({
        does: `${action} of ${name}`,
        action: `iam:${action}`,
        on: `${ROLE}/${name}`,
      })),
      { does: `assume ${name}`, action: 'sts:AssumeRole', on: `${ROLE}/${name}` },
    ]).concat(
      ['PutRolePolicy', 'UpdateAssumeRolePolicy'].map((action) => ({
        does: `${action} of ${name}, with the boundary`,
        action: `iam:${action}`,
        on: `${ROLE}/${name}`,
        keys: BOUNDED,
        gains: 'a deployment without these limits, or the pipeline',
        wall: 'LeaveWhoDeploysAlone',
      })),
    ),
  ),
];

const IDENTITIES: readonly Attempt[] = [
  ...denied('MakeNoIdentities', 'somebody who signs in without Identity Center', [
    { does: 'make a user', action: 'iam:CreateUser', on: 'arn:aws:iam::{account}:user/free' },
    { does: 'make an access key', action: 'iam:CreateAccessKey', on: 'arn:aws:iam::{account}:user/break-glass/alice' },
    {
      does: 'give a user a password',
      action: 'iam:CreateLoginProfile',
      on: 'arn:aws:iam::{account}:user/break-glass/alice',
    },
    {
      does: 'make a user an administrator',
      action: 'iam:AttachUserPolicy',
      on: 'arn:aws:iam::{account}:user/break-glass/alice',
      keys: ADMINISTRATOR,
    },
    {
      does: 'make a group of administrators',
      action: 'iam:AttachGroupPolicy',
      on: 'arn:aws:iam::{account}:group/free',
      keys: ADMINISTRATOR,
    },
    {
      does: 'give an instance a role',
      action: 'iam:AddRoleToInstanceProfile',
      on: 'arn:aws:iam::{account}:instance-profile/free',
    },
    {
      does: 'trust workflows of GitHub',
      action: 'iam:CreateOpenIDConnectProvider',
      on: 'arn:aws:iam::{account}:oidc-provider/token.actions.githubusercontent.com',
    },
  ]),
  ...denied('MakeNoProviders', 'people of another identity provider', [
    {
      does: 'trust a provider of SAML',
      action: 'iam:CreateSAMLProvider',
      on: 'arn:aws:iam::{account}:saml-provider/free',
    },
    {
      does: 'change a provider of SAML',
      action: 'iam:UpdateSAMLProvider',
      on: 'arn:aws:iam::{account}:saml-provider/free',
    },
  ]),
  {
    does: "put other certificates into Identity Center's provider",
    action: 'iam:UpdateSAMLProvider',
    on: 'arn:aws:iam::{account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE',
    gains: 'every role of people in this account',
    wall: 'LeaveProviderToIdentityCenter',
    isGranted: true,
  },
  {
    does: "delete Identity Center's provider",
    action: 'iam:DeleteSAMLProvider',
    on: 'arn:aws:iam::{account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE',
    gains: 'that nobody signs in',
    wall: 'LeaveProviderToIdentityCenter',
  },
];

/** What AWS itself refuses to every service but Identity Center, and the evaluator knows it. */
export const REFUSED_BY_AWS: readonly WallCall[] = ['AttachRolePolicy', 'PutRolePolicy', 'UpdateAssumeRolePolicy'].map(
  (action) => ({
    does: 'change a role of people',
    action: `iam:${action}`,
    on: `${ROLE}/aws-reserved/sso.amazonaws.com/{region}/AWSReservedSSO_deployer_0123456789abcdef`,
    keys: ADMINISTRATOR,
  }),
);

/** Roles that CloudFormation may let AWS make. */
const SERVICE_LINKED = [
  'cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail',
  'config.amazonaws.com/AWSServiceRoleForConfig',
  'organizations.amazonaws.com/AWSServiceRoleForOrganizations',
];

/** All attempts with IAM. */
export const IAM_ATTEMPTS: readonly Attempt[] = [
  ...UNBOUNDED,
  ...WHO_DEPLOYS,
  ...IDENTITIES,
  ...denied('WriteOnlyBoundedRoles', 'an administrator', [
    { does: 'make an administrator with another name', action: 'iam:CreateRole', on: `${ROLE}/free` },
    {
      does: 'let an account outside assume a role of StackSets',
      action: 'iam:UpdateAssumeRolePolicy',
      on: `${ROLE}/OrganizationAccountAccessRole`,
    },
  ]),
  ...denied(null, 'a role that the boundary limits', [
    {
      does: 'make a role with the boundary, but with another name',
      action: 'iam:CreateRole',
      on: `${ROLE}/free`,
      keys: BOUNDED,
    },
    ...SERVICE_LINKED.map((role) => ({
      does: `make a role of another service, as if it were ${role}`,
      action: 'iam:CreateServiceLinkedRole',
      on: `${ROLE}/aws-service-role/${role}`,
      keys: { 'iam:AWSServiceName': 'replication.dynamodb.amazonaws.com' },
    })),
    {
      does: 'give the role of AWS Config to an instance',
      action: 'iam:PassRole',
      on: `${ROLE}/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      keys: { 'iam:PassedToService': 'ec2.amazonaws.com' },
    },
  ]),
];
