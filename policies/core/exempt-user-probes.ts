import { platformPatterns } from '../../lib/model/platform';
import type { UserPath } from './exempt-users';
import { denied, possible } from './probe';
import type { Probe, ProbePlace, ProbeRequest, Variant } from './probe';

/** A call on a user, or by a user, given by ARN. */
type UserCall = (user: string) => ProbeRequest;

/**
 * Probes of one call for users inside and just outside of each exempt path: during the exemption, in its last second and
 * at its expiry.
 *
 * @param what the call as a sentence without its user, such as `an access key is made`
 */
export function probeUserPaths(
  what: string,
  call: UserCall,
  users: readonly UserPath[],
  { account, sibling, organization }: Pick<ProbePlace, 'account' | 'sibling' | 'organization'>,
): readonly Probe[] {
  // The end of a path may look like a platform role, which may be exempt.
  const names = ['robot', ...platformPatterns(organization.platform).map(nameOf)];
  const within = users.flatMap(({ path }) => names.map((name) => `${path}${name}`));
  const near = users.flatMap(({ path }) => [
    `${path}below/robot`,
    // A user, not a path: nothing is below it.
    path.slice(0, -1),
    // Paths that only contain the exempt one, some below another that is exempt for another time.
    `/other${path}robot`,
    ...users.map((outer) => `${outer.path}other${path}robot`),
  ]);
  return [
    ...[...new Set(['/alice', ...within, ...near])].flatMap((name) =>
      probesOf(`${what} for user${name}`, call(`arn:aws:iam::${account}:user${name}`), endOf(users, name)),
    ),
    ...within.flatMap((name) =>
      probesOf(`${what} for user${name} elsewhere`, call(`arn:aws-cn:iam::${sibling}:user${name}`), endOf(users, name)),
    ),
  ];
}

/** Users by path, with every kind of end: nested paths that end sooner, later and never. */
export const userPathVariants: readonly Variant[] = [
  variant('with users by path', [{ path: '/ses-smtp/' }]),
  variant('with users whose exemption ends', [{ path: '/ses-smtp/', expires: '2027-03-31T00:00:00Z' }]),
  variant('with nested paths and several ends', [
    { path: '/ses-smtp/', expires: '2027-03-31T00:00:00Z' },
    { path: '/ses-smtp/shop/', expires: '2027-06-30T00:00:00Z' },
    { path: '/legacy/', expires: '2027-06-30T00:00:00Z' },
    { path: '/legacy/backup/' },
  ]),
];

function variant(name: string, users: readonly Pick<UserPath, 'path' | 'expires'>[]): Variant {
  const owner = { owner: 'mail@example.com', reason: 'SES has no other way to send by SMTP' };
  return { name, parameters: { users: users.map((user) => ({ ...user, ...owner })) } };
}

/** `arn:*:iam::*:role/platform/deployment` → `platform/deployment`. */
function nameOf(role: string): string {
  return role.slice(role.indexOf('/') + 1).replaceAll('*', 'x');
}

/** When the exemption of a user expires; null: never; undefined: the user is not exempt. */
function endOf(users: readonly UserPath[], name: string): string | null | undefined {
  const ends = users.filter(({ path }) => name.startsWith(path)).map(({ expires }) => expires ?? null);
  return ends.includes(null) ? null : [...ends].sort().at(-1);
}

function probesOf(name: string, request: ProbeRequest, end: string | null | undefined): readonly Probe[] {
  const at = (instant: string): ProbeRequest => ({
    ...request,
    context: { ...request.context, 'aws:CurrentTime': instant },
  });
  if (end === undefined) return [denied(name, request)];
  if (end === null) return [possible(`${name}, without an end`, at('9999-12-31T23:59:59Z'))];
  const last = new Date(Date.parse(end) - 1000).toISOString().replace('.000Z', 'Z');
  return [possible(`${name}, at ${last}`, at(last)), denied(`${name}, at ${end}`, at(end))];
}
