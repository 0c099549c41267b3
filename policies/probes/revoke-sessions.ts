import { arnMatches } from '../../lib/iam/patterns/glob';
import { futureActions } from '../core/future-actions';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';
import { callersAround, platformRoles } from '../core/role-samples';

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
    ...rolesAround(roles, place).flatMap((principal) => roleProbes(principal, roles)),
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
    ...futureActions().map((action) =>
      denied(`${person} calls ${action}`, { ...as(person, secondsAfter(end, -1)), action }),
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

/** Roles that distinguish the patterns of each time from wider and narrower ones. */
function rolesAround(roles: readonly Role[], place: ProbePlace): readonly string[] {
  const times = [...new Set(roles.map(({ issuedBefore }) => issuedBefore))];
  const patternsOf = (list: readonly Role[]): readonly string[] => list.map(({ role }) => role);
  const around = times.flatMap((time) =>
    callersAround(
      {
        patterns: patternsOf(roles.filter(({ issuedBefore }) => issuedBefore === time)),
        outside: patternsOf(roles.filter(({ issuedBefore }) => issuedBefore > time)),
      },
      place,
    ),
  );
  return [...new Set(around)];
}

function roleProbes(principal: string, roles: readonly Role[]): readonly Probe[] {
  const end = roles
    .filter(({ role }) => arnMatches(role, principal))
    .map(({ issuedBefore }) => issuedBefore)
    .sort()
    .at(-1);
  const issued = (at: string) => ({ 'aws:TokenIssueTime': at });
  const actions = end === undefined ? [] : futureActions();
  const denials = actions.map((action) =>
    denied(`an old session of ${principal} calls ${action}`, {
      principal,
      action,
      context: issued(secondsAfter(end ?? LONG_AGO, -1)),
    }),
  );
  const probes = CALLS.flatMap((call) => {
    if (end === undefined)
      return [
        possible(`an old session of ${principal} calls ${call.action}`, {
          ...call,
          principal,
          context: issued(LONG_AGO),
        }),
      ];
    const before = issued(secondsAfter(end, -1));
    const elsewhere = principal.replace('arn:aws:', 'arn:aws-us-gov:');
    return [
      denied(`a session of ${principal} from before calls ${call.action}`, { ...call, principal, context: before }),
      ...(roles.some(({ role, issuedBefore }) => issuedBefore === end && arnMatches(role, elsewhere))
        ? [denied(`a session of ${elsewhere} calls ${call.action}`, { ...call, principal: elsewhere, context: before })]
        : []),
      possible(`a session of ${principal} from then on calls ${call.action}`, {
        ...call,
        principal,
        context: issued(end),
      }),
    ];
  });
  return [...denials, ...probes];
}

function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString().replace('.000Z', 'Z');
}
