import type { Configuration } from '../configuration';
import type { Problem } from '../problem';
import { didYouMean, listValues } from '../suggest';
import { memoize } from './memoize';
import type { UnitTree } from './unit-tree';

/** An account's unit must exist, unless the account is closed. */
export function findUnknownUnits({ accounts }: Configuration, tree: UnitTree): readonly Problem[] {
  const explain = memoize((unit: string) => ({
    code: 'unknown-unit',
    message: `unknown unit \`${unit}\``,
    allowed: listValues(tree.byId.keys()),
    ...suggestUnit(unit, tree),
  }));
  return accounts.flatMap(({ yaml, draft: { unit, state } }) => {
    if (typeof unit !== 'string' || state === 'closed' || isUnit(unit, tree)) return [];
    return [{ at: yaml.locate(['unit']), ...explain(unit) }];
  });
}

/** Whether there is a unit at a path; also true if that is unknown because of a mistake that has been reported. */
export function isUnit(path: string, { byId, lost, isKnown }: UnitTree): boolean {
  return !isKnown || byId.has(path) || lost.has(lastKey(path));
}

/** The likely fix of a path without a unit. */
export function suggestUnit(
  given: string,
  { byId, byKey }: UnitTree,
  candidates: Iterable<string> = byId.keys(),
): { readonly fix?: string } {
  const unit = byKey.get(lastKey(given));
  return unit === undefined ? didYouMean(given, candidates) : { fix: `write its path: \`${unit.id}\`` };
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
