import { z } from 'zod';
import { overlaps } from '../lib/iam/patterns/overlap';
import type { Statement } from '../lib/iam/statement';
import { userPathVariants } from './core/exempt-user-probes';
import { findCoveredPaths, findUselessPaths, periodsOf, userPathsSchema } from './core/exempt-users';
import { guardrail } from './core/guardrail';
import type { ParameterProblem } from './core/guardrail';
import { actionsOf } from './core/layer';
import { rolePatternSchema } from './core/role-pattern';
import { deny, oneOrMany } from './core/statements';
import { DESTRUCTIVE } from './data/destructive-actions';
import { destructionProbes } from './probes/require-mfa-for-destruction';

const schema = z.strictObject({
  roles: z
    .array(rolePatternSchema)
    .default([])
    .describe(
      'Patterns of the ARNs of roles that people assume with MFA (`sts:AssumeRole` with a code) and machines never; ' +
        'default: none, so that only IAM users are bound',
    ),
  users: userPathsSchema.describe('Users of machines, who have no MFA device, by path'),
});

type Parameters = z.output<typeof schema>;

/**
 * Who holds long-lived keys: users, and the federated sessions that users make of their keys and that have their rights
 * (`sts:GetFederationToken` takes no MFA code).
 */
const USERS = 'arn:*:iam::*:user/*';
const SESSIONS_OF_USERS = 'arn:*:sts::*:federated-user/*';

/** Where Identity Center keeps the roles of its permission sets. */
const IDENTITY_CENTER = 'role/aws-reserved/sso.amazonaws.com/*';

/**
 * The key is absent for long-lived keys, which must be denied: hence `IfExists`. It is false for sessions without MFA,
 * and for what a service does with a user's rights, such as CloudFormation: give the stack a role.
 *
 * Sessions of roles have it false or absent whatever the person did, unless the very call that made them carried a code:
 * those of Identity Center, of federation, of instances, functions and pipelines never did. So only roles that are listed
 * are bound, and Identity Center's cannot be: it asks for MFA when people sign in.
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
            message: `\`${role}\` matches roles of Identity Center, whose sessions never tell of MFA`,
            fix: 'demand MFA in the settings of Identity Center, and list other roles here',
          },
        ]
      : [],
  );
}

export const requireMfaForDestruction = guardrail({
  id: 'require-mfa-for-destruction',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'IAM users, and people in listed roles, destroy data only after signing in with MFA',
  rationale:
    'A leaked access key or a guessed password must not be enough to delete what a company lives on. A second factor is ' +
    'what a thief at a distance does not have. Roles that a user assumes without a code are not bound: their trust ' +
    'policies must ask for MFA.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-mfa.html',
    'https://repost.aws/knowledge-center/mfa-iam-user-aws-cli',
  ],
  // Everyone who is bound is named. The platform's roles are not, and a role that is need only be taken off the list.
  exempt: 'nobody',
  parameters: schema.prefault({}),
  statements,
  check: ({ roles, users }) => [...findRolesWithoutMfa(roles), ...findCoveredPaths(users)],
  conflicts: ({ users }, neighbours) => findUselessPaths('require-mfa-for-destruction', users, neighbours),
  variants: [
    ...userPathVariants,
    {
      name: 'with roles of people',
      parameters: { roles: ['arn:*:iam::*:role/people/*', 'arn:*:iam::*:role/administrator'] },
    },
  ],
  probes: destructionProbes,
});
