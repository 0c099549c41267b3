/** What a chain of policies allows and denies, and what one chain permits and another does not. */
import { disjoint, intersectAll, merge, subtractAll, withoutCovered } from './box';
import type { Box } from './box';
import { deniesMissingIn } from './chain';
import type { ChainStatements } from './chain';

/** The effect of one chain on a class of actions, as boxes in the space of its requests. */
export interface ChainEffect {
  /** Allowed at every level. */
  readonly allowed: readonly Box[];
  readonly denied: readonly Box[];
  /** Denied by statements that the other chain does not have. */
  readonly deniedHereOnly: readonly Box[];
}

/** `other`: the chain with which it is compared. */
export function effectOf(
  chain: ChainStatements,
  other: ChainStatements,
  boxes: ReadonlyMap<number, readonly Box[]>,
): ChainEffect {
  const union = (numbers: Iterable<number>): readonly Box[] =>
    withoutCovered([...numbers].flatMap((number) => boxes.get(number) ?? []));
  const [first = [], ...levels] = chain.allows.map((level) => union(level.keys()));
  return {
    allowed: levels.reduce(intersectAll, first),
    denied: union(chain.denies.keys()),
    deniedHereOnly: union(deniesMissingIn(other, chain)),
  };
}

/**
 * The requests that the first chain permits and the second does not: those that only the second denies or does not allow,
 * if the first allows and does not deny them. Requests that both deny are only subtracted.
 */
export function lostPermissions(from: ChainEffect, to: ChainEffect): readonly Box[] {
  const noLongerAllowed = subtractAll(disjoint(from.allowed), to.allowed);
  const newlyDenied = intersectAll(from.allowed, to.deniedHereOnly);
  return merge(subtractAll(disjoint([...noLongerAllowed, ...newlyDenied]), from.denied));
}

/** The part of some boxes that a chain does not permit. */
export function notPermitted(boxes: readonly Box[], { allowed, denied }: ChainEffect): readonly Box[] {
  return merge(disjoint([...subtractAll(boxes, allowed), ...intersectAll(boxes, denied)]));
}
