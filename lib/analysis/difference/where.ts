import { groupBy } from '../../model/group-by';
import type { GuardrailsTree } from '../evaluate/guardrails-tree';
import type { ComparedAccount } from './compared-accounts';

/** Where a change applies. */
export interface Where {
  /** The topmost targets in which it applies to every account, existing or future; else single accounts. */
  readonly targets: readonly string[];
  /** The existing accounts. */
  readonly accounts: readonly string[];
  /** It applies to the whole organization except these targets. Null if it does not apply to the root. */
  readonly exceptions: readonly string[] | null;
  /** Those of the targets in which it applies to future accounts, but not to all existing ones. */
  readonly futureOnly: readonly string[];
}

/** Describes sets of accounts by targets. All targets are in the order of the file. */
export function whereReader(
  { file: { targets }, find, units }: GuardrailsTree,
  all: readonly ComparedAccount[],
): (accounts: Iterable<ComparedAccount>) => Where {
  const compared = new Set(all.map(({ target }) => target));
  const children = groupBy(
    targets.flatMap(({ id }) => (compared.has(id) ? [id] : [])),
    (id) => find(id)?.parent,
  );
  const order = new Map(targets.map(({ id }, index) => [id, index]));
  const inOrder = (ids: readonly string[]): readonly string[] =>
    [...ids].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const root = units.find(({ kind }) => kind === 'root')?.id ?? '';
  return (some) => {
    const affected = new Map([...some].map((account) => [account.target, account]));
    const whole = new Map<string, boolean>();
    /** All accounts in the target are affected. */
    const isWhole = (id: string): boolean => {
      const known = whole.get(id) ?? (affected.has(id) && (children.get(id) ?? []).every(isWhole));
      whole.set(id, known);
      return known;
    };
    const isUnaffected = (id: string): boolean => !affected.has(id) && (children.get(id) ?? []).every(isUnaffected);
    /** The targets in an affected one that are not affected at all. Null if there are others that are affected in part. */
    const exceptionsIn = (id: string): readonly string[] | null => {
      const below = (children.get(id) ?? []).map((child) => {
        if (isWhole(child)) return [];
        if (isUnaffected(child)) return [child];
        return affected.has(child) ? exceptionsIn(child) : null;
      });
      return below.includes(null) ? null : below.flatMap((each) => each ?? []);
    };
    const isTop = (id: string): boolean => {
      const parent = find(id)?.parent;
      return parent === undefined || !isWhole(parent);
    };
    const accounts = [...affected.values()];
    const tops = [...affected.keys()].filter((id) => isWhole(id) && isTop(id));
    const futureOnly = accounts.flatMap(({ target, isReal }) => (isReal || isWhole(target) ? [] : [target]));
    return {
      exceptions: affected.has(root) ? exceptionsIn(root) : null,
      futureOnly,
      targets: inOrder([...new Set([...tops, ...futureOnly])]),
      accounts: inOrder(accounts.flatMap(({ target, isReal }) => (isReal ? [target] : []))),
    };
  };
}
