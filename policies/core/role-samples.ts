import { distinguish, type Distinction } from '../../lib/iam/patterns/distinguish';
import { platformExemptFrom, platformPatterns, type Exempting } from '../../lib/model/platform';
import type { ProbePlace } from './probe';

/** A role in an account that a pattern of ARNs matches, with a word for each star. */
export function roleIn(account: string, pattern: string): string {
  const name = pattern.split(':').slice(5).join(':');
  return `arn:aws:iam::${account}:${name.replaceAll('*', 'sample').replaceAll('?', 'x')}`;
}

/** Whether a pattern of ARNs can match principals of an account. */
export function reachesAccount(account: string, pattern: string): boolean {
  const owner = pattern.split(':')[4];
  return owner === '*' || owner === account;
}

/** Roles, and users, of the account that distinguish patterns from wider and narrower ones. */
export function callersAround(
  distinction: Distinction,
  { account }: Pick<ProbePlace, 'account'>,
  kinds: readonly string[] = ['role', 'user'],
): readonly string[] {
  return distinguish([distinction], { accounts: [account], kinds });
}

/** The platform roles of the account, whatever they are exempt from. */
export function platformRoles(place: Pick<ProbePlace, 'account' | 'organization'>): readonly string[] {
  return rolesOf(platformPatterns(place.organization.platform), place);
}

/** The platform roles of the account that a guardrail does not bind. */
export function exemptRoles(
  guardrail: Exempting,
  place: Pick<ProbePlace, 'account' | 'organization'>,
): readonly string[] {
  return rolesOf(platformExemptFrom(place.organization.platform, guardrail), place);
}

function rolesOf(patterns: readonly string[], { account }: Pick<ProbePlace, 'account'>): readonly string[] {
  return patterns.filter((pattern) => reachesAccount(account, pattern)).map((pattern) => roleIn(account, pattern));
}
