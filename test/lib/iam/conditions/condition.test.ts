import { compileConditions } from '../../../../lib/iam/conditions/condition';
import { OPERATORS, findOperator } from '../../../../lib/iam/conditions/operators';
import { contextOf, holds } from './ask';

/** A valid value for each operator. */
const VALUES = {
  String: 'a',
  Numeric: '1',
  Date: '2027-03-31T00:00:00Z',
  Bool: 'true',
  Binary: 'QQ==',
  IpAddress: '203.0.113.0/24',
  Arn: 'arn:aws:iam::222222222222:role/a',
} as const;

describe('an absent key', () => {
  const rows = OPERATORS.map(({ name, family, negated }) => [name, VALUES[family], negated] as const);

  // "the values do not match and the condition is false. If the policy condition requires that the key is not matched
  // … and the right key is not present, the condition is true."
  test.each(rows)('%s %j is true only if it is negated (%s)', (name, value, negated) => {
    expect(holds(name, value, undefined)).toBe(negated);
  });

  // "If the key is not present, evaluate the condition element as true."
  test.each(rows)('%sIfExists is true', (name, value) => {
    expect(holds(`${name}IfExists`, value, undefined)).toBe(true);
  });

  // "It also returns true if there are no context keys in the request."
  test.each(rows)('ForAllValues:%s is true', (name, value) => {
    expect(holds(`ForAllValues:${name}`, value, undefined)).toBe(true);
    expect(holds(`ForAllValues:${name}IfExists`, value, undefined)).toBe(true);
  });

  // "if the key does not exist, the condition returns false"
  test.each(rows)('ForAnyValue:%s is false', (name, value) => {
    expect(holds(`ForAnyValue:${name}`, value, undefined)).toBe(false);
  });

  test('ForAnyValue with IfExists is undecided, because AWS does not document it', () => {
    expect(holds('ForAnyValue:StringEqualsIfExists', 'a', undefined)).toBeNull();
    expect(holds('ForAnyValue:StringEqualsIfExists', 'a', ['a'])).toBe(true);
  });

  test.each(rows)('%s on an unknown key is undecided', (name, value) => {
    expect(holds(name, value, '?')).toBeNull();
    expect(holds(`ForAllValues:${name}`, value, '!')).toBeNull();
  });
});

describe('Null', () => {
  test.each([
    ['true', undefined, true],
    ['true', 'a', false],
    ['false', undefined, false],
    ['false', 'a', true],
    [true, undefined, true],
    [false, ['a', 'b'], true],
    ['true', '', false],
    ['false', '!', true],
    ['true', '!', false],
    ['true', '?', null],
  ] as const)('%j of %j is %s', (policy, value, expected) => {
    expect(holds('Null', policy, value)).toBe(expected);
  });

  test('is undecided for a list of empty values, because AWS does not document it', () => {
    expect(holds('Null', 'true', [''])).toBeNull();
  });
});

describe('set operators', () => {
  const keys = ['environment', 'cost-center'];

  // From the tables on AWS's page about single-valued and multivalued keys.
  test.each([
    ['ForAllValues:StringEquals', ['environment'], true],
    ['ForAllValues:StringEquals', ['environment', 'cost-center'], true],
    ['ForAllValues:StringEquals', ['environment', 'dept'], false],
    ['ForAnyValue:StringEquals', ['environment', 'dept'], true],
    ['ForAnyValue:StringEquals', ['dept'], false],
    ['ForAllValues:StringNotEquals', ['dept', 'team'], true],
    ['ForAllValues:StringNotEquals', ['dept', 'environment'], false],
    ['ForAnyValue:StringNotEquals', ['dept', 'environment'], true],
    ['ForAnyValue:StringNotEquals', ['environment', 'cost-center'], false],
    ['ForAnyValue:StringLike', ['Environment'], false],
    ['ForAnyValue:StringEqualsIgnoreCase', ['Environment'], true],
    ['ForAllValues:StringEquals', 'environment', true],
  ] as const)('%s over %j is %s', (operator, values, expected) => {
    expect(holds(operator, keys, values)).toBe(expected);
  });

  // "returns true if … the context key value resolves to a null dataset, such as an empty string"
  test('ForAllValues is true for a list of empty values', () => {
    expect(holds('ForAllValues:StringEquals', keys, [''])).toBe(true);
    expect(holds('ForAllValues:StringEquals', keys, ['', 'dept'])).toBe(false);
  });

  test('also compare ARNs, numbers and booleans', () => {
    const arn = 'arn:aws:cloudfront::123456789012:distribution/costcenter';
    expect(holds('ForAllValues:ArnLike', 'arn:aws:cloudfront::123456789012:distribution/*', [arn, arn])).toBe(true);
    expect(holds('ForAnyValue:ArnNotLike', 'arn:aws:cloudfront::123456789012:distribution/*', [arn])).toBe(false);
    expect(holds('ForAnyValue:NumericLessThan', '5', ['9', '3'])).toBe(true);
    expect(holds('ForAllValues:Bool', 'true', ['true', 'false'])).toBe(false);
  });

  test('are required for several values: AWS does not document the result without one', () => {
    expect(holds('StringEquals', 'a', ['a', 'b'])).toBeNull();
    expect(holds('StringNotEquals', 'a', ['b', 'c'])).toBeNull();
    expect(holds('StringEquals', 'a', ['a'])).toBe(true);
  });
});

