import { z } from 'zod';
import { arnCovers } from '../../lib/iam/patterns/glob';
import type { PolicyDocument } from '../../lib/iam/statement';
import { BASELINE, BOOTSTRAP, BOUNDARY, GITHUB, stackName } from '../../lib/model/names';
import { platformPatterns } from '../../lib/model/platform';
import { actionsOf } from '../core/action-group';
import { compileGuardrail } from '../core/exemptions';
import { guardrail } from '../core/guardrail';
import type { OrganizationFacts } from '../core/organization-facts';
import { deny } from '../core/statements';
import { POLICY_CHANGES, ROLE_CHANGES } from '../data/role-changes';
import { permissionsBoundaryProbes } from '../probes/boundary';

/** What grants something to a role, or decides who may act as it. With each of these AWS sends the boundary of the role. */
const GRANTS = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
];

/**
 * Users, with and without the boundary, and groups: AWS does not send the boundary of a user who gets a key or a password,
 * and a group has none. Allowed on purpose: whatever only takes away, such as deleting a user or a key.
 */
const USERS = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateServiceSpecificCredential',
  'iam:CreateUser',
  'iam:DeactivateMFADevice',
  'iam:DeleteGroupPolicy',
  'iam:DeleteUserPermissionsBoundary',
  'iam:DeleteUserPolicy',
  'iam:DetachGroupPolicy',
  'iam:DetachUserPolicy',
  'iam:EnableMFADevice',
  'iam:PutGroupPolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:RemoveUserFromGroup',
  'iam:ResetServiceSpecificCredential',
  'iam:UpdateAccessKey',
  'iam:UpdateLoginProfile',
  'iam:UpdateServiceSpecificCredential',
  'iam:UpdateUser',
  'iam:UploadSSHPublicKey',
  'iam:UploadSigningCertificate',
];

/** What changes a stack as the role that the stack has: whoever updates it need not pass that role. */
const STACK = [
  'cloudformation:ContinueUpdateRollback',
  'cloudformation:CreateChangeSet',
  'cloudformation:CreateStackRefactor',
  'cloudformation:DeleteStack',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:ExecuteStackRefactor',
  'cloudformation:RollbackStack',
  'cloudformation:SetStackPolicy',
  'cloudformation:UpdateStack',
];

/** StackSets act as an administrator of every account that they reach. */
const STACK_SET = [
  'cloudformation:ActivateOrganizationsAccess',
  'cloudformation:CreateStackInstances',
  'cloudformation:CreateStackSet',
  'cloudformation:DeleteStackInstances',
  'cloudformation:DeleteStackSet',
  'cloudformation:ImportStacksToStackSet',
  'cloudformation:UpdateStackInstances',
  'cloudformation:UpdateStackSet',
];

/** With the metadata of an own provider anyone acts as any role that trusts it, and Identity Center's roles trust one. */
const SAML = ['iam:CreateSAMLProvider', 'iam:DeleteSAMLProvider', 'iam:UpdateSAMLProvider'];

const OIDC = [
  'iam:AddClientIDToOpenIDConnectProvider',
  'iam:CreateOpenIDConnectProvider',
  'iam:DeleteOpenIDConnectProvider',
  'iam:RemoveClientIDFromOpenIDConnectProvider',
  'iam:UpdateOpenIDConnectProviderThumbprint',
];

/** Everything but reading: a program may ask for the id of its organization. */
const ORGANIZATION = [
  'organizations:Accept*',
  'organizations:Attach*',
  'organizations:Cancel*',
  'organizations:Close*',
  'organizations:Create*',
  'organizations:Decline*',
  'organizations:Delete*',
  'organizations:Deregister*',
  'organizations:Detach*',
  'organizations:Disable*',
  'organizations:Enable*',
  'organizations:Invite*',
  'organizations:Leave*',
  'organizations:Move*',
  'organizations:Put*',
  'organizations:Register*',
  'organizations:Remove*',
  'organizations:Tag*',
  'organizations:Terminate*',
  'organizations:Untag*',
  'organizations:Update*',
];

