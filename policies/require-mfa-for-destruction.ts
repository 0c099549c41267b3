import { z } from 'zod';
import { overlaps } from '../lib/iam/patterns/overlap';
import type { Statement } from '../lib/iam/statement';
import { PARTNERS, roleEverywhere } from '../lib/model/names';
import { userPathVariants } from './core/exempt-user-probes';
import { findCoveredPaths, findIneffectivePaths, periodsOf, userPathsSchema } from './core/exempt-users';
import { guardrail } from './core/guardrail';
import type { ParameterProblem } from './core/guardrail';
import { actionsOf } from './core/action-group';
import type { OrganizationFacts } from './core/organization-facts';
import { everyPartition, rolePatternSchema } from './core/role-pattern';
import { deny, oneOrMany } from './core/statements';
import { DESTRUCTIVE } from './data/destructive-actions';
import { destructionProbes } from './probes/require-mfa-for-destruction';
import { aPartner } from './probes/sample-people';

const schema = z.strictObject({
  roles: z
    .array(rolePatternSchema)
    .default([])
    .describe(
      'Patterns of the ARNs of other roles that only people assume, with MFA (`sts:AssumeRole` with a code), never machines. ' +
        'Roles for emergencies, and those of partners with `mfa: true`, are bound without being listed',
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
 * federation, instances, functions and pipelines never have one. So only roles that are assumed with a code are bound.
 * Roles of Identity Center cannot be listed: it requires MFA when people sign in.
 */
function statements({ roles, users }: Parameters, organization: OrganizationFacts): readonly Statement[] {
  const always = [...new Set([USERS, SESSIONS_OF_USERS, ...assumedWithCode(organization), ...roles])].sort();
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

/**
 * The roles whose trust policies demand a code: for emergencies, and of partners with MFA. A role for emergencies that is
 * one of Identity Center never has the key, and is left out.
 */
function assumedWithCode({ platform, partners }: OrganizationFacts): readonly string[] {
  return [
    ...platform.principals.breakGlass.filter((arn) => arn.includes(':role/') && !isOfIdentityCenter(arn)),
    ...partners.filter(({ mfa }) => mfa).map(({ key }) => roleEverywhere({ ...PARTNERS, name: key })),
  ].map(everyPartition);
}

function isOfIdentityCenter(role: string): boolean {
  return overlaps(role.split(':')[5] ?? '', IDENTITY_CENTER);
}

function findRolesWithoutMfa(roles: readonly string[]): readonly ParameterProblem[] {
  return roles.flatMap((role, index) =>
    isOfIdentityCenter(role)
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
  summary: 'IAM users, and roles that are assumed with MFA, can destroy data only with it',
  rationale:
    'A leaked access key or a guessed password must not be enough to delete a company’s data. A remote attacker does not ' +
    'have the second factor. Roles that a user assumes without a code are not bound: their trust policies must require MFA. ' +
    'Roles of Identity Center cannot be listed: people give the code when they sign in, but AWS puts no sign of it into ' +
    'their sessions, so that the guardrail would deny them everything. Require MFA in the settings of Identity Center.',
  foundBy: ['IAM_USER_MFA_ENABLED'],
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-mfa.html',
    'https://repost.aws/knowledge-center/mfa-iam-user-aws-cli',
  ],
  // Only roles that are assumed with a code are bound: nobody needs an exemption who has the code.
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
    {
      name: 'with partners, one of them with MFA',
      organization: {
        partners: [
          aPartner('consultant', { account: '920000000001', expires: '2027-03-31T00:00:00Z', mfa: true }),
          aPartner('collector', { account: '920000000002', expires: '2027-03-31T00:00:00Z' }),
        ],
      },
    },
  ],
  probes: destructionProbes,
});
