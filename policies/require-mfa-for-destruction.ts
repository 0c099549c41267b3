import { z } from 'zod';
import { overlaps } from '../lib/iam/patterns/overlap';
import type { Statement } from '../lib/iam/statement';
import { userPathVariants } from './core/exempt-user-probes';
import { findCoveredPaths, findIneffectivePaths, periodsOf, userPathsSchema } from './core/exempt-users';
import { guardrail } from './core/guardrail';
import type { ParameterProblem } from './core/guardrail';
import { actionsOf } from './core/action-group';
import { rolePatternSchema } from './core/role-pattern';
import { deny, oneOrMany } from './core/statements';
import { DESTRUCTIVE } from './data/destructive-actions';
import { destructionProbes } from './probes/require-mfa-for-destruction';

const schema = z.strictObject({
  roles: z
    .array(rolePatternSchema)
    .default([])
    .describe(
      'Patterns of the ARNs of roles that only people assume, with MFA (`sts:AssumeRole` with a code), never machines; ' +
        'default: none, so that only IAM users are bound',
    ),
  users: userPathsSchema.describe('Users of machines, which have no MFA device, by path'),
});

type Parameters = z.output<typeof schema>;

/**
 * Principals with long-lived keys: users, and the federated sessions that users create with their keys and that have their
 * permissions (`sts:GetFederationToken` accepts no MFA code).
 */
const USERS = 'arn:*:iam::*:user/*';
const SESSIONS_OF_USERS = 'arn:*:sts::*:federated-user/*';

/** The path of the roles of Identity Center's permission sets. */
const IDENTITY_CENTER = 'role/aws-reserved/sso.amazonaws.com/*';

/**
 * The key is absent for long-lived keys, which must be denied: so the operator has `IfExists`. It is false for sessions
 * without MFA, and when a service such as CloudFormation acts with a user's permissions: give the stack a role.
 *
 * For sessions of roles it is false or absent, unless the call that created them had a code: sessions of Identity Center,
 * federation, instances, functions and pipelines never have one. So only listed roles are bound. Roles of Identity Center
 * cannot be listed: it requires MFA when people sign in.
 */
function statements({ roles, users }: Parameters): readonly Statement[] {
  const always = [USERS, SESSIONS_OF_USERS, ...new Set(roles)].sort();
  return periodsOf(users).map(({ suffix, since, arns }) =>
    deny({
      Sid: `Data${suffix}`,
      Action: actionsOf(DESTRUCTIVE),
      Resource: '*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': suffix === '' ? always : USERS },
        ...(arns.length > 0 ? { ArnNotLike: { 'aws:PrincipalArn': oneOrMany(arns) } } : {}),
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
        ...since,
      },
    }),
  );
}

function findRolesWithoutMfa(roles: readonly string[]): readonly ParameterProblem[] {
  return roles.flatMap((role, index) =>
    overlaps(role.split(':')[5] ?? '', IDENTITY_CENTER)
      ? [
          {
            at: ['roles', index],
            message: `\`${role}\` matches roles of Identity Center, whose sessions never contain MFA`,
            fix: 'require MFA in the settings of Identity Center, and list other roles here',
          },
        ]
      : [],
  );
}

export const requireMfaForDestruction = guardrail({
  id: 'require-mfa-for-destruction',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'IAM users and listed roles can destroy data only with MFA',
  rationale:
    'A leaked access key or a guessed password must not be enough to delete a company’s data. A remote attacker does not ' +
    'have the second factor. Roles that a user assumes without a code are not bound: their trust policies must require MFA.',
  foundBy: ['IAM_USER_MFA_ENABLED'],
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-mfa.html',
    'https://repost.aws/knowledge-center/mfa-iam-user-aws-cli',
  ],
  // Only listed principals are bound. Platform roles are not listed, and other roles can be removed from the list.
  exempt: 'nobody',
  parameters: schema.prefault({}),
  statements,
  check: ({ roles, users }) => [...findRolesWithoutMfa(roles), ...findCoveredPaths(users)],
  conflicts: ({ users }, neighbors) => findIneffectivePaths('require-mfa-for-destruction', users, neighbors),
  variants: [
    ...userPathVariants,
    {
      name: 'with roles of people',
      parameters: { roles: ['arn:*:iam::*:role/people/*', 'arn:*:iam::*:role/administrator'] },
    },
  ],
  probes: destructionProbes,
});
