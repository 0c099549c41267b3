import type { ProbePlace } from './probe';

/** The role that a pattern of ARNs stands for in an account: each star as a word, so that its edges show. */
export function roleIn(account: string, pattern: string): string {
  const name = pattern.split(':').slice(5).join(':');
  return `arn:aws:iam::${account}:${name.replaceAll('*', 'sample').replaceAll('?', 'x')}`;
}

/** Whether a pattern of ARNs can match somebody of an account. */
export function reachesAccount(account: string, pattern: string): boolean {
  const owner = pattern.split(':')[4];
  return owner === '*' || owner === account;
}

/**
 * Principals just outside of a role's pattern, as far as its stars permit: with a longer name, with another word in the
 * place of one of the path, below another path, and a user in the place of a role.
 */
export function besideRole(role: string): readonly string[] {
  const [head = '', ...path] = role.split('/');
  return [
    `${role}-next`,
    ...path.map((_, index) => [head, ...path.with(index, 'other')].join('/')),
    [head, 'other', ...path].join('/'),
    [head.replace(/:role$/, ':user'), ...path].join('/'),
  ];
}

/** The roles of the account that deploy and rescue. */
export function platformRoles({
  account,
  organization,
}: Pick<ProbePlace, 'account' | 'organization'>): readonly string[] {
  return Object.values(organization.platform.principals)
    .flat()
    .filter((pattern) => reachesAccount(account, pattern))
    .map((pattern) => roleIn(account, pattern));
}
