import { aStore, DATA, deployed, only, PARTNER, roleOf, statementsOf } from '../../support/an-application-template';
import { resourcesOf } from '../../support/synthesize';

describe('the key of an application', () => {
  const template = deployed({
    parts: (numberOf) => ({
      stores: [
        aStore(numberOf('shop'), {
          readers: [
            roleOf('shop', numberOf('shop')),
            roleOf('analytics', numberOf('data')),
            { account: PARTNER, patterns: [`arn:aws:iam::${PARTNER}:role/etl`], until: '2027-03-31T00:00:00Z' },
          ],
        }),
        aStore(numberOf('shop'), { name: 'images', bucketName: 'images', isRetired: true, readers: [], writers: [] }),
      ],
    }),
  });
  const key = only(template, 'AWS::KMS::Key');
  const statements = statementsOf(key.Properties?.['KeyPolicy']);
  const bucket = 'arn:aws:s3:::rampart-app-shop-orders-222222222222-eu-central-1-an';

  test('is rotated, has the tag of the application, and outlives its stack', () => {
    expect(key.Properties).toMatchObject({
      EnableKeyRotation: true,
      Tags: [{ Key: 'rampart:application', Value: 'shop' }],
    });
    expect([key.DeletionPolicy, key.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  test('has no alias', () => {
    expect(resourcesOf(template, 'AWS::KMS::Alias')).toEqual([]);
  });

  test('is administered by the account, which can delegate neither its use nor grants', () => {
    const { Administration } = statements;
    expect(Administration).toMatchObject({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222222222222:root' } });
    expect(Administration?.Action).toContain('kms:PutKeyPolicy');
    for (const action of ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:*'])
      expect(Administration?.Action).not.toContain(action);
  });

  test('is used by readers and writers of a store, through S3 and for its bucket', () => {
    expect(statements['UseForStore1']).toEqual({
      Sid: 'UseForStore1',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::222222222222:root', `arn:aws:iam::${DATA}:root`] },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: {
        ArnLike: {
          'aws:PrincipalArn': ['arn:aws:iam::222222222222:role/app/shop', `arn:aws:iam::${DATA}:role/app/analytics`],
        },
        StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket, `${bucket}/*`] },
      },
    });
  });

  test('is used by a partner until its grant ends', () => {
    expect(statements['UseForStore12']).toMatchObject({
      Principal: { AWS: `arn:aws:iam::${PARTNER}:root` },
      Condition: {
        ArnLike: { 'aws:PrincipalArn': [`arn:aws:iam::${PARTNER}:role/etl`] },
        DateLessThan: { 'aws:CurrentTime': '2027-03-31T00:00:00Z' },
      },
    });
  });

  test('has no statement for a store that is retired', () => {
    expect(Object.keys(statements)).toEqual(['Administration', 'UseForStore1', 'UseForStore12']);
  });

  test('is closed for everybody when no store is open', () => {
    const retired = deployed({
      parts: (numberOf) => ({ stores: [aStore(numberOf('shop'), { isRetired: true, readers: [], writers: [] })] }),
    });
    const { ClosedForEverybody, ...others } = statementsOf(only(retired, 'AWS::KMS::Key').Properties?.['KeyPolicy']);
    expect(Object.keys(others)).toEqual(['Administration']);
    expect(ClosedForEverybody).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' }, Resource: '*' });
    expect(ClosedForEverybody).not.toHaveProperty('Condition');
    for (const action of ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'])
      expect(ClosedForEverybody?.Action).toContain(action);
  });
});
