import { counted, enumerate, formatNumber, wrapNames } from '../../../lib/report/words';

test.each([0, 7, 999, 1_000, 10_240, 19_949, 100_000, 1_234_567])(
  '%d is written as English readers write it',
  (count) => {
    expect(formatNumber(count)).toBe(count.toLocaleString('en-US'));
  },
);

test.each([
  [0, '0 policies'],
  [1, '1 policy'],
  [1_200, '1,200 policies'],
])('%d is counted in the singular or the plural', (count, expected) => {
  expect(counted(count, 'policy', 'policies')).toBe(expected);
  expect(counted(count, 'account')).toBe(expected.replace(/polic(?:y|ies)/, count === 1 ? 'account' : 'accounts'));
});

test.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('%j is one phrase', (names, expected) => {
  expect(enumerate(names)).toBe(expected);
});

test('names are wrapped into lines of some width, with a lead before the first, and a long name is alone', () => {
  expect(wrapNames(['a', 'b', 'cc', 'much-longer', 'd'], 7)).toEqual(['a, b', 'cc', 'much-longer', 'd']);
  expect(wrapNames(['a', 'b', 'c'], 7, 'but ')).toEqual(['but a', 'b, c']);
  expect(wrapNames([], 7, 'but ')).toEqual([]);
});
