import type { Account, Organization } from '../../model/organization';

/** The account with a key or a number, which may be the management account. */
export function findAccount(
  given: string,
  { accounts, managementAccount }: Organization,
): Account | Organization['managementAccount'] | undefined {
  return [...accounts, managementAccount].find(({ key, accountId }) => key === given || accountId === given);
}
