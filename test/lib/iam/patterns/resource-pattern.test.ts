import { resourceMatcher } from '../../../../lib/iam/patterns/resource-pattern';
import { contextOf, type Keys } from '../conditions/ask';

const matches = (pattern: string | readonly string[], resource: string | null, keys: Keys = {}): boolean | null =>
  resourceMatcher(typeof pattern === 'string' ? [pattern] : pattern, true).matches(resource, contextOf(keys));

const instance = 'arn:aws:ec2:eu-central-1:222222222222:instance/i-1';
const object = 'arn:aws:s3:::orders/2026/a:b.csv';

describe('a resource pattern', () => {
  test.each([
    ['*', instance, true],
    ['**', instance, true],
    ['arn:aws:ec2:*:*:instance/*', instance, true],
    ['arn:*:ec2:eu-*-1:??????222222:instance/i-?', instance, true],
    ['arn:aws:ec2:*:*:volume/*', instance, false],
    ['arn:aws:ec2:*:*:instance/', instance, false],
    ['arn:aws:EC2:*:*:instance/*', instance, false],
    ['arn:aws-cn:ec2:*:*:instance/*', instance, false],
    ['arn:aws:ec2:us-*:*:instance/*', instance, false],
    ['arn:aws:ec2:*:333333333333:instance/*', instance, false],
    ['arn:aws:s3:::orders/*', object, true],
    ['arn:aws:s3:::orders/*:b.csv', object, true],
    ['arn:aws:s3:::orders', object, false],
    ['arn:aws:s3:::order?/2026*', object, true],
    ['arn:aws:s3:::orders/${*}', object, false],
    ['arn:aws:s3:::orders/${*}', 'arn:aws:s3:::orders/*', true],
    ['arn:aws:ec2:*', instance, true],
    ['arn:aws:ec2:eu-central-1:2222*', instance, true],
    ['arn:aws:ec*', instance, true],
    ['arn:*', object, true],
    ['arn:aws:iam::*', instance, false],
  ])('%s matches %s: %s', (pattern, resource, expected) => {
    expect(matches(pattern, resource)).toBe(expected);
  });

  test('matches the resource `*` of an action without resources only if the pattern is `*`', () => {
    expect(matches('*', '*')).toBe(true);
    expect(matches('arn:aws:s3:::*', '*')).toBe(false);
    expect(matches('arn:*', '*')).toBe(false);
  });

  // "If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon
  // boundaries."
  test.each(['arn:aws:ec2:*:instance/*', 'arn:aws:*:instance/i-1', 'arn:*:ec2:*:instance/*'])(
    'with too few parts, %s, is undecided if a `*` would have to match a colon',
    (pattern) => {
      expect(matches(pattern, instance)).toBeNull();
      expect(matches(pattern, object)).toBe(false);
    },
  );

  test.each(['arn:aws:ec2', 'arn:aws:ec2:eu-central-1:222222222222', 'arn'])(
    'without a `*` at its end, %s, is undecided if its completion would match',
    (pattern) => {
      expect(matches(pattern, instance)).toBeNull();
      expect(matches(pattern, 'arn:aws:s3:::x')).toBe(pattern === 'arn' ? null : false);
    },
  );

  test('is undecided for an unknown resource, unless the pattern is `*`', () => {
    expect(matches('arn:aws:s3:::*', null)).toBeNull();
    expect(matches('*', null)).toBe(true);
  });

  test('in a list matches if one of the patterns matches', () => {
    expect(matches(['arn:aws:ec2:*:instance/*', 'arn:aws:ec2:*:*:instance/*'], instance)).toBe(true);
    expect(matches(['arn:aws:ec2:*:instance/*', 'arn:aws:s3:::*'], instance)).toBeNull();
  });
});

describe('a variable in a resource pattern', () => {
  const pattern = 'arn:aws:s3:::orders/${aws:username}/*';

  test('is replaced with its value, without wildcards', () => {
    expect(matches(pattern, 'arn:aws:s3:::orders/anna/x', { 'aws:username': 'anna' })).toBe(true);
    expect(matches(pattern, 'arn:aws:s3:::orders/anna/x', { 'aws:username': 'bob' })).toBe(false);
    expect(matches(pattern, 'arn:aws:s3:::orders/anna/x', { 'aws:username': '*' })).toBe(false);
  });

  test('has a default value', () => {
    const withDefault = "arn:aws:s3:::bucket-${aws:PrincipalTag/team, 'company-wide'}";
    expect(matches(withDefault, 'arn:aws:s3:::bucket-company-wide')).toBe(true);
    expect(matches(withDefault, 'arn:aws:s3:::bucket-company-wide', { 'aws:PrincipalTag/team': 'yellow' })).toBe(false);
  });

  // "the resource that includes a policy variable with no value will not match any resource"
  test('without a value matches no resource', () => {
    expect(matches(pattern, 'arn:aws:s3:::orders/anna/x')).toBe(false);
    expect(matches('arn:aws:s3:::orders/${aws:username}*', 'arn:aws:s3:::orders/')).toBe(false);
  });

  test('is undecided if it is unknown, unless the rest of the pattern decides', () => {
    expect(matches(pattern, 'arn:aws:s3:::orders/anna/x', { 'aws:username': '?' })).toBeNull();
    expect(matches(pattern, 'arn:aws:s3:::invoices/anna/x', { 'aws:username': '?' })).toBe(false);
  });

  // "You can't use a variable to replace parts of the ARN before the fifth colon."
  test('before the fifth colon is undecided', () => {
    const early = 'arn:aws:ec2:*:${aws:PrincipalAccount}:instance/*';
    expect(matches(early, instance, { 'aws:PrincipalAccount': '222222222222' })).toBeNull();
    expect(matches(early, instance, { 'aws:PrincipalAccount': '333333333333' })).toBe(false);
  });
});
