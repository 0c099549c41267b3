import { distinguish, type Distinction } from '../../lib/iam/patterns/distinguish';
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

/** The platform roles of the account. */
export function platformRoles({
  account,
  organization,
}: Pick<ProbePlace, 'account' | 'organization'>): readonly string[] {
  return Object.values(organization.platform.principals)
    .flat()
    .filter((pattern) => reachesAccount(account, pattern))
    .map((pattern) => roleIn(account, pattern));
}
