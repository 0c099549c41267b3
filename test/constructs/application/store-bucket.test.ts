import {
  aStore,
  DATA,
  deployed,
  only,
  PARTNER,
  roleOf,
  SHOP,
  statementsOf,
  type NumberOf,
} from '../../support/an-application-template';
import type { OwnStore } from '../../../constructs/application/application';

const PEOPLE = `arn:aws:iam::${SHOP}:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_app-shop_????????????????`;
const OWN = `arn:aws:iam::${SHOP}:role/app/shop`;
const READER = `arn:aws:iam::${DATA}:role/app/analytics`;
const WRITER = `arn:aws:iam::${DATA}:role/app/loader`;
const PARTNER_ROLE = `arn:aws:iam::${PARTNER}:role/etl`;

function build(overrides: (numberOf: NumberOf) => Partial<OwnStore>) {
  const template = deployed({
    parts: (numberOf) => ({ stores: [aStore(numberOf('shop'), overrides(numberOf))] }),
  });
  const policy = only(template, 'AWS::S3::BucketPolicy');
  return {
    bucket: only(template, 'AWS::S3::Bucket'),
    policy,
    statements: statementsOf(policy.Properties?.['PolicyDocument']),
  };
}

const { bucket, policy, statements } = build((numberOf) => {
  const partner = { account: PARTNER, patterns: [PARTNER_ROLE] };
  return {
    keepReplacedDays: 90,
    readers: [
      roleOf('shop', numberOf('shop')),
      { account: numberOf('shop'), patterns: [PEOPLE], until: null },
      roleOf('analytics', numberOf('data')),
    ],
    writers: [
      roleOf('shop', numberOf('shop')),
      roleOf('loader', numberOf('data')),
      { ...partner, until: '2027-03-31T00:00:00Z' },
    ],
  };
});
const BUCKET = '<Storesorders956824B9.Arn>';
const OBJECTS = `${BUCKET}/*`;
const STACK_SETS = 'arn:*:iam::*:role/stacksets-exec-*';
const EVERYBODY = { Effect: 'Deny', Principal: { AWS: '*' } };

test('the bucket has the tag of the plan that backs it up, as long as it is in use', () => {
  const backupTag = { key: 'backup', value: 'daily' };
  const tagsOf = (store: Partial<OwnStore>) => build(() => store).bucket.Properties?.['Tags'];
  const whose = { Key: 'rampart:application', Value: 'shop' };
  expect(tagsOf({ backupTag })).toEqual([{ Key: 'backup', Value: 'daily' }, whose]);
  expect(tagsOf({})).toEqual([whose]);
  expect(tagsOf({ backupTag, isRetired: true })).toEqual([whose]);
});

