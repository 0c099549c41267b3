import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';

/** An account in which calls are made. */
export interface CallingAccount {
  readonly name: string;
  readonly number: string;
}

/**
 * The account at or below a target that the fewest documents bind, so that the least is denied by others than the one
 * that is rehearsed. Undefined: there is none.
 */
export function chooseAccount(file: GuardrailsFile, target: string): CallingAccount | undefined {
  const targets = new Map(file.targets.map((one) => [one.id, one]));
  const above = (id: string | undefined): readonly string[] => {
    const one = id === undefined ? undefined : targets.get(id);
    return one === undefined ? [] : [one.id, ...above(one.parent)];
  };
  const bound = ({ id }: GuardrailsTarget): number => {
    const chain = above(id);
    return file.documents.filter(({ targets: attached }) => attached.some((place) => chain.includes(place))).length;
  };
  const [account] = file.targets
    .filter(({ id, kind, state }) => kind === 'account' && state !== 'closed' && above(id).includes(target))
    .flatMap((one) => (one.accountId == null ? [] : [{ name: one.id, number: one.accountId, bound: bound(one) }]))
    .sort((one, other) => one.bound - other.bound);
  return account === undefined ? undefined : { name: account.name, number: account.number };
}
