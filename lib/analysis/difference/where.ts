import { groupBy } from '../../model/group-by';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { ComparedAccount } from './places';

/** Where something holds, as the format tells it. */
export interface Where {
  readonly targets: readonly string[];
  readonly accounts: readonly string[];
}

export interface WholeWhere extends Where {
  /** Of the whole organization, where it holds for all but these; else null. */
  readonly allBut: readonly string[] | null;
  /** Units of which it holds for accounts to come, but not for all that are there. */
  readonly comingOnly: readonly string[];
}

/** Sums places up: the topmost targets all of whose accounts are among them, real or to come; the rest by account. */
export function whereReader(
  { targets }: GuardrailsFile,
  all: readonly ComparedAccount[],
): (places: Iterable<ComparedAccount>) => WholeWhere {
  const parents = new Map(targets.map(({ id, parent }) => [id, parent]));
  const compared = new Set(all.map(({ target }) => target));
  const children = groupBy(
    targets.flatMap(({ id }) => (compared.has(id) ? [id] : [])),
    (id) => parents.get(id),
  );
  const order = new Map(targets.map(({ id }, index) => [id, index]));
  const inOrder = (ids: readonly string[]): readonly string[] =>
    [...ids].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return (places) => {
    const held = new Map([...places].map((place) => [place.target, place]));
    const whole = new Map<string, boolean>();
    const isWhole = (id: string): boolean => {
      const known = whole.get(id) ?? (held.has(id) && (children.get(id) ?? []).every(isWhole));
      whole.set(id, known);
      return known;
    };
    const isNowhere = (id: string): boolean => !held.has(id) && (children.get(id) ?? []).every(isNowhere);
    /** What is missing below a target that is held, as far as it is missing as a whole. */
    const exceptions = (id: string): readonly string[] | null => {
      const below = (children.get(id) ?? []).map((child) => {
        if (isWhole(child)) return [];
        if (isNowhere(child)) return [child];
        return held.has(child) ? exceptions(child) : null;
      });
      return below.includes(null) ? null : below.flatMap((each) => each ?? []);
    };
    const isTop = (id: string): boolean => {
      const parent = parents.get(id);
      return parent === undefined || !isWhole(parent);
    };
    const [units, accounts] = [
      [...held.values()].filter(({ isReal }) => !isReal),
      [...held.values()].filter(({ isReal }) => isReal),
    ];
    // A unit below which only some accounts are meant is named by its account to come, as that is all that is meant.
    const tops = [...held.keys()].filter((id) => isWhole(id) && isTop(id));
    const partly = units.map(({ target }) => target).filter((id) => !isWhole(id));
    const root = targets.find(({ kind }) => kind === 'root')?.id ?? '';
    return {
      allBut: held.has(root) ? exceptions(root) : null,
      comingOnly: partly,
      targets: inOrder([...new Set([...tops, ...partly])]),
      accounts: inOrder(accounts.map(({ target }) => target)),
    };
  };
}
