import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { bucketArns, logBucketsSchema, objectArns } from './core/log-buckets';
import { deny, oneOrMany } from './core/statements';
import { logArchiveProbes } from './probes/protect-log-archive';

/** What removes a bucket, opens it, or decides how long and under which key its objects live. */
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
  summary: 'The buckets and keys of the log archive can be configured by the platform only',
  rationale:
    'Whoever rules the log account can let the evidence die by itself: a lifecycle of one day, a key that services may no ' +
    'longer use, a policy that turns deliveries away. Where a policy has locked everyone out, a centralised root session ' +
    'may repair it. The logs themselves are held by `protect-log-archive-data`.',
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
      // The key is part of the request only in sessions by sts:AssumeRoot.
      Condition: { Null: { 'aws:AssumedRoot': 'true' } },
    }),
    deny({
      Sid: 'Locks',
      Action: ['s3:PutObjectLegalHold', 's3:PutObjectRetention'],
      Resource: oneOrMany(objectArns(buckets)),
    }),
    // Keys have no names that would tell them apart: all of the account.
    deny({ Sid: 'Keys', Action: ['kms:DisableKeyRotation', 'kms:PutKeyPolicy', 'kms:RevokeGrant'], Resource: '*' }),
  ],
  variants: [{ name: 'with buckets by name', parameters: { buckets: ['audit-logs', 'org-*-logs'] } }],
  probes: logArchiveProbes,
});
