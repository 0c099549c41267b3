import { Aws, Duration, Tags, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockedEncryptionType, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PrivateBucket } from '../storage/private-bucket';
import { admit, numbered, patternsOf } from './admitted';
import type { OwnStore, StorePrincipal } from './application';
import { limit, POLICY_LIMITS } from './policy-limits';
import { READ_BUCKET, READ_OBJECTS, WRITE_OBJECTS } from './store-actions';

export interface StoreBucketProps {
  readonly store: OwnStore;
  readonly key: IKey;
  /** The tag by which people know whose bucket it is. */
  readonly tag: { readonly key: string; readonly value: string };
  /** Patterns of `aws:PrincipalArn` of those who deploy the bucket, and so must see that it is there. */
  readonly deployers: readonly string[];
}

/**
 * The bucket of a store: encrypted with the application's key, and closed for everybody who is not on its lists,
 * administrators of the account included.
 *
 * Of the actions on objects, reading is denied to whoever is no reader, and everything else to whoever is no writer, so that
 * actions that S3 adds are denied to most. Anonymous callers have no ARN, and the negated operator matches them. AWS services
 * are spared, because they need an Allow, and none is named here; services that act by a role have that role's ARN.
 * Requests through access points, copies, replication, batch jobs and presigned URLs are all made by a principal, and judged
 * by its ARN. Settings of the bucket are not the business of this policy: guardrails leave them to the deployment, which also
 * lists: CloudFormation asks with `s3:ListBucket` whether a bucket is there.
 *
 * AWS Backup is a reader and a writer like others, where the store is backed up: it restores into the bucket, so that nothing
 * has to be restored into one that is open to the account. Its plan finds the bucket by a tag.
 *
 * Nobody deletes a version, and so nobody loses what somebody else has written: versions go by the lifecycle.
 *
 * Uploads are under the application's key, by the bucket's default or by its ARN. The condition keys are missing from a
 * request that relies on the default, so each statement asks whether they are there: `StringNotEqualsIfExists` would deny
 * such a request. `aws:kms` without a key is the key of AWS, not the default, and denied. Nobody moves an object to another
 * key later. Keys that the client brings along are denied, and blocked by the bucket itself. AWS does not say whether the
 * fields of a form that a browser posts fill these condition keys; its signer would need the permission to use another key.
 *
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export class StoreBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, { store, key, tag, deployers }: StoreBucketProps) {
    const { bucketName, keepReplacedDays } = store;
    super(scope, id, {
      bucketName,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockedEncryptionTypes: [BlockedEncryptionType.SSE_C],
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          ...(keepReplacedDays === null ? {} : { noncurrentVersionExpiration: Duration.days(keepReplacedDays) }),
        },
      ],
    });
    Tags.of(this).add(tag.key, tag.value);
    if (store.backupTag !== null && !store.isRetired) Tags.of(this).add(store.backupTag.key, store.backupTag.value);
    const objects = this.arnForObjects('*');
    for (const statement of store.isRetired
      ? closed(this.bucketArn, objects, deployers)
      : [
          ...onlyListed(store, this.bucketArn, objects, deployers),
          ...onlyOwnKey(key.keyArn, objects),
          ...otherAccounts(store, this.bucketArn, objects),
        ])
      this.addToResourcePolicy(statement);
    if (this.policy !== undefined)
      limit(
        this,
        `the policy of the bucket of the store ${store.name} of ${tag.value}`,
        this.policy.document,
        POLICY_LIMITS.bucket,
      );
    acknowledge(this);
  }
}

/** Actions on objects that only read. All others count as writing. */
const READING = ['s3:GetObject*', 's3:ListObject*'];

/** Actions on a bucket that tell what is in it. */
const LISTING = 's3:ListBucket*';

function closed(bucket: string, objects: string, deployers: readonly string[]): readonly PolicyStatement[] {
  return [
    deny('ClosedForEverybody', { actions: ['s3:*'], resources: [objects] }),
    deny('ListedForNobody', {
      actions: [LISTING],
      resources: [bucket],
      conditions: { ArnNotLike: { 'aws:PrincipalArn': [...deployers] } },
    }),
  ];
}

