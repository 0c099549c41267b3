import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BucketEncryption, ObjectLockRetention, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PrivateBucket } from '../storage/private-bucket';

/** Where S3 writes the requests to a bucket down. */
export interface AccessLogs {
  readonly bucketName: string;
  /** The beginning of the keys, such as `config/`. */
  readonly prefix: string;
}

export interface LogBucketProps {
  /** Ends as the names of the account-regional namespace must: `-<account>-<Region>-an`. */
  readonly bucketName: string;
  /** @default - keys of S3, the only ones with which S3 encrypts its own access logs */
  readonly encryptionKey?: IKey;
  /**
   * Whether S3 derives the keys of objects from a key of the bucket, which costs less.
   *
   * Otherwise S3 asks KMS for each object. The trail then shows each use of the key with the object's ARN, and key policies
   * can rely on the encryption context that the delivering service sends.
   *
   * @default false
   */
  readonly bucketKeyEnabled?: boolean;
  /** How many days a log is kept. */
  readonly days: number;
  /** How many days a version is kept after another one has replaced it. */
  readonly replacedDays: number;
  /**
   * For how many days nobody can delete a log, in compliance mode.
   *
   * @default - no lock: AWS Config and S3's access logs are not delivered to locked buckets
   */
  readonly lockDays?: number;
  /** @default - requests to the bucket are not written down */
  readonly accessLogs?: AccessLogs;
}

/**
 * A private bucket for logs that AWS services deliver.
 *
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export class LogBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, props: LogBucketProps) {
    const { bucketName, encryptionKey, bucketKeyEnabled, days, replacedDays, lockDays, accessLogs } = props;
    super(scope, id, {
      bucketName,
      ...(encryptionKey === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled }),
      ...(lockDays === undefined
        ? {}
        : {
            objectLockEnabled: true,
            objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(lockDays)),
          }),
      lifecycleRules: [
        {
          expiration: Duration.days(days),
          noncurrentVersionExpiration: Duration.days(replacedDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    if (accessLogs !== undefined)
      // The L2 would want to change the policy of the other bucket, which may be in another template.
      (this.node.defaultChild as CfnBucket).loggingConfiguration = {
        destinationBucketName: accessLogs.bucketName,
        logFilePrefix: accessLogs.prefix,
      };
  }
}
