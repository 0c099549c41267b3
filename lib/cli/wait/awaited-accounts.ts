import type { ListedAccount } from '../../aws/list-accounts';
import type { Account, Organization } from '../../model/organization';

/** The live accounts, by whether the baseline must reach them. */
export interface AwaitedAccounts {
  readonly awaited: readonly ListedAccount[];
  readonly notAwaited: readonly { readonly account: ListedAccount; readonly why: NotAwaited }[];
  /** Accounts that are configured with a baseline, but are not in the organization. */
  readonly missing: readonly Account[];
}

/** Why the baseline does not reach an account. */
export const NOT_AWAITED = ['management-account', 'baseline-skip', 'not-active'] as const;
export type NotAwaited = (typeof NOT_AWAITED)[number];

/**
 * Every active account of the organization but the management account, which StackSets do not reach, and the accounts
 * whose files say `baseline: skip`. An account without a file counts: a root-wide StackSet reaches it, too.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-associate-stackset-with-org.html
 */
export function findAwaitedAccounts(
  live: readonly ListedAccount[],
  { accounts, managementAccount }: Pick<Organization, 'accounts' | 'managementAccount'>,
): AwaitedAccounts {
  const whyNot = (account: ListedAccount): NotAwaited | null => {
    if (account.id === managementAccount.accountId) return 'management-account';
    if (accounts.some((one) => !one.hasBaseline && isSame(one, account))) return 'baseline-skip';
    return account.state === 'ACTIVE' ? null : 'not-active';
  };
  const judged = live.map((account) => ({ account, why: whyNot(account) }));
  return {
    awaited: judged.flatMap(({ account, why }) => (why === null ? [account] : [])),
    notAwaited: judged.flatMap(({ account, why }) => (why === null ? [] : [{ account, why }])),
    missing: accounts.filter(
      (one) => one.hasBaseline && one.state !== 'closed' && !live.some((account) => isSame(one, account)),
    ),
  };
}

/** By number or, until the file has it, by e-mail address, of which AWS allows one account each. */
function isSame({ accountId, email }: Account, account: ListedAccount): boolean {
  if (accountId !== null) return accountId === account.id;
  return email.toLowerCase() === account.email.toLowerCase();
}
