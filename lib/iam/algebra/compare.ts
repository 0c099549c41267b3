/**
 * The exact difference of two chains of policies. How it works, and what it claims: docs/decisions/0005.
 */
import { merge } from './box';
import type { Box } from './box';
import { certainPart, openReasons } from './certain';
import { chainOf } from './chain';
import type { Chain } from './chain';
import { comparisonOf, examine } from './examine';
import type { ChainComparison, ClassFinding, SharedOptions, WorldOptions } from './examine';
import { shapeOf } from './request-set';
import type { Change, RequestSet, RequestShape } from './request-set';
import { lost, notPermitted, sideOf } from './sides';
import type { Space } from './space';
import type { Statement } from '../statement';

export interface CompareOptions extends SharedOptions, WorldOptions {}

export function compare(before: Chain, after: Chain, options: CompareOptions = {}): ChainComparison {
  const chains: readonly [Chain, Chain] = [before, after];
  const examined = examine([{ chains, world: options }], options, ({ space, standings: [old, now], boxes }) => {
    const [left, right] = [sideOf(old, now, boxes), sideOf(now, old, boxes)];
    return [...changesOf('denied', space, lost(left, right)), ...changesOf('permitted', space, lost(right, left))];
  });
  return comparisonOf(examined);
}

/**
 * What a step on the way permits, though it is denied both before and after: a moment without a guardrail. The regions
 * are `permitted`.
 */
export function opened(step: Chain, before: Chain, after: Chain, options: CompareOptions = {}): ChainComparison {
  const chains: readonly [Chain, Chain, Chain] = [before, step, after];
  const examined = examine([{ chains, world: options }], options, ({ space, standings: [old, now, next], boxes }) => {
    const [left, right] = [sideOf(old, now, boxes), sideOf(now, old, boxes)];
    return changesOf('permitted', space, notPermitted(lost(right, left), sideOf(next, now, boxes)));
  });
  return comparisonOf(examined);
}

/** Whether two lists of statements, each by itself under `FullAWSAccess`, decide alike. */
export type Equivalence =
  | { readonly answer: 'yes' }
  | { readonly answer: 'no'; readonly difference: RequestSet }
  | { readonly answer: 'undecided'; readonly reasons: readonly string[] };

export function equivalent(a: readonly Statement[], b: readonly Statement[], options?: CompareOptions): Equivalence {
  return equivalentChains(chainOf(a), chainOf(b), options);
}

export function equivalentChains(a: Chain, b: Chain, options?: CompareOptions): Equivalence {
  const { denied, permitted, undecided } = compare(a, b, options);
  const [difference] = [...denied, ...permitted];
  if (difference !== undefined) return { answer: 'no', difference };
  if (undecided.length === 0) return { answer: 'yes' };
  return { answer: 'undecided', reasons: [...new Set(undecided.map(({ reason }) => reason))] };
}

function changesOf(change: Change, space: Space, boxes: readonly Box[]): readonly ClassFinding<RequestShape>[] {
  const certain = certainPart(space, boxes);
  const findings: ClassFinding<RequestShape>[] = [];
  for (const box of merge(certain)) {
    if (space.possibleParts(box).length === 0) continue;
    const unseen = { change, reason: 'no request was found that would show a difference' };
    findings.push(shapeOf(change, space, space.relaxed(box)) ?? unseen);
  }
  return [...findings, ...openReasons(space, boxes, certain).map((reason) => ({ change, reason }))];
}
