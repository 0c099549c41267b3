import type { LiveAccount } from '../../aws/read-organization';
import type { Account, Organization } from '../../model/organization';

/** Which account at AWS is the one of a file. */
export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly live: LiveAccount }
  | {
      readonly kind: 'conflict';
      readonly live: LiveAccount | null;
      readonly why: string;
      /** What a person does about it. */
      readonly fix: string;
    };

/**
 * By the number in the file or else by the e-mail address, of which AWS ignores the case and allows one account each. An
 * account that was closed gives way to one that is open.
 */
export function matchAccount(
  { key, accountId, email, state }: Account,
  live: readonly LiveAccount[],
  { managementAccount }: Organization,
): Match {
  const withAddress = live.filter((one) => one.email.toLowerCase() === email.toLowerCase());
  const byAddress = withAddress.find(({ state: stateAtAws }) => stateAtAws === 'ACTIVE') ?? withAddress[0];
  const file = `accounts/${key}.yaml`;
  if (byAddress?.id === managementAccount.accountId || accountId === managementAccount.accountId)
    return {
      kind: 'conflict',
      live: byAddress ?? null,
      why: `the management account, ${managementAccount.accountId}, has this address or this number`,
      fix: `correct \`email\` and \`id\` in ${file}: the management account is in no stack`,
    };
  if (accountId === null) return byAddress === undefined ? { kind: 'none' } : { kind: 'found', live: byAddress };
  const byNumber = live.find(({ id }) => id === accountId);
  if (byNumber !== undefined && (byAddress === undefined || byAddress === byNumber))
    return { kind: 'found', live: byNumber };
  if (byAddress !== undefined)
    return {
      kind: 'conflict',
      live: byAddress,
      why: `its file says ${accountId}, but the account with its address is ${byAddress.id}`,
      fix: `find out which of the two it is, and correct \`id\` or \`email\` in ${file}`,
    };
  // AWS removes a closed account from the organization after 90 days.
  if (state === 'closed') return { kind: 'none' };
  return {
    kind: 'conflict',
    live: null,
    why: `the organization has neither ${accountId}, the number in its file, nor an account with its address`,
    fix: `correct \`id\` in ${file}; if the account was closed, write \`state: closed\`; if it left the organization, invite it`,
  };
}
