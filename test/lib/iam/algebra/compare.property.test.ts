import { callersOf } from '../../../../lib/iam/algebra/callers';
import { compare, equivalentChains } from '../../../../lib/iam/algebra/compare';
import type { ChainComparison } from '../../../../lib/iam/algebra/compare-by-class';
import { chainOf } from '../../../../lib/iam/algebra/chain';
import type { Chain } from '../../../../lib/iam/algebra/chain';
import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import type { Statement } from '../../../../lib/iam/statement';
import { chain, denies, request, rewriting, unclear } from './arbitraries';
import { isPermitted } from './brute-force';
import { evaluator } from './evaluate';
import { fc } from '../../../seeded-fast-check';

const change = (before: Chain, after: Chain, each: AlgebraRequest): string => {
  const [old, now] = [isPermitted(before, each), isPermitted(after, each)];
  return old === now ? 'same' : now ? 'permitted' : 'denied';
};

const changedSets = ({ denied, permitted }: ChainComparison): ChainComparison['denied'] => [...denied, ...permitted];

const claimed = (comparison: ChainComparison, each: AlgebraRequest): string => {
  const found = changedSets(comparison).filter((set) => set.contains(each));
  return found.length === 0 ? 'same' : [...new Set(found.map((set) => set.change))].join(' and ');
};

const requests = fc.array(request, { minLength: 40, maxLength: 40 });

/** The requests for which two answers differ. One `expect` for all requests takes much less time than one for each. */
function mismatches(
  samples: readonly AlgebraRequest[],
  actual: (each: AlgebraRequest) => unknown,
  expected: (each: AlgebraRequest) => unknown,
): readonly unknown[] {
  return samples
    .map((each) => ({ request: each, actual: actual(each), expected: expected(each) }))
    .filter((each) => each.actual !== each.expected);
}

function check(before: Chain, after: Chain, samples: readonly AlgebraRequest[]): void {
  const comparison = compare(before, after);
  expect(comparison.undecided.map(({ reason }) => reason)).toEqual([]);
  expect(wrongWitnesses(comparison, before, after)).toEqual([]);
  expect(
    mismatches(
      samples,
      (each) => claimed(comparison, each),
      (each) => change(before, after, each),
    ),
  ).toEqual([]);
}

/** Witnesses that are not in their set, or whose decision did not change as the set says. */
function wrongWitnesses(comparison: ChainComparison, before: Chain, after: Chain): readonly unknown[] {
  return changedSets(comparison)
    .filter((set) => change(before, after, set.witness) !== set.change || !set.contains(set.witness))
    .map((set) => ({ change: set.change, witness: set.witness }));
}

describe('the difference of two random chains', () => {
  test('contains a request exactly when its decision differs', () => {
    fc.assert(
      fc.property(chain, chain, requests, (before, after, samples) => {
        check(before, after, samples);
      }),
      { numRuns: 75 },
    );
  });

  test('is exact after a small edit', () => {
    fc.assert(
      fc.property(denies, denies, requests, (common, added, samples) => {
        check(chainOf([...common, ...added.slice(0, 1)]), chainOf([...common, ...added.slice(1, 2)]), samples);
      }),
      { numRuns: 250 },
    );
  });

  test('is empty after a change that keeps the meaning', () => {
    fc.assert(
      fc.property(
        denies.chain((statements) => fc.tuple(fc.constant(statements), rewriting(statements))),
        ([statements, rewritten]) => {
          expect(equivalentChains(chainOf(statements), chainOf(rewritten))).toEqual({ answer: 'yes' });
        },
      ),
      { numRuns: 200 },
    );
  });

  test('has witnesses that the evaluator decides as claimed', () => {
    let confirmed = 0;
    fc.assert(
      fc.property(chain, chain, (before, after) => {
        const [decideBefore, decideAfter] = [evaluator(before), evaluator(after)];
        const contradictions = changedSets(compare(before, after)).flatMap(({ witness, change: claim }) => {
          const [old, now] = claim === 'denied' ? ['permitted', 'denied'] : ['denied', 'permitted'];
          const [oldDecision, newDecision] = [decideBefore(witness), decideAfter(witness)];
          if (oldDecision === old && newDecision === now) confirmed += 1;
          // Only the evaluator leaves open whether a `*` matches colons.
          const agrees = [old, 'undecided'].includes(oldDecision) && [now, 'undecided'].includes(newDecision);
          return agrees ? [] : [{ witness, claim, oldDecision, newDecision }];
        });
        expect(contradictions).toEqual([]);
      }),
      { numRuns: 125 },
    );
    expect(confirmed).toBeGreaterThan(500);
  });

  test('excludes only requests that no caller sends', () => {
    const callers = callersOf(['role'], '111111111111');
    fc.assert(
      fc.property(denies, denies, requests, (before, after, samples) => {
        const [old, now] = [chainOf(before), chainOf(after)];
        const comparison = compare(old, now, { callers });
        expect(wrongWitnesses(comparison, old, now)).toEqual([]);
        const arns = changedSets(comparison).flatMap(({ witness }) => witness.context['aws:PrincipalArn'] ?? []);
        expect(arns.filter((arn) => !/^arn:[^:]+:iam::111111111111:role\//.test(arn))).toEqual([]);
        const sent = samples.filter(({ context }) =>
          /^arn:aws:iam::111111111111:role/.test(String(context['aws:PrincipalArn'])),
        );
        expect(
          mismatches(
            sent,
            (each) => claimed(comparison, each),
            (each) => change(old, now, each),
          ),
        ).toEqual([]);
      }),
      { numRuns: 125 },
    );
  });

  test('is found or undecided for statements that cannot be divided', () => {
    const statements = fc.array(unclear, { maxLength: 3 });
    const differing = { found: 0, undecided: 0 };
    fc.assert(
      fc.property(statements, statements, requests, (before, after, samples) => {
        const [old, now] = [chainOf(before), chainOf(after)];
        const [decideBefore, decideAfter] = [evaluator(old), evaluator(now)];
        const comparison = compare(old, now);
        const contradictions = samples.flatMap((each) => {
          const decisions = [decideBefore(each), decideAfter(each)];
          if (decisions.includes('undecided')) return [];
          const expected = decisions[0] === decisions[1] ? 'same' : decisions[1];
          const actual = claimed(comparison, each);
          const open = comparison.undecided.some(({ actions }) => actions?.has(each.action) === true);
          if (open && actual === 'same') {
            differing.undecided += 1;
            return [];
          }
          if (expected !== 'same') differing.found += 1;
          return actual === expected ? [] : [{ request: each, actual, expected }];
        });
        expect(contradictions).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(differing.found).toBeGreaterThan(100);
    expect(differing.undecided).toBeGreaterThan(100);
  });

  test('is empty for equal statements, even if they cannot be divided', () => {
    fc.assert(
      fc.property(fc.array(unclear, { maxLength: 4 }), (statements) => {
        const reversed: readonly Statement[] = [...statements]
          .reverse()
          .map((each, index) => ({ ...each, Sid: `S${index}` }));
        expect(equivalentChains(chainOf(statements), chainOf(reversed))).toEqual({ answer: 'yes' });
      }),
      { numRuns: 50 },
    );
  });
});
