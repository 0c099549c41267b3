import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { bucketArns, logBucketsSchema, objectArns } from './core/log-buckets';
import { deny, oneOrMany } from './core/statements';
import { logArchiveProbes } from './probes/protect-log-archive';

/** Actions that remove a bucket, open it, or change the retention and the encryption of its objects. */
const BUCKET = [
  's3:DeleteBucket',
  's3:PutBucketAcl',
  's3:PutBucketLogging',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
];

export const protectLogArchive = guardrail({
  id: 'protect-log-archive',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Only the platform can configure the buckets and keys of the log archive',
  rationale:
    'Anyone who controls the log account can make the evidence disappear: a lifecycle of one day, a key that services can no ' +
    'longer use, a policy that rejects deliveries. If a policy has locked everyone out, a centralized root session can ' +
    'repair it. `protect-log-archive-data` protects the logs themselves.',
  foundBy: [
    'CLOUDTRAIL_S3_BUCKET_ACCESS_LOGGING',
    'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    'S3_BUCKET_SSL_REQUESTS_ONLY',
  ],
  references: [
    'CIS AWS Foundations Benchmark v3.0.0, 3.4 to 3.6',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({ buckets: logBucketsSchema }).prefault({}),
  statements: ({ buckets }) => [
    deny({ Sid: 'Buckets', Action: BUCKET, Resource: oneOrMany(bucketArns(buckets)) }),
    deny({
      Sid: 'BucketPolicies',
      Action: ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy'],
      Resource: oneOrMany(bucketArns(buckets)),
      // The key is present only in sessions of sts:AssumeRoot.
      Condition: { Null: { 'aws:AssumedRoot': 'true' } },
    }),
    deny({
      Sid: 'Locks',
      Action: ['s3:PutObjectLegalHold', 's3:PutObjectRetention'],
      Resource: oneOrMany(objectArns(buckets)),
    }),
    // Key ids cannot be configured in advance: all keys of the account.
    deny({ Sid: 'Keys', Action: ['kms:DisableKeyRotation', 'kms:PutKeyPolicy', 'kms:RevokeGrant'], Resource: '*' }),
  ],
  variants: [{ name: 'with buckets by name', parameters: { buckets: ['audit-logs', 'org-*-logs'] } }],
  probes: logArchiveProbes,
});
