import { call, type RehearsedCall } from '../calls/call';
import type { Archive } from './archive';

/** A log in the trail's bucket. */
export interface ArchivedLog {
  readonly key: string;
  readonly version: string;
}

/** What only the root user may do with the objects. */
export function objectCalls({ bucket: Bucket }: Archive, { key, version }: ArchivedLog): readonly RehearsedCall[] {
  const arn = `arn:aws:s3:::${Bucket}/${key}`;
  const log = { Bucket, Key: key };
  const later = { Mode: 'COMPLIANCE', RetainUntilDate: new Date('2040-01-01T00:00:00Z') } as const;
  return [
    call('reads a log', 's3:GetObject', arn, log),
    call('reads a version of a log', 's3:GetObject', arn, { ...log, VersionId: version }),
    call("reads a log's retention", 's3:GetObjectRetention', arn, log),
    call('writes a log', 's3:PutObject', arn, { ...log, Body: 'forged' }),
    call('copies a log', 's3:CopyObject', arn, { Bucket, Key: 'copy', CopySource: `${Bucket}/${key}` }),
    call('starts an upload in parts', 's3:CreateMultipartUpload', arn, log),
    call('deletes a log', 's3:DeleteObject', arn, log),
    call('deletes a version of a log', 's3:DeleteObject', arn, { ...log, VersionId: version }),
    call('changes the retention of a log', 's3:PutObjectRetention', arn, {
      ...log,
      Retention: later,
      BypassGovernanceRetention: true,
    }),
    call('puts a legal hold on a log', 's3:PutObjectLegalHold', arn, { ...log, LegalHold: { Status: 'ON' } }),
    call('tags a log', 's3:PutObjectTagging', arn, { ...log, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }),
    call('changes the ACL of a log', 's3:PutObjectAcl', arn, { ...log, ACL: 'private' }),
  ];
}

/** What only the root user may do with the bucket. The names of the operations are the ones that the emulator checks. */
export function bucketCalls({ bucket: Bucket, account }: Archive): readonly RehearsedCall[] {
  const arn = `arn:aws:s3:::${Bucket}`;
  const nobody = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const open = {
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  };
  const expiry = { ID: 'a', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } } as const;
  const ownKeys = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } as const;
  return [
    call('lists the logs', 's3:ListObjectsV2', arn, { Bucket }),
    call('lists the logs in the old way', 's3:ListObjects', arn, { Bucket }),
    call('lists the versions', 's3:ListObjectVersions', arn, { Bucket }),
    call('lists uploads in parts', 's3:ListMultipartUploads', arn, { Bucket }),
    call('changes the policy of the bucket', 's3:PutBucketPolicy', arn, { Bucket, Policy: nobody }),
    call('deletes the policy of the bucket', 's3:DeleteBucketPolicy', arn, { Bucket }),
    call('deletes the bucket', 's3:DeleteBucket', arn, { Bucket }),
    call('suspends versioning', 's3:PutBucketVersioning', arn, {
      Bucket,
      VersioningConfiguration: { Status: 'Suspended' },
    }),
    call('removes the default lock', 's3:PutObjectLockConfiguration', arn, {
      Bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
    }),
    call('lets logs expire', 's3:PutBucketLifecycleConfiguration', arn, {
      Bucket,
      LifecycleConfiguration: { Rules: [expiry] },
    }),
    call('changes the encryption', 's3:PutBucketEncryption', arn, {
      Bucket,
      ServerSideEncryptionConfiguration: { Rules: [...ownKeys.Rules] },
    }),
    call('opens the bucket to the public', 's3:PutPublicAccessBlock', arn, {
      Bucket,
      PublicAccessBlockConfiguration: open,
    }),
    call('removes the public access block', 's3:DeletePublicAccessBlock', arn, { Bucket }),
    call('changes the ACL of the bucket', 's3:PutBucketAcl', arn, { Bucket, ACL: 'private' }),
    call('stops access logs', 's3:PutBucketLogging', arn, { Bucket, BucketLoggingStatus: {} }),
    call('replicates the bucket', 's3:PutBucketReplication', arn, {
      Bucket,
      ReplicationConfiguration: {
        Role: `arn:aws:iam::${account}:role/replication`,
        Rules: [{ Status: 'Enabled', Destination: { Bucket: arn } }],
      },
    }),
    call('changes the notifications', 's3:PutBucketNotificationConfiguration', arn, {
      Bucket,
      NotificationConfiguration: {},
    }),
    call('tags the bucket', 's3:PutBucketTagging', arn, { Bucket, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }),
  ];
}

/** What everybody in the account may still ask about the bucket. */
export function settingCalls({ bucket: Bucket }: Archive): readonly RehearsedCall[] {
  const arn = `arn:aws:s3:::${Bucket}`;
  return [
    call('reads the policy of the bucket', 's3:GetBucketPolicy', arn, { Bucket }),
    call('asks whether the bucket is public', 's3:GetBucketPolicyStatus', arn, { Bucket }),
    call('reads the versioning', 's3:GetBucketVersioning', arn, { Bucket }),
    call('reads the ACL of the bucket', 's3:GetBucketAcl', arn, { Bucket }),
    call('reads the Region of the bucket', 's3:GetBucketLocation', arn, { Bucket }),
    call('reads whether access is logged', 's3:GetBucketLogging', arn, { Bucket }),
    call('reads the default lock', 's3:GetObjectLockConfiguration', arn, { Bucket }),
  ];
}
