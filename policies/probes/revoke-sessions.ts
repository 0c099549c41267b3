import { arnMatches } from '../../lib/iam/patterns/glob';
import type { Revocation } from '../../lib/model/organization';
import { futureActions } from '../core/future-actions';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbeContext, ProbePlace } from '../core/probe';
import { callersAround, platformRoles } from '../core/role-samples';

type Person = Extract<Revocation, { readonly kind: 'person' }>;

interface Role {
  /** For every partition. */
  readonly role: string;
  readonly issuedBefore: string;
  readonly until: string;
}

/** Calls that are all denied. */
const CALLS = [
  { action: 's3:GetObject', resource: 'arn:aws:s3:::orders/2026.csv' },
  { action: 'ec2:DescribeInstances' },
  { action: 'iam:CreateRole', resource: '*' },
];

const STRANGER = '906a1b2c3d-99999999-9999-9999-9999-999999999999';
const LONG_AGO = '2001-01-01T00:00:00Z';

export function revocationProbes(place: ProbePlace): readonly Probe[] {
  const { revocations } = place.organization;
  const persons = revocations.filter((one): one is Person => one.kind === 'person');
  const roles = revocations.flatMap((one) =>
    one.kind === 'role' ? [{ ...one, role: one.role.replace(/^arn:[^:]*/, 'arn:*') }] : [],
  );
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
  const as = (who: string, at: string, issued: ProbeContext = {}) => ({
    principal: adminOf(place),
    context: { 'identitystore:UserId': who, 'aws:CurrentTime': at, ...issued },
  });
  const callers = [adminOf(place), developer(place), ...platformRoles(place)];
  const last = secondsAfter(end, -1);
  return [
    ...CALLS.flatMap((call) =>
      callers.map((principal) =>
        denied(`${person} as ${principal} calls ${call.action}`, { ...as(person, last), ...call, principal }),
      ),
    ),
    ...CALLS.map((call) =>
      denied(`an old session of ${person} calls ${call.action}`, {
        ...as(person, last, { 'aws:TokenIssueTime': LONG_AGO }),
        ...call,
      }),
    ),
    ...futureActions().map((action) => denied(`${person} calls ${action}`, { ...as(person, last), action })),
    ...CALLS.map((call) => possible(`${person} calls ${call.action} after the end`, { ...as(person, end), ...call })),
    ...CALLS.map((call) =>
      possible(`a person with a similar id to ${person} calls ${call.action}`, { ...as(`${person}0`, last), ...call }),
    ),
    ...CALLS.map((call) =>
      possible(`a role calls ${call.action} while ${person} may not`, {
        ...call,
        principal: developer(place),
        context: { 'aws:CurrentTime': last },
      }),
    ),
  ];
}

/** Roles that distinguish the patterns of each revocation from wider and narrower ones. */
function rolesAround(roles: readonly Role[], place: ProbePlace): readonly string[] {
  const idOf = ({ issuedBefore, until }: Role): string => `${issuedBefore} ${until}`;
  const patternsOf = (list: readonly Role[]): readonly string[] => list.map(({ role }) => role);
  const around = [...new Set(roles.map(idOf))].flatMap((id) => {
    const patterns = patternsOf(roles.filter((one) => idOf(one) === id));
    const outside = patternsOf(roles.filter((one) => idOf(one) > id));
    return accountsAround(patterns, place).flatMap((account) => callersAround({ patterns, outside }, { account }));
  });
  return [...new Set(around)];
}

/** A pattern may name one account, in which the others match nobody. */
function accountsAround(patterns: readonly string[], { account }: ProbePlace): readonly string[] {
  const named = patterns.flatMap((pattern) => /^arn:[^:]*:iam::(\d{12}):/.exec(pattern)?.[1] ?? []);
  return [...new Set([account, ...named])];
}

/** Old and new sessions of a role: in the last second before each time, and from then on. */
function roleProbes(principal: string, roles: readonly Role[]): readonly Probe[] {
  const own = roles.filter(({ role }) => arnMatches(role, principal));
  const [first] = own;
  const session = (issued: string, now: string): ProbeContext => ({
    'aws:TokenIssueTime': issued,
    'aws:CurrentTime': now,
  });
  if (first === undefined)
    return CALLS.map((call) =>
      possible(`an old session of ${principal} calls ${call.action}`, {
        ...call,
        principal,
        context: { 'aws:TokenIssueTime': LONG_AGO },
      }),
    );
  const elsewhere = principal.replace('arn:aws:', 'arn:aws-us-gov:');
  const starts = own.map(({ issuedBefore }) => issuedBefore);
  const issues = [LONG_AGO, ...starts.flatMap((start) => [secondsAfter(start, -1), start])];
  const times = own.flatMap(({ until }) => [secondsAfter(until, -1), until]);
  const isDenied = (issued: string, now: string): boolean =>
    own.some(({ issuedBefore, until }) => issued < issuedBefore && now < until);
  const matrix = [...new Set(issues)].flatMap((issued) => [...new Set(times)].map((now) => [issued, now] as const));
  const old = session(secondsAfter(first.issuedBefore, -1), secondsAfter(first.until, -1));
  return [
    ...matrix.flatMap(([issued, now]) =>
      CALLS.map((call) => {
        const name = `a session of ${principal} from ${issued} calls ${call.action} at ${now}`;
        const request = { ...call, principal, context: session(issued, now) };
        return isDenied(issued, now) ? denied(name, request) : possible(name, request);
      }),
    ),
    ...matrix.flatMap(([issued, now]) =>
      isDenied(issued, now)
        ? futureActions().map((action) =>
            denied(`a session of ${principal} from ${issued} calls ${action} at ${now}`, {
              principal,
              action,
              context: session(issued, now),
            }),
          )
        : [],
    ),
    ...CALLS.map((call) =>
      denied(`an old session of ${elsewhere} calls ${call.action}`, { ...call, principal: elsewhere, context: old }),
    ),
  ];
}

function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString().replace('.000Z', 'Z');
}
