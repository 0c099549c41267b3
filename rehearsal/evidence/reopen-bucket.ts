import type { PublicAccessBlockConfiguration, ServerSideEncryptionConfiguration } from '@aws-sdk/client-s3';
import { required } from '../../lib/aws/required';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import type { EvidenceStage } from './step';

/** The settings of the deployed bucket. */
export interface BucketSettings {
  readonly policy: string;
  readonly publicAccessBlock: PublicAccessBlockConfiguration;
  readonly encryption: ServerSideEncryptionConfiguration;
  /** Such as `Enabled`. */
  readonly versioning: string | undefined;
}

/**
 * Creates the deployed bucket of the trail again, by its account's root user, with its own settings, and sets the lock that
 * the template asks for.
 *
 * The emulator drops Object Lock from a template, and a bucket can have it here only from its creation. When the emulator
 * restarts, it also gives all buckets to the management account, so that a call of the bucket's own account would look like
 * one from another account.
 *
 * @returns null for each setting that the deployed bucket has, and a sentence for each that is wrong
 */
export async function reopenBucket({
  archive,
  management,
  sessions,
}: EvidenceStage): Promise<readonly (string | null)[]> {
  const { account, region, bucket: Bucket, lockDays } = archive;
  const deployed = management.in(region);
  const { policy, publicAccessBlock, encryption, ...settings } = await readSettings(deployed, Bucket);
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
  await send(root, 's3:PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration: publicAccessBlock });
  await send(root, 's3:PutBucketEncryption', { Bucket, ServerSideEncryptionConfiguration: encryption });
  await send(root, 's3:PutBucketPolicy', { Bucket, Policy: policy });
  return checkSettings({ policy, publicAccessBlock, encryption, ...settings });
}

async function readSettings(clients: RehearsalClients, Bucket: string): Promise<BucketSettings> {
  const { Policy } = await send(clients, 's3:GetBucketPolicy', { Bucket });
  const { PublicAccessBlockConfiguration } = await send(clients, 's3:GetPublicAccessBlock', { Bucket });
  const { ServerSideEncryptionConfiguration } = await send(clients, 's3:GetBucketEncryption', { Bucket });
  const { Status: versioning } = await send(clients, 's3:GetBucketVersioning', { Bucket });
  return {
    policy: required(Policy, "the bucket's policy"),
    publicAccessBlock: required(PublicAccessBlockConfiguration, 'the public access block'),
    encryption: required(ServerSideEncryptionConfiguration, 'the encryption'),
    versioning,
  };
}

/** Null for each setting that is right. The policy is judged by calls. */
export function checkSettings({
  publicAccessBlock,
  encryption,
  versioning,
}: BucketSettings): readonly (string | null)[] {
  const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } = publicAccessBlock;
  const isPrivate = [BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets].every(Boolean);
  const algorithms = (encryption.Rules ?? []).map((rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm);
  return [
    versioning === 'Enabled' ? null : "the trail's bucket is not versioned",
    isPrivate ? null : "the trail's bucket does not block all public access",
    algorithms.length === 1 && algorithms[0] === 'aws:kms' ? null : "the trail's bucket is not encrypted with a key",
  ];
}
