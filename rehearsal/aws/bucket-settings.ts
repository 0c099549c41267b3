import type { PublicAccessBlockConfiguration, ServerSideEncryptionConfiguration } from '@aws-sdk/client-s3';
import { required } from '../../lib/aws/required';
import type { RehearsalClients } from './clients';
import { send } from './send';

type WithS3 = Pick<RehearsalClients, 's3'>;

/** The settings of a deployed bucket. */
export interface BucketSettings {
  readonly policy: string;
  readonly publicAccessBlock: PublicAccessBlockConfiguration;
  readonly encryption: ServerSideEncryptionConfiguration;
  /** Such as `Enabled`. */
  readonly versioning: string | undefined;
}

export async function readBucketSettings(clients: WithS3, Bucket: string): Promise<BucketSettings> {
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

/** Creates a bucket in the account of the clients. */
export async function createBucketIn(
  region: string,
  clients: WithS3,
  Bucket: string,
  { withLock }: { readonly withLock: boolean },
): Promise<void> {
  await send(clients, 's3:CreateBucket', {
    Bucket,
    ObjectLockEnabledForBucket: withLock,
    // S3 does not accept the name of its default Region.
    ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
  });
}

/** Gives a bucket the settings of another one, but not its versioning. */
export async function putBucketSettings(
  clients: WithS3,
  Bucket: string,
  { policy: Policy, publicAccessBlock, encryption }: BucketSettings,
): Promise<void> {
  await send(clients, 's3:PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration: publicAccessBlock });
  await send(clients, 's3:PutBucketEncryption', { Bucket, ServerSideEncryptionConfiguration: encryption });
  await send(clients, 's3:PutBucketPolicy', { Bucket, Policy });
}

/** The ARN or id of the key that encrypts what is written without naming one; undefined if there is none. */
export function keyOf({ encryption }: Pick<BucketSettings, 'encryption'>): string | undefined {
  const [rule, ...others] = encryption.Rules ?? [];
  const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  return others.length === 0 && SSEAlgorithm === 'aws:kms' ? KMSMasterKeyID : undefined;
}

/**
 * Null for each setting that is right. The policy is judged by calls.
 *
 * @param what names the bucket for people
 */
export function checkBucketSettings(
  what: string,
  { publicAccessBlock, encryption, versioning }: Omit<BucketSettings, 'policy'>,
): readonly (string | null)[] {
  const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } = publicAccessBlock;
  const isPrivate = [BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets].every(Boolean);
  return [
    versioning === 'Enabled' ? null : `${what} is not versioned`,
    isPrivate ? null : `${what} does not block all public access`,
    keyOf({ encryption }) === undefined ? `${what} is not encrypted with a key` : null,
  ];
}
