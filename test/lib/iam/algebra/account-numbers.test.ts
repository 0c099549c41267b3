import { accountNumberReader } from '../../../../lib/iam/algebra/account-numbers';
import { arnMatches, compileGlob } from '../../../../lib/iam/patterns/glob';
import type { ConditionBlock } from '../../../../lib/iam/statement';
import { fc } from '../../../seeded-fast-check';

const ARN = 'aws:PrincipalArn';

function read(...conditions: readonly ConditionBlock[]) {
  const Statement = conditions.map((Condition) => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition }) as const);
  return accountNumberReader([ARN.toLowerCase()])([{ Version: '2012-10-17', Statement }]);
}

const alike = (one: string, other: string, ...conditions: readonly ConditionBlock[]): boolean => {
  const { signatureOf } = read(...conditions);
  return signatureOf(one) === signatureOf(other);
};

describe('account numbers', () => {
  test.each([
    'arn:aws:iam::222222222222:role/x',
    'arn:aws:iam::2222*role/x',
    '*22*root',
    '*2',
    'arn:aws:iam::2???????????:role/x',
    'arn:aws:iam::*2:role/x',
    '*/x-2*',
  ])('are told apart by a part of a number: %s', (pattern) => {
    expect(alike('222222222222', '333333333333', { StringLike: { [ARN]: pattern } })).toBe(false);
  });

  test.each([
    'arn:aws:iam::444444444444:role/x',
    'arn:aws:iam::4444*role/x',
    'arn:aws:iam::*:role/AWSReservedSSO_Admin_22abc22',
    'arn:aws:iam::????????????:role/*',
    '*',
  ])('that a pattern reads alike are not told apart: %s', (pattern) => {
    expect(alike('222222222222', '333333333333', { StringLike: { [ARN]: pattern } })).toBe(true);
  });

  test('are told apart by the text around a policy variable', () => {
    const pattern = 'arn:aws:iam::2222*:role/${aws:PrincipalTag/team}';
    expect(alike('222222222222', '333333333333', { ArnLike: { [ARN]: pattern } })).toBe(false);
  });

  test('are told apart by the patterns of a key that is compared with the account', () => {
    const linked = { StringEquals: { [ARN]: '${k:Other}', 'k:More': '${k:Other}' } };
    const pattern = { StringLike: { 'k:More': '*2222*' } };
    expect(alike('222222222222', '333333333333', linked, pattern)).toBe(false);
    expect(alike('222222222222', '333333333333', pattern)).toBe(true);
    expect([...read(linked).keys].sort()).toEqual(['aws:principalarn', 'k:more', 'k:other']);
  });

  test('are told apart if a key of the account is compared by its size', () => {
    const linked = { StringEquals: { [ARN]: '${k:Other}' } };
    expect(alike('222222222222', '333333333333', linked, { NumericLessThan: { 'k:Other': '5' } })).toBe(false);
  });

  test('that are alike can be swapped in every text', () => {
    const part = fc.string({ unit: fc.constantFrom('1', '2', '*', '?', ':', 'a'), maxLength: 6 });
    const number = fc.array(fc.constantFrom('1', '2'), { minLength: 12, maxLength: 12 }).map((each) => each.join(''));
    const around = fc.string({ unit: fc.constantFrom('1', ':', 'a'), maxLength: 3 });
    let same = 0;
    fc.assert(
      fc.property(part, fc.boolean(), number, number, around, around, (pattern, byParts, one, other, start, end) => {
        const operator = byParts ? 'ArnLike' : 'StringLike';
        const [written, matches] = byParts
          ? [`arn:*:iam::${pattern}:x`, (text: string) => arnMatches(`arn:*:iam::${pattern}:x`, text)]
          : [pattern, compileGlob(pattern)];
        if (!alike(one, other, { [operator]: { [ARN]: written } })) return;
        if (one !== other) same += 1;
        const text = (within: string): string => (byParts ? `arn:aws:iam::${within}:x` : `${start}${within}${end}`);
        expect(matches(text(one))).toBe(matches(text(other)));
      }),
      { numRuns: 2_000 },
    );
    expect(same).toBeGreaterThan(200);
  });
});
