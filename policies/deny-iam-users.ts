import { z } from 'zod';
import { probeUserPaths, userPathVariants } from './core/exempt-user-probes';
import { denyOnOtherUsers, findCoveredPaths, findIneffectivePaths, userPathsSchema } from './core/exempt-users';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

const schema = z.strictObject({
  users: userPathsSchema.describe('Users who may be created, renamed and given passwords, by path'),
});

/**
 * Actions that create users and passwords. Renaming acts on the old and the new name, so that no user can be moved below
 * an exempt path, where `deny-access-keys` may allow keys.
 *
 * Allowed on purpose: deleting users, changing one's own password, and MFA devices, so that existing users stay secure.
 */
const USERS = ['iam:CreateLoginProfile', 'iam:CreateUser', 'iam:UpdateLoginProfile', 'iam:UpdateUser'];

export const denyIamUsers = guardrail({
  id: 'deny-iam-users',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Nobody can create or rename IAM users, give them passwords or add them to groups',
  rationale:
    'An IAM user remains when its owner leaves the company: it is in no directory, and its password works from anywhere. ' +
    'People sign in with Identity Center, and workloads use roles.',
  foundBy: ['IAM_USER_NO_POLICIES_CHECK', 'IAM_USER_UNUSED_CREDENTIALS_CHECK', 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS'],
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 1.20; v3.0.0, 1.21',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ users }) => [
    ...denyOnOtherUsers('Users', USERS, users),
    // The request acts on the group and does not contain the user: exempt users need their own policies.
    deny({ Sid: 'Groups', Action: 'iam:AddUserToGroup', Resource: '*' }),
  ],
  check: ({ users }) => findCoveredPaths(users),
  conflicts: ({ users }, neighbors) => findIneffectivePaths('deny-iam-users', users, neighbors),
  variants: userPathVariants,
  probes: ({ users }, place) => {
    const principal = developer(place);
    const iam = `arn:aws:iam::${place.account}`;
    const call = (action: string, resource: string) => ({ principal, action, resource });
    const rename = (from: string, to: string) => ({
      principal,
      action: 'iam:UpdateUser',
      resources: [{ arn: `${iam}:user${from}` }, { arn: `${iam}:user${to}` }],
    });
    const actions = ['iam:CreateUser', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile', 'iam:UpdateUser'];
    const afterwards = [
      ...['DeleteUser', 'DeleteLoginProfile', 'ChangePassword', 'EnableMFADevice', 'DeleteAccessKey', 'GetUser'],
      ...['DetachUserPolicy', 'TagUser'],
    ];
    return [
      ...actions.flatMap((action) =>
        probeUserPaths(`a developer calls ${action}`, (resource) => call(action, resource), users, place),
      ),
      ...users.flatMap(({ path }) => [
        denied(`a user is moved below ${path}`, rename('/alice', `${path}alice`)),
        denied(`a user is moved out of ${path}`, rename(`${path}robot`, '/robot')),
      ]),
      denied('the root user creates a user', {
        principal: `${iam}:root`,
        action: 'iam:CreateUser',
        resource: `${iam}:user/alice`,
      }),
      denied('a developer adds a user to a group', call('iam:AddUserToGroup', `${iam}:group/administrators`)),
      possible(
        'a developer removes a user from a group',
        call('iam:RemoveUserFromGroup', `${iam}:group/administrators`),
      ),
      possible('a developer deletes a group', call('iam:DeleteGroup', `${iam}:group/administrators`)),
      ...afterwards.map((action) =>
        possible(`an existing user needs ${action}`, call(`iam:${action}`, `${iam}:user/alice`)),
      ),
      possible('a developer creates a role', call('iam:CreateRole', `${iam}:role/reader`)),
      possible('a developer lists the users', { principal, action: 'iam:ListUsers' }),
    ];
  },
});
