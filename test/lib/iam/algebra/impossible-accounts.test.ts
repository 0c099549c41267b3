import { chainOf } from '../../../../lib/iam/algebra/chain';
import { compare } from '../../../../lib/iam/algebra/compare';
import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';

const denying = (Condition: ConditionBlock): Statement => ({
  Effect: 'Deny',
  Action: 's3:*',
  Resource: '*',
  Condition,
});

const OWN = { 'aws:PrincipalAccount': '${aws:ResourceAccount}' };
const ROLE_X = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } };

/** A call by a role of one account on a resource of another. */
const calling = (caller: string, owner: string, name = 'role/x'): AlgebraRequest => ({
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::x',
  context: {
    'aws:PrincipalArn': `arn:aws:iam::${caller}:${name}`,
    'aws:PrincipalAccount': caller,
    'aws:ResourceAccount': owner,
  },
});

const [TWOS, THREES] = ['222222222222', '333333333333'];

describe('the account in a principal’s ARN', () => {
  test('can be one that only a key compared with the account names', () => {
    const Condition = { StringEquals: { ...OWN, 'aws:ResourceAccount': THREES }, ...ROLE_X };
    const { permitted, undecided } = compare(chainOf([denying(Condition)]), chainOf([]));
    expect(undecided).toEqual([]);
    const contains = (request: AlgebraRequest): boolean => permitted.some((set) => set.contains(request));
    expect(contains(calling(THREES, THREES))).toBe(true);
    expect(contains(calling(TWOS, THREES))).toBe(false);
    expect(contains(calling(TWOS, TWOS))).toBe(false);
    expect(contains(calling(THREES, THREES, 'role/y'))).toBe(false);
  });

  test('is not another one than the key says, if a third key links them', () => {
    const Condition = {
      StringEquals: { ...OWN, 'aws:ResourceAccount': THREES },
      ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${TWOS}:role/x` },
    };
    expect(compare(chainOf([denying(Condition)]), chainOf([]))).toEqual({ denied: [], permitted: [], undecided: [] });
  });

  test('makes the keys equal that an example must have equal', () => {
    const { denied, undecided } = compare(chainOf([]), chainOf([denying({ StringEquals: OWN, ...ROLE_X })]));
    expect(undecided).toEqual([]);
    expect(denied.length).toBeGreaterThan(0);
    for (const { witness } of denied) {
      const { context } = witness;
      expect(context['aws:PrincipalAccount']).toBe(String(context['aws:PrincipalArn']).split(':')[4]);
      expect(context['aws:ResourceAccount']).toBe(context['aws:PrincipalAccount']);
    }
  });
});
