import { coverCommon, distinguish } from '../../../../lib/iam/patterns/distinguish';
import { arnMatches } from '../../../../lib/iam/patterns/glob';
import { narrowed, widened } from '../../../../lib/iam/patterns/variations';
import { fc } from '../../../seeded-fast-check';

const FRAME = { accounts: ['111111111111'], kinds: ['role', 'user'] };
const WORDS = ['a', 'b', '*', 'a*', '*b', 'a?'];

const pattern = fc
  .tuple(fc.constantFrom('role', 'user'), fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }))
  .map(([kind, words]) => `arn:*:iam::*:${[kind, ...words].join('/')}`);

/** Every principal with a path of at most two words, of the words that distinguish the patterns of this test. */
const PRINCIPALS = ['a', 'b', 'x', 'ax', 'xb', 'axx', 'ab'].flatMap((last, _index, words) =>
  [[], ...words.map((word) => [word]), ...words.flatMap((word) => words.map((next) => [word, next]))].flatMap((path) =>
    FRAME.kinds.map((kind) => `arn:aws:iam::111111111111:${[kind, ...path, last].join('/')}`),
  ),
);

function isMatched(patterns: readonly string[], arn: string): boolean {
  return patterns.some((one) => arnMatches(one, arn));
}

test('whenever some principal shows that a pattern was dropped, widened or narrowed, a chosen one does', () => {
  fc.assert(
    fc.property(fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 }), (patterns) => {
      const chosen = distinguish([{ patterns }], FRAME);
      for (const [index, one] of patterns.entries()) {
        for (const variation of [[], ...[...widened(one), ...narrowed(one)].map((each) => [each])]) {
          const changed = patterns.toSpliced(index, 1, ...variation);
          const shows = (arn: string): boolean => isMatched(patterns, arn) !== isMatched(changed, arn);
          if (PRINCIPALS.some(shows)) expect(chosen.some(shows)).toBe(true);
        }
      }
    }),
  );
});

test('every chosen ARN is that of a role or user with a name', () => {
  fc.assert(
    fc.property(fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 }), (patterns) => {
      for (const arn of distinguish([{ patterns }], FRAME))
        expect(arn).toMatch(/^arn:aws:iam::111111111111:(?:role|user)(?:\/[^/]+)+$/);
    }),
  );
});

test('patterns cover what two others have in common, or not', () => {
  expect(coverCommon(['role/*/a'], ['role/*', '*/b/a'])).toBe(true);
  expect(coverCommon(['role/b/a'], ['role/*', '*/b/a'])).toBe(false);
});
