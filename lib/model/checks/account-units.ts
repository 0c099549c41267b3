import type { Configuration } from '../configuration';
import type { Problem } from '../problem';
import { didYouMean, listValues } from '../suggest';
import { answerOnce } from './answer-once';
import type { UnitTree } from './unit-tree';

/** An account sits in a unit that exists. A closed account sits nowhere any more. */
export function findUnknownUnits({ accounts }: Configuration, tree: UnitTree): readonly Problem[] {
  const explain = answerOnce((unit: string) => ({
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

/** Whether a path leads to a unit; yes also where that cannot be told, because of a mistake that has been reported. */
export function isUnit(path: string, { byId, lost, isKnown }: UnitTree): boolean {
  return !isKnown || byId.has(path) || lost.has(lastKey(path));
}

/** What was probably meant by a path that leads to no unit. */
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
