import { guardrailsTree } from '../../lib/analysis/evaluate/guardrails-tree';
import type { GuardrailsFile, GuardrailsTarget } from '../../lib/model/guardrails-file';

/** An account in which calls are made. */
export interface CallingAccount {
  readonly name: string;
  readonly number: string;
}

/**
 * The account at or below a target to which the fewest policies apply, so that as few calls as possible are denied by
 * guardrails other than the rehearsed one. Undefined if there is no account.
 */
export function chooseAccount(file: GuardrailsFile, target: string): CallingAccount | undefined {
  const { accountsIn, documentsAt, downTo } = guardrailsTree(file);
  const countPolicies = ({ id }: GuardrailsTarget): number =>
    new Set(downTo(id).flatMap((above) => documentsAt(above.id))).size;
  const [account] = accountsIn(target)
    .filter(({ kind, state }) => kind === 'account' && state !== 'closed')
    .flatMap((one) =>
      one.accountId == null ? [] : [{ name: one.id, number: one.accountId, policies: countPolicies(one) }],
    )
    .sort((one, other) => one.policies - other.policies);
  return account === undefined ? undefined : { name: account.name, number: account.number };
}
