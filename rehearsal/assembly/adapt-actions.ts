import { actionMatcher } from '../../lib/iam/patterns/action-pattern';

/**
 * The operations of S3 for which AWS asks for a permission of another name. The emulator asks for the name of the operation.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': ['s3:HeadObject'],
  's3:ListBucket': ['s3:HeadBucket', 's3:ListObjects', 's3:ListObjectsV2'],
  's3:ListBucketMultipartUploads': ['s3:ListMultipartUploads'],
  's3:ListBucketVersions': ['s3:ListObjectVersions'],
  's3:ListMultipartUploadParts': ['s3:ListParts'],
  's3:PutObject': ['s3:CompleteMultipartUpload', 's3:CreateMultipartUpload', 's3:UploadPart'],
};

/**
 * Adds to the actions of a policy's statements the operations for which the emulator would not find them. What allows or
 * denies a permission then allows or denies all operations that need it.
 */
export function adaptActions(content: unknown): unknown {
  if (Array.isArray(content)) return content.map(adaptActions);
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(
    Object.entries(content).map(([key, inner]: [string, unknown]) => {
      if (key === 'Statement') return [key, adaptActions(inner)];
      const added = key === 'Action' || key === 'NotAction' ? operationsFor(inner) : [];
      return [key, added.length === 0 ? inner : [inner, ...added].flat()];
    }),
  );
}

function operationsFor(actions: unknown): readonly string[] {
  const patterns = [actions].flat().filter((action) => typeof action === 'string');
  const matches = actionMatcher(patterns);
  const isNamed = (action: string): boolean => matches(action.toLowerCase());
  return Object.entries(OPERATIONS).flatMap(([permission, operations]) =>
    isNamed(permission) ? operations.filter((operation) => !isNamed(operation)) : [],
  );
}
