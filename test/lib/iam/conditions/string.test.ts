import { holds } from './ask';

describe('string operators', () => {
  test.each([
    ['StringEquals', 'Team', 'Team', true],
    ['StringEquals', 'Team', 'team', false],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', 'a*', 'ab', false],
    ['StringEquals', 'a*', 'a*', true],
    ['StringEquals', 'a${*}', 'a*', true],
    ['StringEquals', '', '', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['StringEqualsIgnoreCase', 'PreProd', 'preprod', true],
    ['StringEqualsIgnoreCase', 'pre*', 'preprod', false],
    ['StringNotEqualsIgnoreCase', 'PreProd', 'preprod', false],
    ['StringLike', 'a*', 'abc', true],
    ['StringLike', 'A*', 'abc', false],
    ['StringLike', 'a?c', 'abc', true],
    ['StringLike', 'a?c', 'ac', false],
    ['StringLike', '*', '', true],
    ['StringLike', 'a*b*c', 'aXbYbZc', true],
    ['StringLike', 'a*b*c', 'acb', false],
    ['StringLike', 'a${*}c', 'abc', false],
    ['StringLike', 'a${*}c', 'a*c', true],
    ['StringLike', '${?}${$}', '?$', true],
    ['StringLike', '*/x:y', 'a:b/x:y', true],
    ['StringNotLike', ['a*', 'b*'], 'b1', false],
    ['StringNotLike', ['a*', 'b*'], 'c1', true],
  ] as const)('%s %j against %j is %s', (operator, policy, request, expected) => {
    expect(holds(operator, policy, request)).toBe(expected);
  });

  test('compares booleans and numbers of a policy as text', () => {
    expect(holds('StringEquals', true, 'true')).toBe(true);
    expect(holds('StringEquals', [1, 2], '2')).toBe(true);
  });
});
