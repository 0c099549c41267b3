import { RoleFromAuditAccount } from '../../../constructs/baseline/role-from-audit-account';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const [[, role] = []] = (() => {
  const stack = aStack();
  new RoleFromAuditAccount(stack, 'Auditor', {
    path: '/platform/',
    name: 'audit',
    description: 'Reads',
    people: ['aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_security_????????????????'],
    permissions: { name: 'read-only', document: { Version: '2012-10-17', Statement: [] } },
    auditAccount: '333333333333',
  });
  return resourcesOf(templateOf(stack), 'AWS::IAM::Role');
})();

test('only roles of the permission set in the audit account assume it, and that account is the principal', () => {
  expect(role?.Properties?.['AssumeRolePolicyDocument']).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::333333333333:root' },
        Action: 'sts:AssumeRole',
        Condition: {
          ArnLike: {
            'aws:PrincipalArn': [
              'arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_security_????????????????',
            ],
          },
        },
      },
    ],
  });
});

test('a session lasts an hour, and the permissions alone limit it', () => {
  expect(role?.Properties).toMatchObject({ Path: '/platform/', RoleName: 'audit', MaxSessionDuration: 3600 });
  expect(role?.Properties).not.toHaveProperty('PermissionsBoundary');
  expect(role?.Properties).not.toHaveProperty('ManagedPolicyArns');
});
