import { all, any, eq, exists, ne, not, notExists, oneOf } from '../../../../constructs/audit/patterns/filter-pattern';
import { printFilterPattern } from '../../../../constructs/audit/patterns/print-filter-pattern';
import { findsEvent } from '../../../support/filter-pattern-matcher';

const A = eq('a', '1');
const B = eq('b.c[0]', '2');

test.each([
  ['a value', A, '{ $.a = "1" }'],
  ['another value', ne('a', '1'), '{ $.a != "1" }'],
  ['a field that exists, for which CloudWatch Logs has no word', exists('a'), '{ $.a = "*" }'],
  ['a field that does not exist', notExists('a.b'), '{ $.a.b NOT EXISTS }'],
  ['both', all(A, B), '{ $.a = "1" && $.b.c[0] = "2" }'],
  ['one of two', any(A, B), '{ $.a = "1" || $.b.c[0] = "2" }'],
  ['one of some values', oneOf('a', ['1', '*x*']), '{ $.a = "1" || $.a = "*x*" }'],
  ['one of them alone', all(any(A)), '{ $.a = "1" }'],
  ['both of both', all(A, all(B, A)), '{ $.a = "1" && $.b.c[0] = "2" && $.a = "1" }'],
  ['one, and one of two', all(A, any(A, B)), '{ $.a = "1" && ($.a = "1" || $.b.c[0] = "2") }'],
  ['one, or two', any(A, all(A, B)), '{ $.a = "1" || ($.a = "1" && $.b.c[0] = "2") }'],
  ['not this value, absent or not', not(A), '{ $.a NOT EXISTS || $.a != "1" }'],
  ['no value at all', not(exists('a')), '{ $.a NOT EXISTS }'],
  ['some value', not(notExists('a')), '{ $.a = "*" }'],
  ['not another value', not(ne('a', '1')), '{ $.a = "1" }'],
])('prints %s', (_, pattern, text) => {
  expect(printFilterPattern(pattern)).toBe(text);
});

describe('the opposite of a pattern finds exactly what the pattern does not find', () => {
  const patterns = [
    A,
    exists('a'),
    notExists('a'),
    all(A, eq('d', 'x*')),
    any(A, notExists('d')),
    all(any(A, eq('d', '*y')), exists('d')),
  ];
  const events = [undefined, '1', '2'].flatMap((a) => [undefined, 'xy', 'x', 'y', 'z'].map((d) => ({ a, d })));

  test.each(patterns.map((pattern) => [printFilterPattern(pattern), pattern] as const))('%s', (text, pattern) => {
    const opposite = printFilterPattern(not(pattern));
    for (const event of events) expect(findsEvent(opposite, event)).toBe(!findsEvent(text, event));
  });
});

test.each([
  [
    'a wildcard in the middle, which would be an ordinary character',
    () => eq('a', 'arn:*:role'),
    "'*' is a wildcard only",
  ],
  ['a quote', () => eq('a', 'x"y'), "compares 'a' with text without quotes or backslashes, got 'x\"y'"],
  ['a backslash', () => ne('a', String.raw`x\y`), 'without quotes or backslashes'],
  ['a line break', () => eq('a', 'x\ny'), 'without quotes or backslashes'],
  ['an empty value', () => eq('a', ''), "got ''"],
  [
    'a selector with its sign',
    () => eq('$.a', 'x'),
    "a path such as 'userIdentity.arn' or 'resources[0].ARN', got '$.a'",
  ],
  ['a list of no values', () => oneOf('a', []), "'any' of a filter pattern needs at least one comparison, got none"],
])('refuses %s', (_, pattern, message) => {
  expect(pattern).toThrow(message);
});

test('a pattern of 1,024 characters is printed, and one of 1,025 is refused with a remedy', () => {
  const shortest = printFilterPattern(eq('a', 'x')).length;
  const ofLength = (length: number): string => printFilterPattern(eq('a', 'x'.repeat(length - shortest + 1)));
  expect(ofLength(1024)).toHaveLength(1024);
  expect(() => ofLength(1025)).toThrow(
    "a filter pattern has at most 1024 characters, got 1025: compare fewer values, or values with '*' at the beginning or end",
  );
});
