import { z } from 'zod';
import type { Statement } from '../lib/iam/statement';
import { guardrail } from './core/guardrail';
import type { ParameterProblem } from './core/guardrail';
import { compactInstant, instantSchema } from './core/instant';
import { rolePatternSchema } from './core/role-pattern';
import { deny, oneOrMany } from './core/statements';
import { revocationProbes } from './probes/revoke-sessions';

const why = {
  reason: z.string().min(1).describe('What happened'),
  owner: z.string().min(1).describe('Who is responsible for the revocation'),
};

const person = z.strictObject({
  person: z
    .string()
    .regex(/^(?:[0-9a-f]{10}-)?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/, {
      error: 'the id of a user in Identity Center, such as `906a1b2c3d-11111111-2222-3333-4444-555555555555`',
    })
    .describe('The id of a user in Identity Center'),
  until: instantSchema.describe('When the person may act again; also end their sessions in Identity Center'),
  ...why,
});

const role = z.strictObject({
  role: rolePatternSchema.describe('A pattern of the ARNs of roles, in every account below the target'),
  issuedBefore: instantSchema.describe('Sessions from before this time can do nothing; later ones can'),
  ...why,
});

const schema = z.strictObject({
  persons: z.array(person).default([]).describe('Persons who can do nothing until a given time'),
  roles: z.array(role).default([]).describe('Roles whose sessions from before a given time can do nothing'),
});

type Parameters = z.output<typeof schema>;

/** Values by time, both sorted, each once. */
function byInstant(entries: readonly (readonly [instant: string, value: string])[]) {
  const instants = [...new Set(entries.map(([instant]) => instant))].sort();
  return instants.map((instant) => {
    const values = entries.filter(([other]) => other === instant).map(([, value]) => value);
    return { instant, values: oneOrMany([...new Set(values)].sort()) };
  });
}

/**
 * A stolen access token of Identity Center gets new sessions until it expires, so the time of issue is not enough for a
 * person. The key is absent for all others, and for roles that the person assumes from there: revoke those, too.
 */
function denyPersons(persons: Parameters['persons']): readonly Statement[] {
  return byInstant(persons.map((entry) => [entry.until, entry.person])).map(({ instant, values }) =>
    deny({
      Sid: `PersonsUntil${compactInstant(instant)}`,
      Action: '*',
      Resource: '*',
      Condition: {
        StringEquals: { 'identitystore:UserId': values },
        DateLessThan: { 'aws:CurrentTime': instant },
      },
    }),
  );
}

/** It needs no end: a session lasts at most twelve hours. Long-lived credentials have no time of issue. */
function denyRoles(roles: Parameters['roles']): readonly Statement[] {
  return byInstant(roles.map((entry) => [entry.issuedBefore, entry.role])).map(({ instant, values }) =>
    deny({
      Sid: `RolesBefore${compactInstant(instant)}`,
      Action: '*',
      Resource: '*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': values },
        DateLessThan: { 'aws:TokenIssueTime': instant },
      },
    }),
  );
}

/** Entries that are listed twice: only the later time is effective. */
function findRepetitions(list: string, subjects: readonly string[]): readonly ParameterProblem[] {
  return subjects.flatMap((subject, index) =>
    subjects.indexOf(subject) === index
      ? []
      : [
          {
            at: [list, index],
            message: `\`${subject}\` is revoked twice; only the later time is effective`,
            fix: 'remove the entry with the earlier time',
          },
        ],
  );
}

function findUnbound(roles: Parameters['roles']): readonly ParameterProblem[] {
  return roles.flatMap((entry, index) =>
    entry.role.includes(':role/aws-service-role/')
      ? [
          {
            at: ['roles', index, 'role'],
            message: `\`${entry.role}\` is a service-linked role, which no guardrail binds`,
            fix: 'stop the service that uses it',
          },
        ]
      : [],
  );
}

const owner = { reason: 'A laptop was stolen', owner: 'security@example.com' };

/**
 * Nobody is exempt, because a stolen session of an exempt role is the worst case. It cannot lock out the platform: new
 * sessions of a revoked role stay possible, and so do those of a revoked person's colleagues.
 */
export const revokeSessions = guardrail({
  id: 'revoke-sessions',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Revoked sessions can do nothing',
  rationale:
    'Stolen credentials of a session work until they expire, up to twelve hours, regardless of changes in Identity Center or ' +
    'to the role. AWS recommends a policy like this one to stop them in all accounts.',
  foundBy: { nothing: 'A session is not a resource that AWS Config records.' },
  references: [
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/prereqs-revoking-user-permissions.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/authconcept-revoke-access.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tokenissuetime',
  ],
  exempt: 'nobody',
  parameters: schema.prefault({}),
  statements: ({ persons, roles }) => [...denyPersons(persons), ...denyRoles(roles)],
  check: ({ persons, roles }) => [
    ...findRepetitions(
      'persons',
      persons.map((entry) => entry.person),
    ),
    ...findRepetitions(
      'roles',
      roles.map((entry) => entry.role),
    ),
    ...findUnbound(roles),
  ],
  variants: [
    {
      name: 'with a person',
      parameters: {
        persons: [
          { person: '906a1b2c3d-11111111-2222-3333-4444-555555555555', until: '2027-03-31T00:00:00Z', ...owner },
        ],
      },
    },
    {
      name: 'with a role',
      parameters: {
        roles: [{ role: 'arn:aws:iam::*:role/ci/publisher', issuedBefore: '2026-11-22T10:30:00Z', ...owner }],
      },
    },
    {
      name: 'with persons and roles',
      parameters: {
        persons: [
          { person: '906a1b2c3d-11111111-2222-3333-4444-555555555555', until: '2027-03-31T00:00:00Z', ...owner },
          { person: '906a1b2c3d-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', until: '2027-03-31T00:00:00Z', ...owner },
          { person: '11111111-2222-3333-4444-555555555555', until: '2027-06-30T12:00:00Z', ...owner },
        ],
        roles: [
          { role: 'arn:*:iam::*:role/ci/publisher', issuedBefore: '2026-11-22T10:30:00Z', ...owner },
          { role: 'arn:*:iam::*:role/platform/*', issuedBefore: '2026-11-22T10:30:00Z', ...owner },
          {
            role: 'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*',
            issuedBefore: '2026-11-23T00:00:00Z',
            ...owner,
          },
        ],
      },
    },
  ],
  probes: revocationProbes,
});
