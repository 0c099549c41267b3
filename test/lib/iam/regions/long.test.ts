import fc from 'fast-check';
import { compare } from '../../../../lib/iam/regions/compare';
import type { Comparison } from '../../../../lib/iam/regions/compare';
import { chainOf } from '../../../../lib/iam/regions/chain';
import type { Chain } from '../../../../lib/iam/regions/chain';
import type { RegionRequest } from '../../../../lib/iam/regions/axis';
import { chain, denies, request } from './arbitraries';
import { isPermitted } from './brute-force';

const change = (before: Chain, after: Chain, each: RegionRequest): string => {
  const [old, now] = [isPermitted(before, each), isPermitted(after, each)];
  return old === now ? 'same' : now ? 'permitted' : 'denied';
};

const claimed = ({ denied, permitted }: Comparison, each: RegionRequest): string => {
  const found = new Set(
    [...denied, ...permitted].filter((region) => region.contains(each)).map((region) => region.change),
  );
  return found.size === 0 ? 'same' : [...found].join(' and ');
};

const requests = fc.array(request, { minLength: 40, maxLength: 40 });

function check(before: Chain, after: Chain, samples: readonly RegionRequest[]): void {
  const comparison = compare(before, after);
  expect(comparison.undecided.map(({ reason }) => reason)).toEqual([]);
  for (const region of [...comparison.denied, ...comparison.permitted]) {
    expect([change(before, after, region.witness), region.witness]).toEqual([region.change, region.witness]);
    expect(region.contains(region.witness)).toBe(true);
  }
  for (const each of samples) expect([claimed(comparison, each), each]).toEqual([change(before, after, each), each]);
}

describe('the difference of two random chains', () => {
  test('contains a request exactly when its decision differs', () => {
    fc.assert(
      fc.property(chain, chain, requests, (before, after, samples) => {
        check(before, after, samples);
      }),
      { numRuns: 8000 },
    );
  });

  test('is exact after a small edit', () => {
    fc.assert(
      fc.property(denies, denies, requests, (common, added, samples) => {
        check(chainOf([...common, ...added.slice(0, 1)]), chainOf([...common, ...added.slice(1, 2)]), samples);
      }),
      { numRuns: 12000 },
    );
  });
});
