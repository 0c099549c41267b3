import { readNumber } from '../../../../lib/iam/conditions/numeric';
import { holds } from './ask';

describe('numeric operators', () => {
  test.each([
    ['NumericEquals', '10', '10.0', true],
    ['NumericEquals', 10, '+010.', true],
    ['NumericEquals', ['1', '2'], '2', true],
    ['NumericNotEquals', ['1', '2'], '2', false],
    ['NumericNotEquals', ['1', '2'], '3', true],
    ['NumericLessThan', '2.0', '1.0', true],
    ['NumericLessThan', '2.0', '2.0', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericLessThanEquals', '10', '9', true],
    ['NumericLessThanEquals', '9', '10', false],
    ['NumericGreaterThan', '-1', '0', true],
    ['NumericGreaterThanEquals', '365', '365', true],
  ] as const)('%s %j against %j is %s', (operator, policy, request, expected) => {
    expect(holds(operator, policy, request)).toBe(expected);
  });

  test('is undecided for text in a request that is not a number', () => {
    expect(holds('NumericLessThan', '2', 'many')).toBeNull();
    expect(holds('NumericNotEquals', '2', 'many')).toBeNull();
  });

  test.each(['', ' 1', '1,5', '0x10', 'NaN', 'Infinity', '1e1', '1234567890123456'])(
    'reads no number in %j',
    (text) => {
      expect(readNumber(text)).toBeNull();
    },
  );
});