function onlyListed(
  { readers, writers }: OwnStore,
  bucket: string,
  objects: string,
  deployers: readonly string[],
): readonly PolicyStatement[] {
  return [
    deny('OnlyReadersRead', { actions: READING, resources: [objects], conditions: notAmong(patternsOf(readers)) }),
    deny('OnlyReadersList', {
      actions: [LISTING],
      resources: [bucket],
      conditions: notAmong([...patternsOf(readers), ...deployers]),
    }),
    deny('OnlyWritersWrite', { notActions: READING, resources: [objects], conditions: notAmong(patternsOf(writers)) }),
  ];
}

function notAmong(patterns: readonly string[]): PolicyStatementProps['conditions'] {
  return {
    ArnNotLike: { 'aws:PrincipalArn': patterns },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  };
}

const ENCRYPTION = 's3:x-amz-server-side-encryption';
const ENCRYPTION_KEY = `${ENCRYPTION}-aws-kms-key-id`;
const CLIENT_KEY = `${ENCRYPTION}-customer-algorithm`;

function onlyOwnKey(keyArn: string, objects: string): readonly PolicyStatement[] {
  const upload = { actions: ['s3:PutObject'], resources: [objects] };
  return [
    deny('NoOtherKey', {
      ...upload,
      conditions: { StringNotEquals: { [ENCRYPTION_KEY]: keyArn }, Null: { [ENCRYPTION_KEY]: 'false' } },
    }),
    deny('NoEncryptionWithoutKey', {
      ...upload,
      conditions: { Null: { [ENCRYPTION]: 'false', [ENCRYPTION_KEY]: 'true' } },
    }),
    deny('NoKeyOfClients', { ...upload, conditions: { Null: { [CLIENT_KEY]: 'false' } } }),
    deny('NoChangeOfKey', { actions: ['s3:UpdateObjectEncryption'], resources: [objects] }),
    deny('NoLossOfVersions', { actions: ['s3:DeleteObjectVersion'], resources: [objects] }),
  ];
}

/** In the bucket's own account, the principal's own policy is enough. */
function otherAccounts({ readers, writers }: OwnStore, bucket: string, objects: string): readonly PolicyStatement[] {
  return [
    ...allow('Readers', readers, { actions: [...READ_OBJECTS, ...READ_BUCKET], resources: [bucket, objects] }),
    ...allow('Writers', writers, { actions: WRITE_OBJECTS, resources: [objects] }),
  ];
}

type What = Pick<PolicyStatementProps, 'actions' | 'notActions' | 'resources' | 'conditions'>;

function deny(sid: string, what: What): PolicyStatement {
  return new PolicyStatement({ sid, effect: Effect.DENY, principals: [new AnyPrincipal()], ...what });
}

function allow(sid: string, principals: readonly StorePrincipal[], what: What): readonly PolicyStatement[] {
  return admit(principals.filter(({ account }) => account !== Aws.ACCOUNT_ID)).map(
    (admitted, index) => new PolicyStatement({ sid: numbered(sid, index), ...what, ...admitted }),
  );
}

function acknowledge(bucket: StoreBucket): void {
  const logging =
    'S3 writes access logs only into a bucket of the same account and Region, where whoever runs the account could delete ' +
    'them. The policy of this bucket says who reaches it, and data events of CloudTrail tell who did, where that is asked for.';
  Validations.of(bucket).acknowledge(
    { id: 'AwsSolutions::AwsSolutions-S1', reason: logging },
    { id: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketLoggingEnabled', reason: logging },
    {
      id: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketReplicationEnabled',
      reason:
        'S3 stores each object in three zones and keeps each version. A copy in another Region would need a list of readers ' +
        'of its own, and could leave the Regions that the organization has chosen.',
    },
  );
}
