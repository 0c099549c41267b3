import type { ExemptPrincipal } from '../../../policies/core/exemptions';
import type { Probe, ProbePlace } from '../../../policies/core/probe';
import { denied, possible } from '../../../policies/core/probe';
import { arnMatches } from '../../iam/patterns/glob';

/**
 * Probes that only exempt principals may do what a guardrail denies, and only until their exemption expires.
 *
 * They are made from the guardrail's probes that deny something to a role or a user: each is tried as every exempt
 * principal, just before, at and after its expiry, and as principals with similar names.
 */
export function exemptionProbes(
  probes: readonly Probe[],
  exemptions: readonly ExemptPrincipal[],
  place: ProbePlace,
): readonly Probe[] {
  const platform = Object.values(place.organization.platform.principals).flat();
  const exempt = [...platform.map((principal) => ({ principal, expires: null })), ...exemptions];
  const attempts = exempt.flatMap((one) => attemptsOf(one, exempt, place));
  return probes.flatMap((probe) => attempts.map((attempt) => attempt(probe)));
}

type Attempt = (probe: Probe) => Probe;

/** Empty for a pattern that matches no principal in the accounts of the organization. */
function attemptsOf(one: ExemptPrincipal, exempt: readonly ExemptPrincipal[], place: ProbePlace): readonly Attempt[] {
  const sample = sampleOf(one.principal, place);
  if (sample === undefined) return [];
  const isExempt = (principal: string): boolean => exempt.some((other) => arnMatches(other.principal, principal));
  return [
    ...[sample, ...endingLikeOthers(one, exempt, place)].flatMap((principal) => momentsOf(principal, exempt)),
    ...nearMisses(sample)
      .filter((principal) => !isExempt(principal))
      .map((principal) => attempt(principal, denied)),
  ];
}

/** A star also matches slashes, so its principals may end like another one that is exempt for longer. */
function endingLikeOthers(
  { principal: pattern, expires }: ExemptPrincipal,
  exempt: readonly ExemptPrincipal[],
  place: ProbePlace,
): readonly string[] {
  if (expires === null || !pattern.endsWith('*')) return [];
  return exempt
    .filter((other) => other.principal !== pattern)
    .flatMap((other) => {
      const ending = sampleOf(other.principal, place)?.replace(/^[^/]*/, '') ?? '';
      return sampleOf(pattern.replace(/\*$/, ending), place) ?? [];
    });
}

/** A principal is exempt until the last expiry of all patterns that match it. */
function momentsOf(principal: string, exempt: readonly ExemptPrincipal[]): readonly Attempt[] {
  const ends = exempt.filter((other) => arnMatches(other.principal, principal)).map(({ expires }) => expires);
  if (ends.includes(null)) return [attempt(principal, possible), attempt(principal, possible, '9999-12-31T23:59:59Z')];
  const end = ends
    .flatMap((expires) => expires ?? [])
    .sort()
    .at(-1);
  if (end === undefined) return [];
  return [
    attempt(principal, possible, secondsAfter(end, -1)),
    attempt(principal, denied, end),
    attempt(principal, denied, secondsAfter(end, 1)),
  ];
}

function attempt(principal: string, effect: typeof denied, instant?: string): Attempt {
  return ({ name, request: { context, ...request } }) =>
    instant === undefined
      ? effect(`${name}, as ${principal}`, { ...request, principal, ...(context && { context }) })
      : effect(`${name}, as ${principal} at ${instant}`, {
          ...request,
          principal,
          context: { ...context, 'aws:CurrentTime': instant },
        });
}

/** A principal of the probed account that a pattern of `aws:PrincipalArn` matches; undefined: of no account here. */
function sampleOf(pattern: string, { account, organization }: ProbePlace): string | undefined {
  const [arn, partition = '*', service, region, owner = '*', ...name] = pattern.split(':');
  if (owner !== '*' && !organization.accounts.some(({ accountId }) => accountId === owner)) return undefined;
  const path = name.join(':').replaceAll('*', 'sample').replaceAll('?', 'x');
  const number = owner === '*' ? account : owner;
  return [arn, partition === '*' ? 'aws' : partition, service, region, number, path].join(':');
}

/**
 * Principals that a pattern of `aws:PrincipalArn` just misses and a wider pattern would match: with a longer name, with
 * another word in the path, and a user instead of a role.
 *
 * @param sample a role that the pattern matches
 */
function nearMisses(sample: string): readonly string[] {
  const [head = '', ...path] = sample.split('/');
  return [
    `${sample}x`,
    ...path.map((_, index) => [head, ...path.with(index, 'other')].join('/')),
    [head.replace(/:role$/, ':user'), ...path].join('/'),
  ].filter((principal) => principal !== sample);
}

function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString().replace('.000Z', 'Z');
}
