import { Duration, Validations } from 'aws-cdk-lib';
import { BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PrivateBucket } from '../storage/private-bucket';

/** How long artifacts are kept: as long as somebody may ask what a deployment was. */
const DAYS = 90;

/**
 * The bucket of what the pipeline hands on.
 *
 * It is encrypted with AWS's key for S3, as CodePipeline does by default. A key of its own would cost a dollar a month, and
 * hide templates from nobody who may read this bucket.
 *
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html
 */
export class ArtifactBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, { bucketName, pipelineName }: ArtifactBucketProps) {
    super(scope, id, {
      bucketName,
      encryption: BucketEncryption.KMS_MANAGED,
      bucketKeyEnabled: true,
      lifecycleRules: [
        // Not what was deployed last, which the nightly look reads.
        { id: 'artifacts', prefix: `${pipelineName}/`, expiration: Duration.days(DAYS) },
        {
          id: 'old-versions',
          noncurrentVersionExpiration: Duration.days(DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    Validations.of(this).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-S1', reason: WHY_NO_LOG },
      { id: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketLoggingEnabled', reason: WHY_NO_LOG },
      {
        id: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketReplicationEnabled',
        reason:
          'An artifact can be made again: the pipeline plans the same commit anew. Nothing but a deployment reads it.',
      },
    );
  }
}

export interface ArtifactBucketProps {
  readonly bucketName: string;
  /** The beginning of the keys of all artifacts. */
  readonly pipelineName: string;
}

const WHY_NO_LOG =
  "Only the pipeline's roles use the bucket, and the history of executions and the logs of the builds say when. What is " +
  'deployed is sealed by the judge, not by this bucket.';
