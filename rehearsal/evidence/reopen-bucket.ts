import { required } from '../../lib/aws/required';
import { send } from '../aws/send';
import type { EvidenceStage } from './step';

/**
 * Creates the deployed bucket of the trail again, by its account's root user, with its own policy, public access block and
 * encryption, and sets the lock that the template asks for.
 *
 * The emulator drops Object Lock from a template, and S3 can set it here only when the bucket is created. When the emulator
 * restarts, it also gives all buckets to the management account, so that a call of the bucket's own account would look like
 * one from another account.
 */
export async function reopenBucket({ archive, management, sessions }: EvidenceStage): Promise<void> {
  const { account, region, bucket: Bucket, lockDays } = archive;
  const deployed = management.in(region);
  const { Policy } = await send(deployed, 's3:GetBucketPolicy', { Bucket });
  const { PublicAccessBlockConfiguration } = await send(deployed, 's3:GetPublicAccessBlock', { Bucket });
  const { ServerSideEncryptionConfiguration } = await send(deployed, 's3:GetBucketEncryption', { Bucket });
  await send(deployed, 's3:DeleteBucket', { Bucket });
  const root = await sessions.root(account);
  await send(root, 's3:CreateBucket', {
    Bucket,
    ObjectLockEnabledForBucket: true,
    // S3 does not accept the name of its default Region.
    ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
  });
  await send(root, 's3:PutObjectLockConfiguration', {
    Bucket,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: lockDays } },
    },
  });
  await send(root, 's3:PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration });
  await send(root, 's3:PutBucketEncryption', { Bucket, ServerSideEncryptionConfiguration });
  await send(root, 's3:PutBucketPolicy', { Bucket, Policy: required(Policy, "the bucket's policy") });
}
