import { globMatches } from '../../lib/iam/patterns/glob';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';
import { besideRole, platformRoles, reachesAccount, roleIn } from '../core/role-samples';

interface Person {
  readonly person: string;
  readonly until: string;
}

interface Role {
  readonly role: string;
  readonly issuedBefore: string;
}

/** Denied whatever is called, in whichever Region. */
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
    possible('a session of long ago reads an object', {
      ...read,
      principal: developer(place),
      context: { 'aws:TokenIssueTime': LONG_AGO },
    }),
    possible('a user with keys that last reads an object', {
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

/** A role of Identity Center that no example revokes. */
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
    ...CALLS.map((call) => possible(`${person} calls ${call.action} when it is over`, { ...as(person, end), ...call })),
    ...CALLS.map((call) =>
      possible(`somebody beside ${person} calls ${call.action}`, {
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
  // Somewhere else: what is denied there is not to be seen from here.
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
  const neighbours = besideRole(principal).filter((arn) => !roles.some(covers(arn)));
  return CALLS.flatMap((call) => [
    denied(`a session of ${role} from before calls ${call.action}`, { ...call, principal, context: before }),
    denied(`a session of ${role} in another partition calls ${call.action}`, {
      ...call,
      principal: principal.replace('arn:aws:', 'arn:aws-us-gov:'),
      context: before,
    }),
    possible(`a session of ${role} from then on calls ${call.action}`, { ...call, principal, context: issued(end) }),
    possible(`${role} calls ${call.action} and does not tell since when`, { ...call, principal }),
    ...neighbours.map((arn) =>
      possible(`a session of ${arn} beside ${role} calls ${call.action}`, { ...call, principal: arn, context: before }),
    ),
  ]);
}

function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString().replace('.000Z', 'Z');
}
