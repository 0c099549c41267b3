import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ReachedStore } from './application';
import { READ_BUCKET, READ_OBJECTS, READ_WITH_KEY, WRITE_OBJECTS, WRITE_WITH_KEY } from './store-actions';

/** A key whose ARN is known, and the buckets that it encrypts. */
export interface KnownKey {
  readonly arn: string;
  readonly bucketNames: readonly string[];
}

/**
 * What an identity policy says so that its principal reaches stores, as far as the stores' own policies let it.
 *
 * Keys of others are known by account and Region only. What narrows them is the encryption context, in which S3 names the
 * bucket or the object: so no id of a key travels between accounts, and an alias is not needed. S3 must ask, not the
 * principal itself.
 *
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context and
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
 *
 * @param known the principal's own key
 */
export function reach(stores: readonly ReachedStore[], known?: KnownKey): readonly PolicyStatement[] {
  const read = stores.filter(({ mayRead }) => mayRead).map(({ bucketName }) => bucketArn(bucketName));
  const written = stores.filter(({ mayWrite }) => mayWrite).map(({ bucketName }) => bucketArn(bucketName));
  return [
    ...allow('ReadObjects', READ_OBJECTS, read.map(objects)),
    ...allow('ReadBuckets', READ_BUCKET, read),
    ...allow('WriteObjects', WRITE_OBJECTS, written.map(objects)),
    ...groupByKey(stores, known).map((group, index) => useKey(`UseKeys${index + 1}`, group)),
  ];
}

/** A bucket's ARN from its name. */
export function bucketArn(bucketName: string): string {
  return `arn:aws:s3:::${bucketName}`;
}

/** The condition on the encryption context of a bucket's objects: with a key of the bucket S3 names the bucket, else the object. */
export function inContextOf(bucketNames: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const arns = bucketNames.map(bucketArn);
  return { 'kms:EncryptionContext:aws:s3:arn': arns.flatMap((arn) => [arn, objects(arn)]) };
}

/** The condition that S3 in a Region asks KMS, on behalf of the principal. */
export function byS3(region: string): Readonly<Record<string, string>> {
  return { 'kms:ViaService': `s3.${region}.amazonaws.com` };
}

function objects(bucket: string): string {
  return `${bucket}/*`;
}

function allow(sid: string, actions: readonly string[], resources: readonly string[]): readonly PolicyStatement[] {
  return resources.length === 0 ? [] : [new PolicyStatement({ sid, actions: [...actions], resources: [...resources] })];
}

interface KeyGroup {
  readonly arn: string;
  readonly region: string;
  readonly actions: readonly string[];
  readonly bucketNames: readonly string[];
}

/** The stores that can share a statement: those with the same keys and actions. */
function groupByKey(stores: readonly ReachedStore[], known: KnownKey | undefined): readonly KeyGroup[] {
  const groups = new Map<string, KeyGroup>();
  for (const { bucketName, region, account, mayWrite } of stores) {
    const isKnown = known?.bucketNames.includes(bucketName) === true;
    const arn = isKnown ? known.arn : `arn:aws:kms:${region}:${account}:key/*`;
    const actions = mayWrite ? WRITE_WITH_KEY : READ_WITH_KEY;
    const id = `${arn} ${actions.join()}`;
    groups.set(id, { arn, region, actions, bucketNames: [...(groups.get(id)?.bucketNames ?? []), bucketName] });
  }
  return [...groups.values()];
}

function useKey(sid: string, { arn, region, actions, bucketNames }: KeyGroup): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: [...actions],
    resources: [arn],
    conditions: { StringEquals: byS3(region), StringLike: inContextOf(bucketNames) },
  });
}
