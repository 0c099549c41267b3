import { disjoint, intersectAll, merge, subtractAll, withoutCovered } from './box';
import type { Box } from './box';
import type { ChainStatements, StatementsByNumber } from './chain';

/** What one chain says of the actions of a class, in their space. */
export interface Side {
  /** What is allowed at every level. */
  readonly allowed: readonly Box[];
  readonly denied: readonly Box[];
  /** What only this side denies. */
  readonly alone: readonly Box[];
}

/** `others`: the chain that it is compared with. */
export function sideOf(
  mine: ChainStatements,
  other: ChainStatements,
  boxes: ReadonlyMap<number, readonly Box[]>,
): Side {
  const union = (numbers: Iterable<number>): readonly Box[] =>
    withoutCovered([...numbers].flatMap((number) => boxes.get(number) ?? []));
  const [first = [], ...levels] = mine.allows.map((level) => union(level.keys()));
  return {
    allowed: levels.reduce(intersectAll, first),
    denied: union(mine.denies.keys()),
    alone: union(denyingAlone(mine, other)),
  };
}

/** The statements that deny here and do not stand in the other chain. */
export function denyingAlone(mine: ChainStatements, other: ChainStatements): readonly number[] {
  return [...mine.denies.keys()].filter((number) => !other.denies.has(number));
}

/**
 * What the first side permits and the second does not: what only the second denies or no longer allows, as far as the
 * first allowed and did not deny it. What both deny is met only as something to subtract.
 */
export function lost(from: Side, to: Side): readonly Box[] {
  const noLongerAllowed = subtractAll(disjoint(from.allowed), to.allowed);
  const newlyDenied = intersectAll(from.allowed, to.alone);
  return merge(subtractAll(disjoint([...noLongerAllowed, ...newlyDenied]), from.denied));
}

/** What a side does not permit of some boxes. */
export function notPermitted(boxes: readonly Box[], { allowed, denied }: Side): readonly Box[] {
  return merge(disjoint([...subtractAll(boxes, allowed), ...intersectAll(boxes, denied)]));
}

/** Some of the statements, where they stand. */
export function restricted({ denies, allows }: ChainStatements, statements: readonly number[]): ChainStatements {
  const matching = (all: StatementsByNumber): StatementsByNumber =>
    new Map(
      statements.flatMap((number) => {
        const sources = all.get(number);
        return sources === undefined ? [] : [[number, sources] as const];
      }),
    );
  return { denies: matching(denies), allows: allows.map(matching) };
}

/** Whether two chains say the same in the same words. */
export function sayTheSame(a: ChainStatements, b: ChainStatements): boolean {
  return sameSets([a.denies], [b.denies]) && sameSets(a.allows, b.allows);
}

/** The statements that do not stand in both chains alike. Actions that none of them matches are treated as before. */
export function changedStatements(old: ChainStatements, now: ChainStatements): ReadonlySet<number> {
  const denies = [...denyingAlone(old, now), ...denyingAlone(now, old)];
  if (sameSets(old.allows, now.allows)) return new Set(denies);
  return new Set([...denies, ...[...old.allows, ...now.allows].flatMap((all) => [...all.keys()])]);
}

/** Whether two lists hold the same sets, in any order and number. */
function sameSets(a: readonly StatementsByNumber[], b: readonly StatementsByNumber[]): boolean {
  const [left, right] = [a, b].map((sets) => new Set(sets.map((set) => [...set.keys()].sort((x, y) => x - y).join())));
  return (
    left !== undefined && right !== undefined && left.size === right.size && [...left].every((each) => right.has(each))
  );
}
