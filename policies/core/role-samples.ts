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

/**
 * Principals similar to a role: with a longer name, with another word in the path, below another path, and a user instead
 * of a role.
 */
export function rolesNear(role: string): readonly string[] {
  const [head = '', ...path] = role.split('/');
  return [
    `${role}-next`,
    ...path.map((_, index) => [head, ...path.with(index, 'other')].join('/')),
    [head, 'other', ...path].join('/'),
    [head.replace(/:role$/, ':user'), ...path].join('/'),
  ];
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