const ACCOUNT = [
  'account:Accept*',
  'account:Close*',
  'account:Delete*',
  'account:Disable*',
  'account:Enable*',
  'account:Put*',
  'account:Start*',
  'aws-portal:Modify*',
  'aws-portal:Update*',
  'billing:Put*',
  'billing:Update*',
  'iam:CreateAccountAlias',
  'iam:DeleteAccountAlias',
  'iam:DeleteAccountPasswordPolicy',
  'iam:PutAccountProperties',
  'iam:UpdateAccountEmailAddress',
  'iam:UpdateAccountName',
  'iam:UpdateAccountPasswordPolicy',
  'invoicing:*',
  'payments:*',
  'purchase-orders:*',
  'tax:*',
];

/** Who may sign in as what, in every account, and the root users of all accounts. */
const PEOPLE = [
  'iam:DisableOrganizationsRoot*',
  'iam:EnableOrganizationsRoot*',
  'identitystore:Create*',
  'identitystore:Delete*',
  'identitystore:Update*',
  'sso-directory:*',
  'sso:*AccountAssignment*',
  'sso:*Directory*',
  'sso:*PermissionSet*',
  'sso:AssociateProfile',
  'sso:CreateInstance',
  'sso:PutPermissionsPolicy',
  'sso:UpdateSSOConfiguration',
  'sts:AssumeRoot',
];

/** Changing, passing and assuming one of these is more than any team may do. */
function protectedRoles({ platform }: OrganizationFacts): readonly string[] {
  const patterns = [
    ...platformPatterns(platform),
    `arn:*:iam::*:role${BOUNDARY.path}*`,
    `arn:*:iam::*:role/${BASELINE.prefix}*`,
    `arn:*:iam::*:role/cdk-${BOOTSTRAP.qualifier}-*`,
    'arn:*:iam::*:role/aws-reserved/*',
  ];
  const unique = [...new Set(patterns)].sort();
  return unique.filter((one) => !unique.some((other) => other !== one && arnCovers(other, one)));
}

/**
 * The permissions boundary of every role that teams make: its Denies, as a guardrail that is not placed anywhere but attached
 * to roles. For a role of the account a Deny means the same in both, so that the same proofs hold.
 *
 * `ArnNotLike` denies a call without a boundary, too, and one with another policy whose path only looks like it.
 */
export const boundary = guardrail({
  id: 'boundary',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Roles that teams make can do anything but exceed themselves, or change what the platform has made',
  rationale:
    'A team that makes its own roles could make one that may do more than itself. With the boundary it makes only roles with ' +
    'the boundary, and neither changes, passes nor assumes one of those that have none.',
  foundBy: { nothing: 'No managed rule compares the boundary of a role with the one that it should have.' },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  ],
  exempt: 'nobody',
  parameters: z.strictObject({}).prefault({}),
  statements: (_, organization) => [
    deny({
      Sid: 'Grants',
      Action: GRANTS,
      Resource: '*',
      Condition: { ArnNotLike: { 'iam:PermissionsBoundary': `arn:*:iam::*:policy${BOUNDARY.path}${BOUNDARY.name}` } },
    }),
    deny({ Sid: 'Removal', Action: 'iam:DeleteRolePermissionsBoundary', Resource: '*' }),
    deny({ Sid: 'Policies', Action: POLICY_CHANGES.actions, Resource: `arn:*:iam::*:policy${BOUNDARY.path}*` }),
    deny({
      Sid: 'Roles',
      Action: [...actionsOf(ROLE_CHANGES), 'iam:PassRole', 'sts:AssumeRole'],
      Resource: protectedRoles(organization),
    }),
    deny({
      Sid: 'Stacks',
      Action: STACK,
      Resource: ['arn:*:cloudformation:*:*:stack/StackSet-*', `arn:*:cloudformation:*:*:stack/${stackName('*')}`],
    }),
    deny({ Sid: 'GitHub', Action: OIDC, Resource: `arn:*:iam::*:oidc-provider/${GITHUB.host}` }),
    deny({
      Sid: 'Always',
      Action: [...USERS, ...SAML, ...STACK_SET, ...ORGANIZATION, ...ACCOUNT, ...PEOPLE].sort(),
      Resource: '*',
    }),
  ],
  probes: (_, place) => permissionsBoundaryProbes(place),
});

/**
 * The boundary as a managed policy. It allows everything: what a role may do is for its own policies to say. All else is
 * denied explicitly, because a policy of a resource that names the session of a role lifts what a boundary does not allow,
 * and never what it denies.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
 */
export function boundaryDocument(organization: OrganizationFacts): PolicyDocument {
  const parameters = boundary.parameters.parse({});
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' },
      ...compileGuardrail(boundary, parameters, organization, []),
    ],
  };
}
