import { z } from 'zod';
import type { Statement } from '../lib/iam/statement';
import { groupBy } from '../lib/model/group-by';
import type { Revocation } from '../lib/model/organization';
import { findBadRevocations } from './core/revocations';
import { guardrail } from './core/guardrail';
import { compactInstant } from './core/instant';
import { personAsRevocation, roleAsRevocation } from './core/retired-revocations';
import { everyPartition } from './core/role-pattern';
import { deny, oneOrMany } from './core/statements';
import { revocationProbes } from './probes/revoke-sessions';
import { aRevokedPerson, aRevokedRole } from './probes/sample-people';

const schema = z.strictObject({});

type Kind = Revocation['kind'];

function ofKind<Of extends Kind>(revocations: readonly Revocation[], kind: Of) {
  return revocations.filter((one): one is Extract<Revocation, { readonly kind: Of }> => one.kind === kind);
}

/** One statement for each time, in the order of time, with its values sorted and each once. */
function byTime<One>(
  entries: readonly One[],
  timeOf: (entry: One) => string,
  write: (entry: One, values: string | readonly string[]) => Statement,
  valueOf: (entry: One) => string,
): readonly Statement[] {
  const groups = [...groupBy(entries, timeOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.flatMap(([, group]) => {
    const [first] = group;
    return first === undefined ? [] : [write(first, oneOrMany([...new Set(group.map(valueOf))].sort()))];
  });
}

/**
 * A stolen access token of Identity Center gets new sessions until it expires, so the time of issue is not enough for a
 * person. The key is absent for all others, and for roles that the person assumes from there: revoke those, too.
 */
function denyPersons(revocations: readonly Revocation[]): readonly Statement[] {
  return byTime(
    ofKind(revocations, 'person'),
    ({ until }) => until,
    ({ until }, values) =>
      deny({
        Sid: `PersonsUntil${compactInstant(until)}`,
        Action: '*',
        Resource: '*',
        Condition: {
          StringEquals: { 'identitystore:UserId': values },
          DateLessThan: { 'aws:CurrentTime': until },
        },
      }),
    ({ person }) => person,
  );
}

/** It ends once the last session from before is over; see `findBadRevocations`. Long-lived credentials have no time of issue. */
function denyRoles(revocations: readonly Revocation[]): readonly Statement[] {
  return byTime(
    ofKind(revocations, 'role'),
    ({ issuedBefore, until }) => `${issuedBefore} ${until}`,
    ({ issuedBefore, until }, values) =>
      deny({
        Sid: `RolesBefore${compactInstant(issuedBefore)}Until${compactInstant(until)}`,
        Action: '*',
        Resource: '*',
        Condition: {
          ArnLike: { 'aws:PrincipalArn': values },
          DateLessThan: { 'aws:TokenIssueTime': issuedBefore, 'aws:CurrentTime': until },
        },
      }),
    ({ role }) => everyPartition(role),
  );
}

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
    'to the role. AWS recommends a policy like this one to stop them in all accounts. It has no parameters: it stops the ' +
    'persons and roles under `revocations` in `landing-zone.yaml`, until each revocation ends by itself.',
  foundBy: { nothing: 'A session is not a resource that AWS Config records.' },
  references: [
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/prereqs-revoking-user-permissions.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/authconcept-revoke-access.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tokenissuetime',
  ],
  exempt: 'nobody',
  parameters: schema.prefault({}),
  retired: { persons: personAsRevocation, roles: roleAsRevocation },
  statements: (_, { revocations }) => [...denyPersons(revocations), ...denyRoles(revocations)],
  check: (_, { revocations }) => findBadRevocations(revocations),
  variants: [
    { name: 'without revocations', organization: { revocations: [] } },
    {
      name: 'with a person',
      organization: {
        revocations: [aRevokedPerson('906a1b2c3d-11111111-2222-3333-4444-555555555555', '2027-03-31T00:00:00Z')],
      },
    },
    {
      name: 'with a role',
      organization: {
        revocations: [aRevokedRole('arn:aws:iam::*:role/ci/publisher', '2026-11-22T10:30:00Z', '2026-11-22T22:30:00Z')],
      },
    },
    {
      name: 'with persons and roles',
      organization: {
        revocations: [
          aRevokedPerson('906a1b2c3d-11111111-2222-3333-4444-555555555555', '2027-03-31T00:00:00Z'),
          aRevokedPerson('906a1b2c3d-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', '2027-03-31T00:00:00Z'),
          aRevokedPerson('11111111-2222-3333-4444-555555555555', '2027-06-30T12:00:00Z'),
          aRevokedRole('arn:*:iam::*:role/ci/publisher', '2026-11-22T10:30:00Z', '2026-11-23T12:00:00Z'),
          aRevokedRole('arn:*:iam::*:role/platform/*', '2026-11-22T10:30:00Z', '2026-11-23T12:00:00Z'),
          aRevokedRole('arn:*:iam::*:role/ci/tester', '2026-11-22T10:30:00Z', '2026-12-31T00:00:00Z'),
          aRevokedRole(
            'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*',
            '2026-11-23T00:00:00Z',
            '2026-11-23T12:00:00Z',
          ),
        ],
      },
    },
  ],
  probes: (_, place) => revocationProbes(place),
});
