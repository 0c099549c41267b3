import {
  arnCovers,
  arnMatches,
  arnParts,
  compileGlob,
  escapeGlob,
  foldCase,
  globCovers,
  globMatches,
} from '../../../../lib/iam/patterns/glob';
import { fc } from '../../../seeded-fast-check';

/** A simple reference implementation for the fast matcher. */
function matches(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern.startsWith('*')) return matches(rest, text) || (text !== '' && matches(pattern, text.slice(1)));
  return text !== '' && (pattern.startsWith('?') || pattern[0] === text[0]) && matches(rest, text.slice(1));
}

function matchesByParts(pattern: string, text: string): boolean {
  const parts = pattern.split(':');
  const head = parts.slice(0, 5);
  const tail = parts.slice(5).join(':');
  const texts = text.split(':');
  if (parts.length < 6) throw new Error('the definition is for six parts');
  return (
    texts.length >= 6 &&
    head.every((part, index) => matches(part, texts[index] ?? '')) &&
    matches(tail, texts.slice(5).join(':'))
  );
}

/** All texts of up to `length` letters. */
function texts(letters: string, length: number): readonly string[] {
  if (length === 0) return [''];
  const shorter = texts(letters, length - 1);
  return [...new Set([...shorter, ...shorter.flatMap((text) => letters.split('').map((letter) => text + letter))])];
}

const stringOf = (letters: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...letters.split('')), maxLength });

