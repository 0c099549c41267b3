import type { ActionGroup } from '../core/action-group';

const AS_OF = '2026-11-30';
const SOURCE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html';

/** What makes a role, and says who may act as it. Its policies say what it may do, and are not among it. */
export const ROLE_IDENTITY: ActionGroup = {
  name: 'role identity',
  reason: 'a role that somebody else can make, or whose trust is rewritten, is no longer what its name says',
  asOf: AS_OF,
  source: SOURCE,
  actions: [
    'iam:CreateRole',
    'iam:DeleteRole',
    'iam:DeleteRolePermissionsBoundary',
    'iam:PutRolePermissionsBoundary',
    'iam:TagRole',
    'iam:UntagRole',
    'iam:UpdateAssumeRolePolicy',
    'iam:UpdateRole',
    'iam:UpdateRoleDescription',
  ],
};

/** What says what a role may do, within its boundary. */
const ROLE_POLICIES: ActionGroup = {
  name: 'role policies',
  reason: 'a role with other policies can do more, or less, than it was made for',
  asOf: AS_OF,
  source: SOURCE,
  actions: ['iam:AttachRolePolicy', 'iam:DeleteRolePolicy', 'iam:DetachRolePolicy', 'iam:PutRolePolicy'],
};

/** Everything that creates, changes or deletes a role. Passing one and assuming one are not among it. */
export const ROLE_CHANGES: readonly ActionGroup[] = [ROLE_IDENTITY, ROLE_POLICIES];

/** Adding a role to a profile requires passing it; removing it, or adding another one, requires only the profile. */
export const INSTANCE_PROFILE_CHANGES: ActionGroup = {
  name: 'instance profile changes',
  reason: 'instances act as the role in their profile, whichever it is by then',
  asOf: AS_OF,
  source: SOURCE,
  actions: [
    'iam:AddRoleToInstanceProfile',
    'iam:CreateInstanceProfile',
    'iam:DeleteInstanceProfile',
    'iam:RemoveRoleFromInstanceProfile',
    'iam:TagInstanceProfile',
    'iam:UntagInstanceProfile',
  ],
};

/** What makes, rewrites or deletes a managed policy. */
export const POLICY_CHANGES: ActionGroup = {
  name: 'policy changes',
  reason: 'whoever rewrites a managed policy changes everything that has it, as a policy or as a boundary',
  asOf: AS_OF,
  source: SOURCE,
  actions: [
    'iam:CreatePolicy',
    'iam:CreatePolicyVersion',
    'iam:DeletePolicy',
    'iam:DeletePolicyVersion',
    'iam:SetDefaultPolicyVersion',
  ],
};