describe('the bucket of a store', () => {
  test('has its name in the namespace of its account and Region, and the tag of the application', () => {
    expect(bucket.Properties).toMatchObject({
      BucketName: 'rampart-app-shop-orders-222222222222-eu-central-1-an',
      BucketNamespace: 'account-regional',
      Tags: [{ Key: 'rampart:application', Value: 'shop' }],
    });
  });

  test("encrypts with the application's key by default, with a key of the bucket, and refuses keys of clients", () => {
    expect(bucket.Properties?.['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: {
            KMSMasterKeyID: '<Key961B73FD.Arn>',
            SSEAlgorithm: 'aws:kms',
          },
        },
      ],
    });
  });

  test('is private, has no access control lists, and keeps versions', () => {
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  test('deletes parts of uploads that never ended, and replaced versions only when it is told to', () => {
    const rule = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' };
    expect(bucket.Properties?.['LifecycleConfiguration']).toEqual({
      Rules: [{ ...rule, NoncurrentVersionExpiration: { NoncurrentDays: 90 } }],
    });
    expect(build(() => ({})).bucket.Properties?.['LifecycleConfiguration']).toEqual({ Rules: [rule] });
  });

  test('outlives its stack with its policy, but not a creation that fails', () => {
    expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect([policy.DeletionPolicy, policy.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });
});

describe('the policy of the bucket of a store', () => {
  test('has these statements', () => {
    expect(Object.keys(statements)).toEqual([
      'OnlyTls',
      'OnlyReadersRead',
      'OnlyReadersList',
      'OnlyWritersWrite',
      'NoOtherKey',
      'NoEncryptionWithoutKey',
      'NoKeyOfClients',
      'NoChangeOfKey',
      'NoLossOfVersions',
      'Readers',
      'Writers',
      'Writers2',
    ]);
  });

  test('denies plain HTTP', () => {
    expect(statements['OnlyTls']).toMatchObject({
      ...EVERYBODY,
      Action: 's3:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  test('denies reading to everybody but readers and AWS services', () => {
    expect(statements['OnlyReadersRead']).toEqual({
      Sid: 'OnlyReadersRead',
      ...EVERYBODY,
      Action: ['s3:GetObject*', 's3:ListObject*'],
      Resource: OBJECTS,
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': [OWN, PEOPLE, READER] },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    });
  });

  test('denies listing to the same, but not to CloudFormation, which asks so whether the bucket is there', () => {
    expect(statements['OnlyReadersList']).toEqual({
      Sid: 'OnlyReadersList',
      ...EVERYBODY,
      Action: 's3:ListBucket*',
      Resource: BUCKET,
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': [OWN, PEOPLE, READER, STACK_SETS] },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    });
  });

  test('denies everybody to delete a version', () => {
    const { NoLossOfVersions } = statements;
    expect(NoLossOfVersions).toEqual({
      Sid: 'NoLossOfVersions',
      ...EVERYBODY,
      Action: 's3:DeleteObjectVersion',
      Resource: OBJECTS,
    });
  });

  test('denies everything else on objects to everybody but writers and AWS services, also what S3 adds', () => {
    expect(statements['OnlyWritersWrite']).toEqual({
      Sid: 'OnlyWritersWrite',
      ...EVERYBODY,
      NotAction: ['s3:GetObject*', 's3:ListObject*'],
      Resource: OBJECTS,
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': [OWN, WRITER, PARTNER_ROLE] },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    });
  });

  test('denies another key, no key, and keys of clients, but no upload that leaves it to the default', () => {
    const encryption = 's3:x-amz-server-side-encryption';
    const id = `${encryption}-aws-kms-key-id`;
    const conditions = ['NoOtherKey', 'NoEncryptionWithoutKey', 'NoKeyOfClients'].map((sid) => {
      expect(statements[sid]).toMatchObject({ ...EVERYBODY, Action: 's3:PutObject' });
      return statements[sid]?.Condition;
    });
    expect(conditions).toEqual([
      { StringNotEquals: { [id]: '<Key961B73FD.Arn>' }, Null: { [id]: 'false' } },
      { Null: { [encryption]: 'false', [id]: 'true' } },
      { Null: { [`${encryption}-customer-algorithm`]: 'false' } },
    ]);
  });

  test('denies that an object gets another key later, whoever asks', () => {
    const { NoChangeOfKey } = statements;
    expect(NoChangeOfKey).toMatchObject({ ...EVERYBODY, Action: 's3:UpdateObjectEncryption' });
    expect(NoChangeOfKey).not.toHaveProperty('Condition');
  });

  test('lets readers of other accounts in, narrowed by their ARNs: in its own account their own policies do', () => {
    expect(statements['Readers']).toMatchObject({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${DATA}:root` },
      Condition: { ArnLike: { 'aws:PrincipalArn': [READER] } },
    });
    expect(statements['Readers']?.Action).toEqual(
      expect.arrayContaining(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket']),
    );
    expect(statements['Readers']?.Action).not.toContain('s3:PutObject');
  });

  test('lets writers of other accounts in, and partners until their grants end', () => {
    expect(statements['Writers']).toMatchObject({
      Principal: { AWS: `arn:aws:iam::${DATA}:root` },
      Condition: { ArnLike: { 'aws:PrincipalArn': [WRITER] } },
    });
    expect(statements['Writers2']).toMatchObject({
      Principal: { AWS: `arn:aws:iam::${PARTNER}:root` },
      Action: [
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:ListMultipartUploadParts',
        's3:PutObject',
        's3:PutObjectTagging',
      ],
      Condition: {
        ArnLike: { 'aws:PrincipalArn': [PARTNER_ROLE] },
        DateLessThan: { 'aws:CurrentTime': '2027-03-31T00:00:00Z' },
      },
    });
  });

  test('of a retired store denies all data to everybody, and leaves the settings alone', () => {
    const { OnlyTls, ClosedForEverybody, ListedForNobody, ...others } = build(() => ({ isRetired: true })).statements;
    expect(others).toEqual({});
    expect(OnlyTls).toBeDefined();
    expect(ClosedForEverybody).toEqual({
      Sid: 'ClosedForEverybody',
      ...EVERYBODY,
      Action: 's3:*',
      Resource: OBJECTS,
    });
    expect(ListedForNobody).toEqual({
      Sid: 'ListedForNobody',
      ...EVERYBODY,
      Action: 's3:ListBucket*',
      Resource: BUCKET,
      Condition: { ArnNotLike: { 'aws:PrincipalArn': [STACK_SETS] } },
    });
  });
});