describe('a pattern', () => {
  test.each([
    ['*', '', true],
    ['*', 'anything:at/all\n', true],
    ['', '', true],
    ['', 'a', false],
    ['s3:Get*', 's3:GetObject', true],
    ['s3:Get*', 's3:PutObject', false],
    ['*Object', 's3:GetObject', true],
    ['a*b*c', 'aXbYc', true],
    ['a*b*c', 'acb', false],
    ['ab*bc', 'abc', false],
    ['?', '', false],
    ['?', 'a', true],
    ['*?b?*', 'ab', false],
    ['*?b?*', 'abb', true],
    ['a${*}b', 'a*b', true],
    ['a${*}b', 'axb', false],
    ['${$}{x}', '${x}', true],
    ['${aws:username}', '${aws:username}', true],
    ['.+', 'ab', false],
  ])('%p against %p: %p', (pattern, text, expected) => {
    expect(globMatches(pattern, text)).toBe(expected);
  });

  test('ignores case only if requested', () => {
    expect(globMatches('S3:get*', 's3:GetObject')).toBe(false);
    expect(globMatches('S3:get*', 's3:GetObject', { ignoreCase: true })).toBe(true);
    expect(globMatches('?', 'İ', { ignoreCase: true })).toBe(true);
  });

  test('matches like the reference implementation', () => {
    fc.assert(
      fc.property(stringOf('ab*?', 8), stringOf('ab', 10), (pattern, text) => {
        expect(globMatches(pattern, text)).toBe(matches(pattern, text));
      }),
      { numRuns: 5_000 },
    );
  });

  test('for an escaped text matches only that text', () => {
    fc.assert(
      fc.property(stringOf('a*?${}', 6), stringOf('a*?${}', 6), (text, other) => {
        expect(globMatches(escapeGlob(text), text)).toBe(true);
        expect(globMatches(escapeGlob(text), other)).toBe(text === other);
      }),
    );
  });

  test('that is designed to be slow is fast', () => {
    const matcher = compileGlob('*a'.repeat(2_000) + '*b*');
    const started = performance.now();
    expect(matcher('a'.repeat(100_000))).toBe(false);
    expect(globMatches('*?a'.repeat(500) + '*?b*', 'a'.repeat(20_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test('of a million characters is accepted', () => {
    expect(globMatches('a'.repeat(1_000_000) + '*', 'a')).toBe(false);
  });
});

describe('folding case', () => {
  test('keeps the length of every text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldCase(text).length === text.length));
  });

  test('converts each character separately', () => {
    expect(foldCase('ΑΣ')).toBe('ασ');
    expect(foldCase('AbC')).toBe('abc');
  });
});

describe('one pattern covers another', () => {
  test.each([
    ['*', 's3:*', true],
    ['s3:*', '*', false],
    ['s3:Get*', 's3:GetObject*', true],
    ['s3:Get*', 's3:G*', false],
    ['*a*', '*ab*', true],
    ['*a????????????????', '*a????????????????', true],
    ['*?', '?*', true],
    ['?*', '*?', true],
    ['**', '*', true],
    ['a?', 'a*', false],
    ['*a*b*', '*ab*', true],
    ['*ab*', '*a*b*', false],
    ['${*}', '*', false],
    ['*', '${*}', true],
  ])('%p over %p: %p', (outer, inner, expected) => {
    expect(globCovers(outer, inner)).toBe(expected);
  });

  test('ignoring case if requested', () => {
    expect(globCovers('S3:get*', 's3:GetObject')).toBe(false);
    expect(globCovers('S3:get*', 's3:GetObject', { ignoreCase: true })).toBe(true);
  });

  test('exactly if it matches every text that the other matches', () => {
    // Texts of up to 6 characters are enough to distinguish patterns of up to 4 tokens.
    const all = texts('abc', 6);
    fc.assert(
      fc.property(stringOf('ab*?', 4), stringOf('ab*?', 4), (outer, inner) => {
        const expected = all.every((text) => !matches(inner, text) || matches(outer, text));
        expect(globCovers(outer, inner)).toBe(expected);
      }),
      { numRuns: 1_500 },
    );
  });

  test('returns false if the answer would take too long', () => {
    const started = performance.now();
    expect(globCovers('*a' + '?'.repeat(40), '*aa' + '?'.repeat(40))).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('an ARN pattern', () => {
  test.each([
    ['*', 'arn:aws:s3:::bucket', true],
    ['*', '*', true],
    ['arn:*:iam::*:role/*', 'arn:aws:iam::123456789012:role/path/name', true],
    ['arn:*:iam::*:role/*', 'arn:aws:iam::123456789012:user/name', false],
    ['arn:*:role/*', 'arn:aws:iam::123456789012:role/name', false],
    ['arn:aws:ec2:*:instance/*', 'arn:aws:ec2:eu-west-1:123456789012:instance/i-1', false],
    ['arn:aws:s3*', 'arn:aws:s3:::bucket/key', true],
    ['arn:aws:logs:*:*:log-group:*', 'arn:aws:logs:eu-west-1:123456789012:log-group:a:b', true],
    ['arn:?ws:s3:::b', 'arn:aws:s3:::b', true],
    ['arn:a?s3:::b', 'arn:a:s3:::b', false],
    ['name', 'arn:aws:s3:::b', false],
    ['arn:aws:s3:::${aws:PrincipalTag/team}', 'arn:aws:s3:::${aws:PrincipalTag/team}', true],
  ])('%p against %p: %p', (pattern, text, expected) => {
    expect(arnMatches(pattern, text)).toBe(expected);
  });

  test('keeps the colons of variables within its parts', () => {
    expect(arnParts('arn:aws:iam::${aws:PrincipalAccount}:role/${aws:PrincipalTag/team}')).toEqual([
      'arn',
      'aws',
      'iam',
      '',
      '${aws:PrincipalAccount}',
      'role/${aws:PrincipalTag/team}',
    ]);
  });

  const part = stringOf('a*?', 3);
  const arnPattern = fc
    .tuple(part, part, part, stringOf('a:*?', 4))
    .map(([a, b, c, rest]) => `${a}:${b}:::${c}:${rest}`);
  const arn = fc
    .tuple(stringOf('ab', 2), stringOf('ab', 2), stringOf('ab', 2), stringOf('ab:', 5))
    .map(([a, b, c, rest]) => `${a}:${b}:::${c}:${rest}`);

  test('matches part by part', () => {
    fc.assert(
      fc.property(arnPattern, arn, (pattern, text) => {
        expect(arnMatches(pattern, text)).toBe(matchesByParts(pattern, text));
      }),
      { numRuns: 5_000 },
    );
  });

  test('covers another exactly if it matches every ARN that the other matches', () => {
    const short = texts('ab', 2);
    const all = short.flatMap((first) => texts('ab:', 4).map((rest) => `${first}:a:::b:${rest}`));
    const shortPattern = fc
      .tuple(stringOf('a*?', 2), stringOf('a*?:', 3))
      .map(([first, rest]) => `${first}:a:::b:${rest}`);
    fc.assert(
      fc.property(shortPattern, shortPattern, (outer, inner) => {
        const expected = all.every((text) => !matchesByParts(inner, text) || matchesByParts(outer, text));
        expect(arnCovers(outer, inner)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['*', 'arn:aws:s3:::bucket', true],
    ['arn:*:iam::*:role/*', 'arn:aws:iam::*:role/aws-service-role/*', true],
    ['arn:aws:s3*', 'arn:aws:s3:::bucket/*', true],
    ['arn:aws:s3:::*', 'arn:aws:s3*', false],
    ['arn:*:role/*', 'arn:aws:iam::1:role/x', false],
  ])('%p covers %p: %p', (outer, inner, expected) => {
    expect(arnCovers(outer, inner)).toBe(expected);
  });
});
