import type { ActionGroup } from '../core/action-group';

/** Everything that creates, changes or deletes a role. Passing one and assuming one are not among it. */
export const ROLE_CHANGES: readonly ActionGroup[] = [
  {
    name: 'role changes',
    reason: 'a role that somebody else can make, or rewrite, is no longer what its name says',
    asOf: '2026-11-30',
    source:
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
    actions: [
      'iam:AttachRolePolicy',
      'iam:CreateRole',
      'iam:DeleteRole',
      'iam:DeleteRolePermissionsBoundary',
      'iam:DeleteRolePolicy',
      'iam:DetachRolePolicy',
      'iam:PutRolePermissionsBoundary',
      'iam:PutRolePolicy',
      'iam:TagRole',
      'iam:UntagRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
      'iam:UpdateRoleDescription',
    ],
  },
];
