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
  const targets = new Map(file.targets.map((one) => [one.id, one]));
  const above = (id: string | undefined): readonly string[] => {
    const one = id === undefined ? undefined : targets.get(id);
    return one === undefined ? [] : [one.id, ...above(one.parent)];
  };
  const countPolicies = ({ id }: GuardrailsTarget): number => {
    const chain = above(id);
    return file.documents.filter(({ targets: attached }) => attached.some((place) => chain.includes(place))).length;
  };
  const [account] = file.targets
    .filter(({ id, kind, state }) => kind === 'account' && state !== 'closed' && above(id).includes(target))
    .flatMap((one) =>
      one.accountId == null ? [] : [{ name: one.id, number: one.accountId, policies: countPolicies(one) }],
    )
    .sort((one, other) => one.policies - other.policies);
  return account === undefined ? undefined : { name: account.name, number: account.number };
}
