/**
 * What it takes to read a store and to write to it, by the resource that the actions are on. Policies of both sides are made
 * of these lists: the bucket's for other accounts, and those of roles and permission sets.
 *
 * Writing does not include reading, and deleting leaves a version behind: nobody gets `s3:DeleteObjectVersion`. Nobody
 * changes access control lists, which the buckets do not have.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const READ_OBJECTS = [
  's3:GetObject',
  's3:GetObjectAttributes',
  's3:GetObjectTagging',
  's3:GetObjectVersion',
  's3:GetObjectVersionAttributes',
  's3:GetObjectVersionTagging',
];

export const READ_BUCKET = ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketVersions'];

export const WRITE_OBJECTS = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
  's3:PutObjectTagging',
];

/** What S3 asks KMS for when somebody reads. */
export const READ_WITH_KEY = ['kms:Decrypt'];

/**
 * What S3 asks KMS for when somebody writes: it decrypts the parts of an upload to put them together.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export const WRITE_WITH_KEY = ['kms:Decrypt', 'kms:GenerateDataKey'];
