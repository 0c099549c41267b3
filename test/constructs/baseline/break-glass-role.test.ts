import { BreakGlassRole } from '../../../constructs/baseline/break-glass-role';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const props = { path: '/platform/', name: 'break-glass', managementAccount: '999999999999', userPath: '/rescue/' };

test('only users below the path, with MFA of the last hour, assume it, and the account is the principal', () => {
  const stack = aStack();
  new BreakGlassRole(stack, 'BreakGlass', props);
  const [[, role] = []] = resourcesOf(templateOf(stack), 'AWS::IAM::Role');
  expect(role?.Properties?.['AssumeRolePolicyDocument']).toMatchObject({
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Condition: {
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::999999999999:user/rescue/*' },
          Bool: { 'aws:MultiFactorAuthPresent': 'true' },
          NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
        },
      },
    ],
  });
  expect(JSON.stringify(role?.Properties?.['AssumeRolePolicyDocument'])).toContain('999999999999:root');
});

test('it is an administrator for one hour, by the path and name that guardrails exempt and alarms watch', () => {
  const stack = aStack();
  new BreakGlassRole(stack, 'BreakGlass', props);
  const [[, role] = []] = resourcesOf(templateOf(stack), 'AWS::IAM::Role');
  expect(role?.Properties).toMatchObject({ Path: '/platform/', RoleName: 'break-glass', MaxSessionDuration: 3600 });
  expect(JSON.stringify(role?.Properties?.['ManagedPolicyArns'])).toContain(':iam::aws:policy/AdministratorAccess');
});
