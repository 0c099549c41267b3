import { chainOf } from '../../../../lib/iam/algebra/chain';
import { opened } from '../../../../lib/iam/algebra/compare';
import type { Statement } from '../../../../lib/iam/statement';
import { chain, request } from './arbitraries';
import { isPermitted } from './brute-force';
import { fc } from '../../../seeded-fast-check';

const deny = (Action: string, Condition: Statement['Condition'] = {}): Statement => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  Condition,
});

describe('an intermediate step', () => {
  test('opens requests that are denied before and after, but not in between', () => {
    const outside = deny('s3:*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } });
    const { permitted, undecided } = opened(chainOf([]), chainOf([outside]), chainOf([deny('s3:Put*')]));
    expect(undecided).toEqual([]);
    expect(permitted.map(({ actions, witness }) => [actions.patterns[0], witness])).toEqual([
      ['s3:put*', { action: 's3:PutX', resource: '*', context: {} }],
    ]);
  });

  test('opens nothing if one of the statements is attached at every moment', () => {
    const [old, now] = [deny('s3:*'), deny('s3:Put*')];
    expect(opened(chainOf([old, now]), chainOf([old]), chainOf([now])).permitted).toEqual([]);
    expect(opened(chainOf([now]), chainOf([old]), chainOf([now])).permitted).toEqual([]);
  });

  test('opens exactly the requests that it permits and that are denied before and after', () => {
    let open = 0;
    fc.assert(
      fc.property(
        chain,
        chain,
        chain,
        fc.array(request, { minLength: 30, maxLength: 30 }),
        (step, old, now, samples) => {
          const { permitted, undecided } = opened(step, old, now);
          expect(undecided).toEqual([]);
          for (const each of [...samples, ...permitted.map(({ witness }) => witness)]) {
            const isOpen = isPermitted(step, each) && !isPermitted(old, each) && !isPermitted(now, each);
            expect([permitted.some((set) => set.contains(each)), each]).toEqual([isOpen, each]);
            if (isOpen) open += 1;
          }
        },
      ),
      { numRuns: 100 },
    );
    expect(open).toBeGreaterThan(100);
  });
});