describe('policy variables', () => {
  const known = (y: string | undefined) => ({ keys: { 'aws:x': 'team-blue', 'aws:y': y } });

  test.each([
    ['StringEquals', 'team-${aws:y}', 'blue', true],
    ['StringEquals', 'team-${AWS:Y}', 'blue', true],
    ['StringEquals', 'team-${aws:y}', 'red', false],
    ['StringNotEquals', 'team-${aws:y}', 'blue', false],
    ['StringLike', 'team-${aws:y}*', 'b', true],
    ['StringLike', '${aws:y}-*', 'team', true],
    ['StringEquals', "team-${aws:y, 'blue'}", undefined, true],
    ['StringEquals', "team-${aws:y, 'blue'}", 'red', false],
  ])('%s %j with %j is %s', (operator, policy, value, expected) => {
    expect(holds(operator, policy, known(value))).toBe(expected);
  });

  test('do not insert wildcards', () => {
    expect(holds('StringLike', '${aws:y}', known('team-*'))).toBe(false);
    expect(holds('StringLike', '${aws:y}', { keys: { 'aws:x': 'a*', 'aws:y': 'a*' } })).toBe(true);
  });

  // "There is no equal or like value." "Inverted condition operators like StringNotEquals or StringNotLike do match
  // against a null value."
  test.each([
    ['StringEquals', false],
    ['StringLike', false],
    ['StringEqualsIgnoreCase', false],
    ['StringNotEquals', true],
    ['StringNotLike', true],
    ['StringNotEqualsIgnoreCase', true],
  ])('%s of a variable without a value is %s', (operator, expected) => {
    expect(holds(operator, '${aws:y}', known(undefined))).toBe(expected);
  });

  test.each([
    ['ArnLike', false],
    ['ArnNotLike', true],
  ])('%s of a variable without a value is %s', (operator, expected) => {
    const arn = 'arn:aws:iam::222222222222:role/a';
    expect(holds(operator, 'arn:aws:iam::222222222222:role/${aws:y}', { keys: { 'aws:x': arn } })).toBe(expected);
  });

  test('do not affect the other values of a list', () => {
    expect(holds('StringEquals', ['${aws:y}', 'team-blue'], known(undefined))).toBe(true);
    expect(holds('StringNotEquals', ['${aws:y}', 'team-blue'], known(undefined))).toBe(false);
  });

  test('are undecided if their key is unknown, unless the rest of the value decides', () => {
    expect(holds('StringEquals', 'team-${aws:y}', known('?'))).toBeNull();
    expect(holds('StringEquals', 'unit-${aws:y}', known('?'))).toBe(false);
    expect(holds('StringEquals', ['team-${aws:y}', 'team-blue'], known('?'))).toBe(true);
  });

  test('are undecided if they have several values, because AWS does not document it', () => {
    expect(
      holds('StringEquals', 'team-${aws:y}', { keys: { 'aws:x': 'team-blue', 'aws:y': ['blue', 'red'] } }),
    ).toBeNull();
  });

  test('are plain text before version 2012-10-17', () => {
    const [condition] = compileConditions({ StringLike: { 'aws:x': '${aws:y}*' } }, false);
    expect(condition?.holds(contextOf({ 'aws:x': '${aws:y}!', 'aws:y': 'b' }))).toBe(true);
    expect(condition?.holds(contextOf({ 'aws:x': 'b', 'aws:y': 'b' }))).toBe(false);
  });

  test('report their own key as missing if the key of the condition is known', () => {
    const [condition] = compileConditions({ StringEquals: { 'aws:x': 'team-${aws:Y}' } }, true);
    expect(condition?.openKeys(contextOf({ 'aws:x': 'team-blue', 'aws:y': '?' }))).toEqual(['aws:Y']);
    expect(condition?.openKeys(contextOf({ 'aws:x': '?', 'aws:y': '?' }))).toEqual(['aws:x']);
  });
});

describe('findOperator', () => {
  test.each([
    'StringEqual',
    'stringequals',
    'NullIfExists',
    'ForAnyValue:Null',
    'ForSomeValues:StringEquals',
    'IfExists',
    '',
  ])('does not find the operator %j', (name) => {
    expect(findOperator(name)).toBeNull();
  });

  test('splits an operator into its parts', () => {
    expect(findOperator('ForAllValues:StringNotLikeIfExists')).toMatchObject({
      name: 'StringNotLike',
      family: 'String',
      negated: true,
      set: 'ForAllValues',
      ifExists: true,
    });
    expect(findOperator('Null')).toEqual({ name: 'Null', family: 'Null', negated: false, set: null, ifExists: false });
  });
});
