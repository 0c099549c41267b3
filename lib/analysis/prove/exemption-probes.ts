import type { ExemptPrincipal } from '../../../policies/core/exemptions';
import type { Probe, ProbePlace } from '../../../policies/core/probe';
import { denied, developer, possible } from '../../../policies/core/probe';
import { reachesAccount, roleIn } from '../../../policies/core/role-samples';
import { distinguish, type ArnFrame } from '../../iam/patterns/distinguish';
import { arnMatches } from '../../iam/patterns/glob';
import { platformBoundBy, platformExemptFrom, type Exempting } from '../../model/platform';

/**
 * Probes that only exempt principals may do what a guardrail denies, and only until their exemption expires.
 *
 * They are made from the guardrail's probes that deny something to a role or a user: each is tried as principals that
 * distinguish the exempt patterns from wider and narrower ones, just before, at and after the expiry of each, and as the
 * platform principals that the guardrail binds.
 *
 * @param leaving what the guardrail's statements leave out themselves
 */
export function exemptionProbes(
  guardrail: Exempting,
  probes: readonly Probe[],
  exemptions: readonly ExemptPrincipal[],
  place: ProbePlace,
  leaving: LeftOut = { byDenying: [], byOthers: [] },
): readonly Probe[] {
  const exempt = everyoneExempt(guardrail, exemptions, place);
  const patterns = [...new Set(exempt.map(({ principal }) => principal))];
  const ends = [...new Set(exempt.flatMap(({ expires }) => expires ?? []))].sort();
  const principals = distinguish(
    [
      { patterns, outside: leaving.byDenying },
      { patterns, within: leaving.byOthers, outside: leaving.byDenying },
      ...ends.flatMap((end) => whoIsStillExempt(end, exempt, leaving.byDenying)),
    ],
    frameOf(patterns, place),
  );
  // A team may exempt the role of most probes.
  const typical = patterns.some((pattern) => arnMatches(pattern, developer(place))) ? [developer(place)] : [];
  const bound = platformBoundBy(place.organization.platform, guardrail)
    .filter((pattern) => reachesAccount(place.account, pattern))
    .map((pattern) => roleIn(place.account, pattern));
  const attempts = [...new Set([...typical, ...principals, ...bound])]
    .filter((principal) => !leaving.byDenying.some((pattern) => arnMatches(pattern, principal)))
    .flatMap((principal) => attemptsAs(principal, exempt));
  return probes.flatMap((probe) => attempts.map((attempt) => attempt(probe)));
}

/** Patterns of principals that statements leave out themselves, in addition to the exemptions. */
export interface LeftOut {
  /** By the statements that deny the probe: these principals are not tried. */
  readonly byDenying: readonly string[];
  /** By other statements of the guardrail. */
  readonly byOthers: readonly string[];
}

/** Whom a guardrail does not bind: platform principals, and those of the exemptions. */
export function everyoneExempt(
  guardrail: Exempting,
  exemptions: readonly ExemptPrincipal[],
  { organization }: Pick<ProbePlace, 'organization'>,
): readonly ExemptPrincipal[] {
  const platform = platformExemptFrom(organization.platform, guardrail);
  return [...platform.map((principal) => ({ principal, expires: null })), ...exemptions];
}

/** At an expiry: who is exempt no longer, and which of them still are, because another pattern exempts them for longer. */
function whoIsStillExempt(
  end: string,
  exempt: readonly ExemptPrincipal[],
  leftOut: readonly string[],
): Parameters<typeof distinguish>[0] {
  const patternsOf = (list: readonly ExemptPrincipal[]): readonly string[] => [
    ...new Set(list.map(({ principal }) => principal)),
  ];
  const ended = patternsOf(exempt.filter(({ expires }) => expires === end));
  const longer = patternsOf(exempt.filter(({ expires }) => expires === null || expires > end));
  return [
    { patterns: ended, outside: [...longer, ...leftOut] },
    { patterns: longer, within: ended, outside: leftOut },
    { patterns: leftOut, within: ended, outside: longer },
  ];
}

/** Principals of the probed account, and of accounts that the patterns name. Nothing binds the management account. */
function frameOf(patterns: readonly string[], { account, organization }: ProbePlace): ArnFrame {
  const named = patterns.flatMap((pattern) => /^\d{12}$/.exec(pattern.split(':')[4] ?? '') ?? []);
  const members = named.filter((number) => number !== organization.managementAccount.accountId);
  return { accounts: [...new Set([account, ...members])], kinds: ['role', 'user'] };
}

type Attempt = (probe: Probe) => Probe;

/** A principal is exempt until the last expiry of all patterns that match it. */
function attemptsAs(principal: string, exempt: readonly ExemptPrincipal[]): readonly Attempt[] {
  const ends = exempt.filter((other) => arnMatches(other.principal, principal)).map(({ expires }) => expires);
  if (ends.includes(null)) return [attempt(principal, possible), attempt(principal, possible, '9999-12-31T23:59:59Z')];
  const end = ends
    .flatMap((expires) => expires ?? [])
    .sort()
    .at(-1);
  if (end === undefined) return [attempt(principal, denied)];
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

function secondsAfter(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString().replace('.000Z', 'Z');
}
