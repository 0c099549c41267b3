import { didYouMean, findClosest, listValues } from '../../../lib/model/suggest';

describe('the closest of some names', () => {
  test.each([
    ['Sandbx', 'Sandbox'],
    ['sandbox', 'Sandbox'],
    ['Sanbdox', 'Sandbox'],
    ['prod', undefined],
    ['x', undefined],
    ['', undefined],
  ])('to %s is %s', (given, expected) => {
    expect(findClosest(given, ['Security', 'Sandbox', 'Production', 'a'])).toBe(expected);
  });

  test('is the first of equals', () => {
    expect(findClosest('eu-west-9', ['eu-west-1', 'eu-west-2'])).toBe('eu-west-1');
  });

  test('becomes a fix only when there is one', () => {
    expect(didYouMean('emial', ['email'])).toEqual({ fix: 'did you mean `email`?' });
    expect(didYouMean('zzz', ['email'])).toEqual({});
  });
});

describe('a list of values', () => {
  test('names a dozen and counts the rest', () => {
    expect(listValues(['a', 'b'])).toBe('`a`, `b`');
    expect(listValues(Array.from({ length: 15 }, (_, index) => index).map(String))).toMatch(/`11` and 3 more$/);
    expect(listValues([])).toBe('nothing');
  });
});
