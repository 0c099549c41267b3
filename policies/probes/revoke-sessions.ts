import { globMatches } from '../../lib/iam/patterns/glob';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';
import { rolesNear, platformRoles, reachesAccount, roleIn } from '../core/role-samples';

interface Person {
  readonly person: string;
  readonly until: string;
}

interface Role {
  readonly role: string;
  readonly issuedBefore: string;
}

/** Calls that are all denied. */
const CALLS = [
  { action: 's3:GetObject', resource: 'arn:aws:s3:::orders/2026.csv' },
  { action: 'ec2:DescribeInstances' },
  { action: 'iam:CreateRole', resource: '*' },
];

const STRANGER = '906a1b2c3d-99999999-9999-9999-9999-999999999999';
const LONG_AGO = '2001-01-01T00:00:00Z';

interface Revocations {
  readonly persons: readonly Person[];
  readonly roles: readonly Role[];
}

export function revocationProbes({ persons, roles }: Revocations, place: ProbePlace): readonly Probe[] {
  const read = { action: 's3:GetObject', resource: 'arn:aws:s3:::orders/2026.csv' };
  return [
    ...persons.flatMap((entry) => personProbes(entry, persons, place)),
    ...roles.flatMap((entry) => roleProbes(entry, roles, place)),
    ...[developer(place), ...platformRoles(place)].map((principal) =>
      possible(`${principal} reads an object`, { ...read, principal }),
    ),
    possible('an old session reads an object', {
      ...read,
      principal: developer(place),
      context: { 'aws:TokenIssueTime': LONG_AGO },
    }),
    possible('a user with long-lived keys reads an object', {
      ...read,
      principal: `arn:aws:iam::${place.account}:user/somebody`,
    }),
    possible('a person who is not revoked reads an object', {
      ...read,
      principal: adminOf(place),
      context: { 'identitystore:UserId': STRANGER, 'aws:CurrentTime': LONG_AGO },
    }),
  ];
}

/** A role of Identity Center that is not revoked in any example. */
function adminOf({ account }: ProbePlace): string {
  const path = 'aws-reserved/sso.amazonaws.com/eu-central-1';
  return `arn:aws:iam::${account}:role/${path}/AWSReservedSSO_Reader_0123456789abcdef`;
}

function personProbes({ person }: Person, persons: readonly Person[], place: ProbePlace): readonly Probe[] {
  const end =
    persons
      .flatMap((other) => (other.person === person ? [other.until] : []))
      .sort()
      .at(-1) ?? '';
  const as = (who: string, at: string) => ({
    principal: adminOf(place),
    context: { 'identitystore:UserId': who, 'aws:CurrentTime': at },
  });
  const callers = [adminOf(place), developer(place), ...platformRoles(place)];
  return [
    ...CALLS.flatMap((call) =>
      callers.map((principal) =>
        denied(`${person} as ${principal} calls ${call.action}`, {
          ...as(person, secondsAfter(end, -1)),
          ...call,
          principal,
        }),
      ),
    ),
    ...CALLS.map((call) => possible(`${person} calls ${call.action} after the end`, { ...as(person, end), ...call })),
    ...CALLS.map((call) =>
      possible(`a person with a similar id to ${person} calls ${call.action}`, {
        ...as(`${person}0`, secondsAfter(end, -1)),
        ...call,
      }),
    ),
    ...CALLS.map((call) =>
      possible(`a role calls ${call.action} while ${person} may not`, {
        ...call,
        principal: developer(place),
        context: { 'aws:CurrentTime': secondsAfter(end, -1) },
      }),
    ),
  ];
}

function roleProbes({ role }: Role, roles: readonly Role[], place: ProbePlace): readonly Probe[] {
  // A role of another account: there is none in the probed account.
  if (!reachesAccount(place.account, role)) return [];
  const principal = roleIn(place.account, role);
  const covers = (arn: string) => (other: Role) => globMatches(other.role, arn);
  const end =
    roles
      .filter(covers(principal))
      .map(({ issuedBefore }) => issuedBefore)
      .sort()
      .at(-1) ?? '';
  const issued = (at: string) => ({ 'aws:TokenIssueTime': at });
  const before = issued(secondsAfter(end, -1));
  const neighbors = rolesNear(principal).filter((arn) => !roles.some(covers(arn)));
  return CALLS.flatMap((call) => [
    denied(`a session of ${role} from before calls ${call.action}`, { ...call, principal, context: before }),
    denied(`a session of ${role} in another partition calls ${call.action}`, {
      ...call,
      principal: principal.replace('arn:aws:', 'arn:aws-us-gov:'),
      context: before,
    }),
    possible(`a session of ${role} from then on calls ${call.action}`, { ...call, principal, context: issued(end) }),
    possible(`${role} calls ${call.action} without a time of issue`, { ...call, principal }),
    ...neighbors.map((arn) =>
      possible(`a session of ${arn}, which is similar to ${role}, calls ${call.action}`, {
        ...call,
        principal: arn,
        context: before,
      }),
    ),
  ]);
}

function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString().replace('.000Z', 'Z');
}
