import { isNeverDenied, rcpBinds, scpExemptReason } from '../../../../lib/iam/evaluation/binding';

describe('service control policies', () => {
  test.each([
    ['role', 'member', null],
    ['root', 'member', null],
    ['user', 'member', null],
    ['federated-user', 'member', null],
    ['role', 'management-account', 'management-account'],
    ['root', 'management-account', 'management-account'],
    ['service-linked-role', 'member', 'service-linked-role'],
    ['service', 'outside', 'service-principal'],
    ['service', 'member', 'service-principal'],
    ['role', 'outside', 'outside-organization'],
    ['anonymous', 'outside', 'outside-organization'],
  ] as const)('for a %s (%s): %s', (caller, standing, expected) => {
    expect(scpExemptReason(caller, standing, 's3:GetObject')).toBe(expected);
  });

  test('do not restrict Mechanical Turk', () => {
    expect(scpExemptReason('role', 'member', 'mechanicalturk:CreateHIT')).toBe('never-denied-action');
  });
});

test('nobody can be denied sts:GetCallerIdentity', () => {
  expect(isNeverDenied('STS:getCallerIdentity')).toBe(true);
  expect(isNeverDenied('sts:GetSessionToken')).toBe(false);
});

describe('resource control policies', () => {
  const access = {
    action: 's3:GetObject',
    caller: 'role',
    owner: 'member',
    resource: 'arn:aws:s3:::orders/a',
    aliases: [],
  } as const;

  test.each([
    ['a role', {}, true],
    ['the root user', { caller: 'root' }, true],
    ['a service', { caller: 'service' }, true],
    ['an anonymous caller', { caller: 'anonymous' }, true],
    ['a service-linked role', { caller: 'service-linked-role' }, false],
    ['a resource of the management account', { owner: 'management-account' }, false],
    ['a resource outside of the organization', { owner: 'outside' }, false],
    ['a service that they do not reach', { action: 'ec2:RunInstances', resource: '*' }, false],
    ['retiring a grant', { action: 'kms:RetireGrant' }, false],
    ['a key of a customer', { action: 'kms:Decrypt', aliases: ['alias/orders'] }, true],
    ['a key that AWS manages', { action: 'kms:Decrypt', aliases: ['alias/aws/s3'] }, false],
    [
      'the alias of a key that AWS manages',
      { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-central-1:222222222222:alias/aws/s3' },
      false,
    ],
    [
      'assuming a service-linked role',
      { action: 'sts:AssumeRole', resource: 'arn:aws:iam::222222222222:role/aws-service-role/a/b' },
      false,
    ],
    ['assuming another role', { action: 'sts:AssumeRole', resource: 'arn:aws:iam::222222222222:role/b' }, true],
  ] as const)('for %s: %s', (_what, change, expected) => {
    expect(rcpBinds({ ...access, ...change })).toBe(expected);
  });
});
