import { accountsStack } from '../../model/names';
import type { Organization } from '../../model/organization';

/** The stack of a new account. */
export interface ChosenStack {
  /** As the account's file has it; null: it names none, and the account is in the first one. */
  readonly suffix: string | null;
  readonly name: string;
  /** Whether no account is in it yet. */
  readonly isNew: boolean;
}

/**
 * The first stack of accounts with room for one more, by name; if all are full, the next one: `Accounts-2`, `Accounts-3`.
 *
 * An account stays in its stack for ever, so that its place is chosen once.
 */
export function chooseStack({ accounts, quotas }: Pick<Organization, 'accounts' | 'quotas'>): ChosenStack {
  const first = accountsStack();
  const used = new Set(accounts.map(({ stack }) => stack));
  const hasRoom = (name: string): boolean =>
    accounts.filter(({ stack, state }) => stack === name && state !== 'closed').length < quotas.accountsPerStack.value;
  const known = [...used].filter((name) => name !== first).sort(byName);
  const name = [first, ...known].find(hasRoom) ?? nextStack(used);
  return { name, suffix: name === first ? null : name.slice(accountsStack('').length), isNew: !used.has(name) };
}

function nextStack(used: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) {
    const name = accountsStack(String(number));
    if (!used.has(name)) return name;
  }
}

/** `Accounts-9` before `Accounts-10`. */
function byName(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}
