import { Key } from 'aws-cdk-lib/aws-kms';
import { LogBucket, type LogBucketProps } from '../../../constructs/log-archive/log-bucket';
import { aStack, resourcesOf, templateOf, type Resource, type TemplateJson } from '../../support/synthesize';

const PROPS: LogBucketProps = { bucketName: 'logs-222222222222-eu-central-1-an', days: 90, replacedDays: 7 };

function build(props: Partial<LogBucketProps> = {}): TemplateJson {
  const stack = aStack();
  new LogBucket(stack, 'Logs', { ...PROPS, ...props });
  return templateOf(stack);
}

function bucketIn(template: TemplateJson): Resource {
  const [[, bucket] = []] = resourcesOf(template, 'AWS::S3::Bucket');
  if (bucket === undefined) throw new Error('no bucket');
  return bucket;
}

describe('a bucket for logs', () => {
  const bucket = bucketIn(build());

  test('deletes what is old, what has been replaced, and parts of uploads that never ended', () => {
    expect(bucket.Properties?.['LifecycleConfiguration']).toEqual({
      Rules: [
        {
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          ExpirationInDays: 90,
          NoncurrentVersionExpiration: { NoncurrentDays: 7 },
          Status: 'Enabled',
        },
      ],
    });
  });

  test('uses keys of S3, has no lock and writes no access log, unless it is asked to', () => {
    expect(bucket.Properties?.['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
    for (const name of ['ObjectLockEnabled', 'ObjectLockConfiguration', 'LoggingConfiguration'])
      expect(bucket.Properties).not.toHaveProperty(name);
  });

  test('can be locked, in a mode that nobody can end', () => {
    expect(bucketIn(build({ lockDays: 30 })).Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Days: 30, Mode: 'COMPLIANCE' } },
      },
    });
  });

  test('can write its access log into a bucket of another template, whose policy it leaves alone', () => {
    const template = build({ accessLogs: { bucketName: 'access-logs', prefix: 'logs/' } });
    expect(bucketIn(template).Properties?.['LoggingConfiguration']).toEqual({
      DestinationBucketName: 'access-logs',
      LogFilePrefix: 'logs/',
    });
    expect(resourcesOf(template, 'AWS::S3::BucketPolicy')).toHaveLength(1);
  });

  test.each([undefined, true])('can use a key of KMS, with a key of the bucket: %s', (bucketKeyEnabled) => {
    const stack = aStack();
    new LogBucket(stack, 'Logs', { ...PROPS, encryptionKey: new Key(stack, 'Key'), bucketKeyEnabled });
    expect(bucketIn(templateOf(stack)).Properties?.['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          ...(bucketKeyEnabled === true ? { BucketKeyEnabled: true } : {}),
          ServerSideEncryptionByDefault: {
            KMSMasterKeyID: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
            SSEAlgorithm: 'aws:kms',
          },
        },
      ],
    });
  });
});
