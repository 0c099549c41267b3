import { AccountTemplate } from '../../../constructs/baseline/account-template';
import { aStack, resourcesOf, type TemplateJson } from '../../support/synthesize';

const DOCUMENT = { Version: '2012-10-17', Statement: [] } as const;

const template = JSON.parse(
  new AccountTemplate(aStack(), 'Account', {
    forwarding: {
      prefix: 'rampart-',
      busArn: 'arn:aws:events:eu-central-1:111111111111:event-bus/rampart-events',
      forwarder: { path: '/platform/', name: 'event-forwarder' },
    },
    boundary: { path: '/platform/', name: 'boundary', document: DOCUMENT },
    auditor: aRole('audit', 'security'),
    backupOperator: aRole('backup-operator', 'backup-operator'),
  }).toText(),
) as TemplateJson & { readonly Parameters: unknown };

function aRole(name: string, permissionSet: string) {
  return {
    ...{ path: '/platform/', name, description: name, people: [`aws-reserved/AWSReservedSSO_${permissionSet}_?`] },
    permissions: { name: permissionSet, document: DOCUMENT },
  };
}

test("the audit account's number is the only parameter", () => {
  expect(template.Parameters).toEqual({ Audit: { Type: 'String', AllowedPattern: '\\d{12}' } });
});

test('people of that account, with the permission set of each role, assume it', () => {
  const trusts = resourcesOf(template, 'AWS::IAM::Role').flatMap(([, { Properties }]) => {
    const { Statement } = Properties?.['AssumeRolePolicyDocument'] as { readonly Statement: readonly object[] };
    return Statement.map((statement) => [Properties?.['RoleName'], statement] as const);
  });
  const inAudit = (end: string) => ({ 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'Audit' }, end]] });
  expect(trusts.filter(([name]) => name !== 'event-forwarder')).toEqual(
    [
      ['audit', 'security'],
      ['backup-operator', 'backup-operator'],
    ].map(([name, permissionSet = '']) => [
      name,
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: inAudit(':root') },
        Condition: {
          ArnLike: { 'aws:PrincipalArn': [inAudit(`:role/aws-reserved/AWSReservedSSO_${permissionSet}_?`)] },
        },
      },
    ]),
  );
});
