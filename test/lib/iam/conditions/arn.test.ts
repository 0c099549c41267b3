import { holds } from './ask';

describe('ARN operators', () => {
  const role = 'arn:aws:iam::222222222222:role/team/developer';

  test.each([
    ['ArnEquals', role, true],
    ['ArnLike', 'arn:*:iam::*:role/team/*', true],
    ['ArnEquals', 'arn:aws:iam::222222222222:role/*', true],
    ['ArnLike', 'arn:aws:iam::22222222222?:role/team/dev*er', true],
    ['ArnLike', 'arn:aws:iam::222222222222:ROLE/team/developer', false],
    ['ArnLike', 'arn:aws:iam:*:role/team/developer:', false],
    ['ArnLike', 'arn:*:*:*:*:*', true],
    ['ArnLike', ['arn:aws:iam::*:user/*', 'arn:aws:iam::*:role/*'], true],
    ['ArnNotLike', 'arn:*:iam::*:role/team/*', false],
    ['ArnNotEquals', ['arn:aws:iam::*:user/*', 'arn:aws:iam::*:role/admin'], true],
  ] as const)('%s %j is %s', (operator, pattern, expected) => {
    expect(holds(operator, pattern, role)).toBe(expected);
  });

  test.each([
    'arn:aws-cn:iam::222222222222:role/team/developer',
    'arn:aws:sts::222222222222:role/team/developer',
    'arn:aws:iam:eu-central-1:222222222222:role/team/developer',
    'arn:aws:iam::333333333333:role/team/developer',
    'arn:aws:iam::222222222222:role/team/admin',
  ])('compares every part, so it does not match %s', (pattern) => {
    expect(holds('ArnLike', pattern, role)).toBe(false);
    expect(holds('ArnNotEquals', pattern, role)).toBe(true);
  });

  test('matches wildcards within one part', () => {
    expect(holds('ArnLike', 'arn:aws:*:role/developer', 'arn:aws:iam::222222222222:role/developer')).toBeNull();
    expect(holds('ArnLike', 'arn:aws:s3:::*:x', 'arn:aws:s3:::a:b:x')).toBe(true);
    expect(holds('ArnLike', 'arn:aws:iam::*:root', 'arn:aws:iam::1:2:root')).toBe(false);
  });

  test.each(['*', 'lz-*', 'arn:aws:iam::*', 'role/developer'])(
    'is undecided for %j, which does not have six parts',
    (pattern) => {
      expect(holds('ArnLike', pattern, role)).toBeNull();
      expect(holds('ArnNotLike', pattern, role)).toBeNull();
    },
  );

  test('is undecided for text in a request that is not an ARN', () => {
    expect(holds('ArnLike', 'arn:*:*:*:*:*', 'cloudtrail.amazonaws.com')).toBeNull();
    expect(holds('ArnNotLike', 'arn:*:*:*:*:*', 'cloudtrail.amazonaws.com')).toBeNull();
  });
});
