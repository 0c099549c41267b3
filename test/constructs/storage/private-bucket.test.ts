import { PrivateBucket } from '../../../constructs/storage/private-bucket';
import { aStack, resourcesOf, templateOf, type Resource } from '../../support/synthesize';

const PROPS = { bucketName: 'data-222222222222-eu-central-1-an' };

describe('a private bucket', () => {
  const stack = aStack();
  new PrivateBucket(stack, 'Data', PROPS);
  const template = templateOf(stack);
  const bucket = only('AWS::S3::Bucket');
  const policy = only('AWS::S3::BucketPolicy');

  function only(type: string): Resource {
    const [[, resource] = []] = resourcesOf(template, type);
    if (resource === undefined) throw new Error(`no ${type}`);
    return resource;
  }

  test('has its name in the namespace of its account and Region', () => {
    expect(bucket.Properties).toMatchObject({ BucketName: PROPS.bucketName, BucketNamespace: 'account-regional' });
  });

  test('is private, owns what is delivered to it, and keeps versions', () => {
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

  test('outlives its stack with its policy, but not a creation that fails', () => {
    expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(policy.DeletionPolicy).toBe('Retain');
  });

  test('denies plain HTTP to everybody', () => {
    const { Statement } = policy.Properties?.['PolicyDocument'] as { Statement: object[] };
    expect(Statement).toEqual([
      {
        Sid: 'OnlyTls',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: [
          { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
          { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.any(String), 'Arn'] }, '/*']] },
        ],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });
});
