import { holds } from './ask';

describe('Bool', () => {
  test.each([
    ['false', 'false', true],
    ['false', 'true', false],
    [false, 'false', true],
    ['true', 'TRUE', true],
    ['True', 'true', true],
    ['true', 'AES256', false],
    ['false', 'AES256', false],
  ] as const)('%j against %j is %s', (policy, request, expected) => {
    expect(holds('Bool', policy, request)).toBe(expected);
  });

  test('is undecided for a variable, on which two AWS pages disagree', () => {
    expect(holds('Bool', '${aws:y}', { keys: { 'aws:x': 'true', 'aws:y': 'true' } })).toBeNull();
  });
});

describe('BinaryEquals', () => {
  test.each([
    ['QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', true],
    ['QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'ASIAIOSFODNN7EXAMPLE', false],
  ])('%s against %s is %s', (policy, request, expected) => {
    expect(holds('BinaryEquals', policy, request)).toBe(expected);
  });
});
