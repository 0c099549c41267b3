import { arnMatches } from '../../../../lib/iam/patterns/glob';
import { arnPatternsOverlap } from '../../../../lib/iam/patterns/overlap';
import { fc } from '../../../seeded-fast-check';

const part = fc.constantFrom('', 'a', 'b', '*', '?', 'a*', '*b');
const pattern = fc.array(part, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(':'));

test('patterns that do not overlap match no common text, however many parts they have', () => {
  fc.assert(
    fc.property(pattern, pattern, fc.constantFrom('', 'a', 'b', 'a:b'), (left, right, word) => {
      const text = left.replaceAll('*', word).replaceAll('?', 'b');
      const areBoth = arnMatches(left, text) && arnMatches(right, text);
      expect([areBoth, arnPatternsOverlap(left, right)]).not.toEqual([true, false]);
    }),
    { numRuns: 1_000 },
  );
});

test('no wildcard of one part reaches into another one', () => {
  const [role, user] = ['arn:*:iam::*:role/legacy-*', 'arn:*:iam::*:user/legacy-*'];
  expect(arnPatternsOverlap(role, user)).toBe(false);
  expect(arnPatternsOverlap(role, 'arn:aws:iam::*:*/legacy-job')).toBe(true);
});

test('the last star of a pattern with fewer parts matches those of the other', () => {
  expect(arnPatternsOverlap('*', 'arn:aws:iam::111111111111:role/a')).toBe(true);
  expect(arnPatternsOverlap('arn:aws:iam:*', 'arn:*:iam::*:role/a')).toBe(true);
});
