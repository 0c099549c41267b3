/**
 * Operations of the S3 API that are no actions, in lower case, and the action that AWS authorizes them as.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const S3_OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['completemultipartupload', 's3:PutObject'],
  ['copyobject', 's3:PutObject'],
  ['createmultipartupload', 's3:PutObject'],
  ['deletebucketencryption', 's3:PutEncryptionConfiguration'],
  ['deletebucketlifecycle', 's3:PutLifecycleConfiguration'],
  ['deletebucketreplication', 's3:PutReplicationConfiguration'],
  ['deletebuckettagging', 's3:PutBucketTagging'],
  ['deleteobjects', 's3:DeleteObject'],
  ['deletepublicaccessblock', 's3:PutBucketPublicAccessBlock'],
  ['getbucketencryption', 's3:GetEncryptionConfiguration'],
  ['getbucketlifecycleconfiguration', 's3:GetLifecycleConfiguration'],
  ['getbucketreplication', 's3:GetReplicationConfiguration'],
  ['getobjectlockconfiguration', 's3:GetBucketObjectLockConfiguration'],
  ['getpublicaccessblock', 's3:GetBucketPublicAccessBlock'],
  ['headbucket', 's3:ListBucket'],
  ['headobject', 's3:GetObject'],
  ['listbuckets', 's3:ListAllMyBuckets'],
  ['listmultipartuploads', 's3:ListBucketMultipartUploads'],
  ['listobjects', 's3:ListBucket'],
  ['listobjectsv2', 's3:ListBucket'],
  ['listobjectversions', 's3:ListBucketVersions'],
  ['listparts', 's3:ListMultipartUploadParts'],
  ['putbucketencryption', 's3:PutEncryptionConfiguration'],
  ['putbucketlifecycleconfiguration', 's3:PutLifecycleConfiguration'],
  ['putbucketreplication', 's3:PutReplicationConfiguration'],
  ['putobjectlockconfiguration', 's3:PutBucketObjectLockConfiguration'],
  ['putpublicaccessblock', 's3:PutBucketPublicAccessBlock'],
  ['selectobjectcontent', 's3:GetObject'],
  ['uploadpart', 's3:PutObject'],
  ['uploadpartcopy', 's3:PutObject'],
]);
