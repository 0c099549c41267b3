import { RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, ObjectOwnership, type BucketProps, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** What differs between private buckets. */
export interface PrivateBucketProps extends Pick<
  BucketProps,
  | 'encryption'
  | 'encryptionKey'
  | 'bucketKeyEnabled'
  | 'blockedEncryptionTypes'
  | 'objectLockEnabled'
  | 'objectLockDefaultRetention'
  | 'lifecycleRules'
> {
  /** Ends as the names of the account-regional namespace must: `-<account>-<Region>-an`. */
  readonly bucketName: string;
}

/**
 * A bucket without public access and access control lists: versioned, for TLS only, and retained with its policy.
 *
 * Its name is in the namespace of its account and Region, where nobody else can take it. If creating the stack fails, the
 * bucket goes with it, so that the name is free for the next try.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      ...props,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    // The L2 takes a namespace only with a prefix, and then nobody knows the name before the bucket exists.
    (this.node.defaultChild as CfnBucket).bucketNamespace = 'account-regional';
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyTls',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:*'],
        resources: this.bucketAndObjects,
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    this.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /** The ARNs of the bucket and of all objects in it. */
  get bucketAndObjects(): string[] {
    return [this.bucketArn, this.arnForObjects('*')];
  }
}
