/** The exact difference of two chains of policies. docs/decisions/0005 describes how it works and what it guarantees. */
import { merge } from './box';
import type { Box } from './box';
import { certainPart, openReasons } from './certainty';
import { chainOf } from './chain';
import type { Chain } from './chain';
import { compareByClass, comparisonOf } from './compare-by-class';
import type { ChainComparison, ClassFinding, SharedOptions, WorldOptions } from './compare-by-class';
import { describeBox } from './request-set';
import type { Change, RequestSet, DescribedBox } from './request-set';
import { effectOf, lostPermissions, notPermitted } from './chain-effect';
import type { Space } from './space';
import type { Statement } from '../statement';

export interface CompareOptions extends SharedOptions, WorldOptions {}

export function compare(before: Chain, after: Chain, options: CompareOptions = {}): ChainComparison {
  const chains: readonly [Chain, Chain] = [before, after];
  const compared = compareByClass([{ chains, world: options }], options, ({ space, chains: [old, now], boxes }) => {
    const [oldEffect, newEffect] = [effectOf(old, now, boxes), effectOf(now, old, boxes)];
    return [
      ...changesOf('denied', space, lostPermissions(oldEffect, newEffect)),
      ...changesOf('permitted', space, lostPermissions(newEffect, oldEffect)),
    ];
  });
  return comparisonOf(compared);
}

/**
 * The requests that an intermediate step permits, although they are denied both before and after: a moment without a
 * guardrail. They are in `permitted`.
 */
export function opened(step: Chain, before: Chain, after: Chain, options: CompareOptions = {}): ChainComparison {
  const chains: readonly [Chain, Chain, Chain] = [before, step, after];
  const compared = compareByClass(
    [{ chains, world: options }],
    options,
    ({ space, chains: [old, now, next], boxes }) => {
      const newlyPermitted = lostPermissions(effectOf(now, old, boxes), effectOf(old, now, boxes));
      return changesOf('permitted', space, notPermitted(newlyPermitted, effectOf(next, now, boxes)));
    },
  );
  return comparisonOf(compared);
}

/** Whether two lists of statements, each with `FullAWSAccess`, decide all requests in the same way. */
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

function changesOf(change: Change, space: Space, boxes: readonly Box[]): readonly ClassFinding<DescribedBox>[] {
  const certain = certainPart(space, boxes);
  const findings: ClassFinding<DescribedBox>[] = [];
  for (const box of merge(certain)) {
    if (!space.isPossible(box)) continue;
    const unseen = { change, reason: 'no request was found that shows the difference' };
    findings.push(describeBox(change, space, space.relaxed(box)) ?? unseen);
  }
  return [...findings, ...openReasons(space, boxes, certain).map((reason) => ({ change, reason }))];
}
