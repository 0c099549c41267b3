import { documentSize } from '../../../lib/iam/size';

describe('the size of a document', () => {
  test('counts every character of compact JSON', () => {
    expect(documentSize({ Version: '2012-10-17', Statement: [] })).toBe(
      '{"Version":"2012-10-17","Statement":[]}'.length,
    );
  });

  test('counts the escape of a quotation mark', () => {
    expect(documentSize('"')).toBe(4);
  });

  test('counts spaces within values', () => {
    expect(documentSize(['a b'])).toBe(7);
  });
});
