import fc from 'fast-check';
import { callersOf } from '../../../../lib/iam/algebra/callers';
import { compare, equivalentChains } from '../../../../lib/iam/algebra/compare';
import type { ChainComparison } from '../../../../lib/iam/algebra/compare-by-class';
import { chainOf } from '../../../../lib/iam/algebra/chain';
import type { Chain } from '../../../../lib/iam/algebra/chain';
import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import type { Statement } from '../../../../lib/iam/statement';
import { chain, denies, request, rewriting, unclear } from './arbitraries';
import { isPermitted } from './brute-force';
import { evaluate } from './evaluate';

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

function check(before: Chain, after: Chain, samples: readonly AlgebraRequest[]): void {
  const comparison = compare(before, after);
  expect(comparison.undecided.map(({ reason }) => reason)).toEqual([]);
  for (const set of changedSets(comparison)) {
    expect([change(before, after, set.witness), set.witness]).toEqual([set.change, set.witness]);
    expect(set.contains(set.witness)).toBe(true);
  }
  for (const each of samples) expect([claimed(comparison, each), each]).toEqual([change(before, after, each), each]);
}

describe('the difference of two random chains', () => {
  test('contains a request exactly when its decision differs', () => {
    fc.assert(
      fc.property(chain, chain, requests, (before, after, samples) => {
        check(before, after, samples);
      }),
      { numRuns: 150 },
    );
  });

  test('is exact after a small edit', () => {
    fc.assert(
      fc.property(denies, denies, requests, (common, added, samples) => {
        check(chainOf([...common, ...added.slice(0, 1)]), chainOf([...common, ...added.slice(1, 2)]), samples);
      }),
      { numRuns: 500 },
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
      { numRuns: 400 },
    );
  });

  test('has witnesses that the evaluator decides as claimed', () => {
    let confirmed = 0;
    fc.assert(
      fc.property(chain, chain, (before, after) => {
        for (const { witness, change: claim } of changedSets(compare(before, after))) {
          const [old, now] = claim === 'denied' ? ['permitted', 'denied'] : ['denied', 'permitted'];
          // Only the evaluator leaves open whether a `*` matches colons.
          expect([old, 'undecided']).toContain(evaluate(before, witness));
          expect([now, 'undecided']).toContain(evaluate(after, witness));
          if (evaluate(before, witness) === old && evaluate(after, witness) === now) confirmed += 1;
        }
      }),
      { numRuns: 250 },
    );
    expect(confirmed).toBeGreaterThan(500);
  });

  test('excludes only requests that no caller sends', () => {
    const callers = callersOf(['role'], '111111111111');
    fc.assert(
      fc.property(denies, denies, requests, (before, after, samples) => {
        const comparison = compare(chainOf(before), chainOf(after), { callers });
        for (const set of changedSets(comparison)) {
          expect(change(chainOf(before), chainOf(after), set.witness)).toBe(set.change);
          const arn = set.witness.context['aws:PrincipalArn'];
          if (arn !== undefined) expect(arn).toMatch(/^arn:[^:]+:iam::111111111111:role\//);
        }
        for (const each of samples) {
          const sent = /^arn:aws:iam::111111111111:role/.test(String(each.context['aws:PrincipalArn']));
          if (sent) expect(claimed(comparison, each)).toBe(change(chainOf(before), chainOf(after), each));
        }
      }),
      { numRuns: 250 },
    );
  });

  test('is found or undecided for statements that cannot be divided', () => {
    const statements = fc.array(unclear, { maxLength: 3 });
    const differing = { found: 0, undecided: 0 };
    fc.assert(
      fc.property(statements, statements, requests, (before, after, samples) => {
        const [old, now] = [chainOf(before), chainOf(after)];
        const comparison = compare(old, now);
        for (const each of samples) {
          const decisions = [evaluate(old, each), evaluate(now, each)];
          if (decisions.includes('undecided')) continue;
          const expected = decisions[0] === decisions[1] ? 'same' : decisions[1];
          const open = comparison.undecided.some(({ actions }) => actions?.has(each.action) === true);
          if (open && claimed(comparison, each) === 'same') differing.undecided += 1;
          else {
            expect([claimed(comparison, each), each]).toEqual([expected, each]);
            if (expected !== 'same') differing.found += 1;
          }
        }
      }),
      { numRuns: 300 },
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
      { numRuns: 100 },
    );
  });
});
