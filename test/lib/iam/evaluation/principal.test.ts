import { isServiceLinkedRole, parsePrincipal } from '../../../../lib/iam/evaluation/principal';

describe('parsePrincipal', () => {
  test.each([
    ['arn:aws:iam::222222222222:role/developer', 'role', 'developer'],
    [
      'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1',
      'role',
      'AWSReservedSSO_Admin_1',
    ],
    [
      'arn:aws:iam::222222222222:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
      'service-linked-role',
      'AWSServiceRoleForConfig',
    ],
    ['arn:aws:iam::222222222222:role/root', 'role', 'root'],
    ['arn:aws:iam::222222222222:user/team/anna', 'user', 'anna'],
    ['arn:aws-cn:iam::222222222222:user/anna', 'user', 'anna'],
    ['arn:aws:iam::222222222222:root', 'root', ''],
    ['arn:aws:sts::222222222222:federated-user/anna', 'federated-user', 'anna'],
  ])('parses %s as a %s with the name %j', (text, kind, name) => {
    expect(parsePrincipal(text)).toEqual({ kind, name, arn: text, account: '222222222222' });
  });

  test('parses a service and an anonymous caller', () => {
    expect(parsePrincipal('service:cloudtrail.amazonaws.com')).toEqual({
      kind: 'service',
      arn: null,
      account: null,
      name: 'cloudtrail.amazonaws.com',
    });
    expect(parsePrincipal('*')).toMatchObject({ kind: 'anonymous', arn: null });
  });

  test('suggests the role of a session', () => {
    expect(parsePrincipal('arn:aws:sts::222222222222:assumed-role/developer/anna')).toMatchObject({
      kind: 'mistake',
      fix: expect.stringContaining('arn:aws:iam::222222222222:role/developer') as string,
    });
  });

  test('suggests the path of a role of Identity Center', () => {
    const session = 'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/anna';
    expect(parsePrincipal(session)).toMatchObject({
      fix: expect.stringContaining('/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_') as string,
    });
  });

  test.each([
    '',
    'anna',
    '222222222222',
    'service:',
    'arn:aws:iam::222222222222:role/',
    'arn:aws:iam::222222222222:group/a',
    'arn:aws:iam::22222222222:role/a',
    'arn:aws:iam::222222222222:federated-user/a',
    'arn:aws:sts::222222222222:role/a',
    'arn:aws:s3:::orders',
  ])('fails on %j', (text) => {
    expect(parsePrincipal(text).kind).toBe('mistake');
  });
});

test('a service-linked role is recognized by its path', () => {
  expect(isServiceLinkedRole('arn:aws:iam::222222222222:role/aws-service-role/a.amazonaws.com/b')).toBe(true);
  expect(isServiceLinkedRole('arn:aws:iam::222222222222:role/x/aws-service-role/b')).toBe(false);
});
