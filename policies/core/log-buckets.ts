import { z } from 'zod';

/** The parameter that names the buckets of an archive. */
export const logBucketsSchema = z
  .array(
    z.string().regex(/^[a-z0-9.*?-]{1,63}$/, { error: 'the name of a bucket, with `*` and `?`, such as `org-*-logs`' }),
  )
  .min(1, { error: 'at least one pattern; `*` for every bucket of the account' })
  .default(['*'])
  .describe('Patterns of the names of the log buckets; default: every bucket, since the account holds nothing else');

/** The same objects through an access point, whose ARN does not contain its bucket. */
const BY_ACCESS_POINT = 'arn:*:s3:*:*:accesspoint/*/object/*';

/** The buckets themselves. */
export function bucketArns(buckets: readonly string[]): readonly string[] {
  if (buckets.includes('*')) return ['*'];
  return [...new Set(buckets)].sort().map((name) => `arn:*:s3:::${name}`);
}

/** The objects of the buckets, and those behind any access point. */
export function objectArns(buckets: readonly string[]): readonly string[] {
  if (buckets.includes('*')) return ['*'];
  return [...bucketArns(buckets).map((arn) => `${arn}/*`), BY_ACCESS_POINT];
}
