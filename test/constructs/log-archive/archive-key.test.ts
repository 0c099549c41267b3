import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ArchiveKey } from '../../../constructs/log-archive/archive-key';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Condition?: object;
}

describe('a key of the archive', () => {
  const stack = aStack();
  new ArchiveKey(stack, 'Encryption', {
    description: 'Encrypts',
    alias: 'alias/logs',
    deployers: ['arn:*:iam::*:role/deployer'],
    uses: [
      new PolicyStatement({
        sid: 'Use',
        principals: [new ServicePrincipal('config.amazonaws.com')],
        actions: ['kms:GenerateDataKey'],
        resources: ['*'],
      }),
    ],
  });
  const template = templateOf(stack);
  const [[keyId, key] = []] = resourcesOf(template, 'AWS::KMS::Key');
  const [[, alias] = []] = resourcesOf(template, 'AWS::KMS::Alias');
  const { Statement: statements } = key?.Properties?.['KeyPolicy'] as { Statement: readonly Statement[] };

  test('is rotated and outlives its stack', () => {
    expect(key?.Properties?.['EnableKeyRotation']).toBe(true);
    expect([key?.DeletionPolicy, key?.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  test('has an alias', () => {
    expect(alias?.Properties).toEqual({ AliasName: 'alias/logs', TargetKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] } });
  });

  test('can be configured by the account, and its policy changed without a condition', () => {
    const [administration] = statements;
    expect(administration).toMatchObject({ Sid: 'Administration', Effect: 'Allow' });
    expect(administration).not.toHaveProperty('Condition');
    expect(administration?.Action).toContain('kms:PutKeyPolicy');
  });

  test.each([
    'kms:CreateGrant',
    'kms:Decrypt',
    'kms:DisableKey',
    'kms:DisableKeyRotation',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ImportKeyMaterial',
    'kms:ReEncryptFrom',
    'kms:ReplicateKey',
    'kms:ScheduleKeyDeletion',
  ])('lets the account not delegate %s', (action) => {
    expect(statements[0]?.Action).not.toContain(action);
  });

  test('names the actions of administration one by one: what AWS adds is not among them', () => {
    expect([statements[0]?.Action].flat().filter((action) => action?.includes('*'))).toEqual([]);
  });

  test('lets only those who deploy move the alias', () => {
    expect(statements[1]).toMatchObject({
      Sid: 'Alias',
      Action: ['kms:CreateAlias', 'kms:DeleteAlias', 'kms:UpdateAlias'],
      Condition: { ArnLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/deployer'] } },
    });
  });

  test('can be used as it is asked to, and not otherwise', () => {
    expect(statements.slice(2)).toMatchObject([{ Sid: 'Use', Action: 'kms:GenerateDataKey' }]);
  });
});
