/*
 * What one can ask S3 and KMS about a store of an application, and who gets it. Tests hold these tables to the templates, the
 * guardrails of the shipped organization and an independent evaluator, for every store; docs/access.md shows them.
 *
 * The placeholders stand for what tests know: {bucket}, {object} and {key} are ARNs of the store, {otherKey} is that of another
 * key in its account, {region} is its Region.
 */

import { EXEMPT, type CallerId } from './application-callers';

/**
 * `readers`, `writers`: who may read or write by a line of a file, also with more permissions than that. `inside`: everybody
 * with permissions for everything in the account of the store, but its root user. `readersWithMore` and `ownWritersWithMore`:
 * those of the readers, and of the writers in the account of the store, to whom somebody has given more than that.
 */
export type Group = 'readers' | 'writers' | 'inside' | 'readersWithMore' | 'ownWritersWithMore';

export type Reach = readonly (Group | CallerId)[];

/** One question to S3 or KMS, and who gets it. */
export interface StoreRequest {
  readonly action: string;
  readonly on: 'bucket' | 'object' | 'key';
  /** Condition keys of this request. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly possible: Reach;
  /** Who would get it if all guardrails were detached. */
  readonly unguarded: Reach;
}

const NOBODY = { possible: [], unguarded: [] } as const;
const READERS = { possible: ['readers'], unguarded: ['readers'] } as const;
/** CloudFormation asks by listing whether a bucket is there. */
const LISTERS = { possible: ['readers', 'stackSets'], unguarded: ['readers', 'stackSets'] } as const;
const WRITERS = { possible: ['writers'], unguarded: ['writers'] } as const;
const BOTH = { possible: ['readers', 'writers'], unguarded: ['readers', 'writers'] } as const;
/** The key does not tell readers from writers: the bucket does. */
const ENCRYPTION = {
  possible: ['writers', 'readersWithMore'],
  unguarded: ['writers', 'readersWithMore'],
} as const;
/** The bucket lets its writers do to objects what their own policies allow. */
const OWN = { possible: ['ownWritersWithMore'], unguarded: ['ownWritersWithMore'] } as const;
/** Who may configure it: the platform, and without guardrails whoever is an administrator. */
const PLATFORM = { possible: EXEMPT, unguarded: ['inside', 'rootUser'] } as const;
const POLICY = { possible: EXEMPT, unguarded: ['inside', 'rootUser', 'rootSession'] } as const;
const SETTINGS = { possible: ['inside'], unguarded: ['inside', 'rootUser'] } as const;

const PLAIN = { 'aws:SecureTransport': 'false' };
const byKey = (key: string, algorithm = 'aws:kms') => ({
  's3:x-amz-server-side-encryption': algorithm,
  's3:x-amz-server-side-encryption-aws-kms-key-id': key,
});

/**
 * What S3 tells KMS when it asks for somebody: of an object in a bucket with a bucket key, the bucket; of an object without
 * one, the object.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 */
const through = (service: string, about: string) => ({
  'kms:ViaService': service,
  'kms:EncryptionContext:aws:s3:arn': about,
  'kms:EncryptionContextKeys': 'aws:s3:arn',
});
const S3 = 's3.{region}.amazonaws.com';

// prettier-ignore
export const REQUESTS = {
  getObject: { action: 's3:GetObject', on: 'object', ...READERS },
  getVersion: { action: 's3:GetObjectVersion', on: 'object', ...READERS },
  getAttributes: { action: 's3:GetObjectAttributes', on: 'object', ...READERS },
  getTags: { action: 's3:GetObjectTagging', on: 'object', ...READERS },
  list: { action: 's3:ListBucket', on: 'bucket', ...LISTERS },
  listVersions: { action: 's3:ListBucketVersions', on: 'bucket', ...LISTERS },
  decrypt: { action: 'kms:Decrypt', on: 'key', keys: through(S3, '{bucket}'), ...BOTH },
  decryptObject: { action: 'kms:Decrypt', on: 'key', keys: through(S3, '{object}'), ...BOTH },

  put: { action: 's3:PutObject', on: 'object', ...WRITERS },
  putByKey: { action: 's3:PutObject', on: 'object', keys: byKey('{key}'), ...WRITERS },
  putTags: { action: 's3:PutObjectTagging', on: 'object', ...WRITERS },
  abort: { action: 's3:AbortMultipartUpload', on: 'object', ...WRITERS },
  listParts: { action: 's3:ListMultipartUploadParts', on: 'object', ...WRITERS },
  remove: { action: 's3:DeleteObject', on: 'object', ...WRITERS },
  encrypt: { action: 'kms:GenerateDataKey', on: 'key', keys: through(S3, '{bucket}'), ...ENCRYPTION },
  encryptObject: { action: 'kms:GenerateDataKey', on: 'key', keys: through(S3, '{object}'), ...ENCRYPTION },

  putByS3: { action: 's3:PutObject', on: 'object', keys: { 's3:x-amz-server-side-encryption': 'AES256' }, ...NOBODY },
  putByAws: { action: 's3:PutObject', on: 'object', keys: { 's3:x-amz-server-side-encryption': 'aws:kms' }, ...NOBODY },
  putByOtherKey: { action: 's3:PutObject', on: 'object', keys: byKey('{otherKey}'), ...NOBODY },
  putByStrangeKey: { action: 's3:PutObject', on: 'object', keys: byKey('arn:aws:kms:{region}:999999999999:key/0a1b'), ...NOBODY },
  putByAlias: { action: 's3:PutObject', on: 'object', keys: byKey('alias/shop'), ...NOBODY },
  putByOwnSecret: { action: 's3:PutObject', on: 'object', keys: { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' }, ...NOBODY },
  putPlainly: { action: 's3:PutObject', on: 'object', keys: PLAIN, ...NOBODY },
  getPlainly: { action: 's3:GetObject', on: 'object', keys: PLAIN, ...NOBODY },
  listPlainly: { action: 's3:ListBucket', on: 'bucket', keys: PLAIN, ...NOBODY },

  removeVersion: { action: 's3:DeleteObjectVersion', on: 'object', ...NOBODY },
  putAcl: { action: 's3:PutObjectAcl', on: 'object', ...OWN },
  putVersionAcl: { action: 's3:PutObjectVersionAcl', on: 'object', ...OWN },
  putRetention: { action: 's3:PutObjectRetention', on: 'object', ...OWN },
  bypassRetention: { action: 's3:BypassGovernanceRetention', on: 'object', ...OWN },
  changeEncryption: { action: 's3:UpdateObjectEncryption', on: 'object', ...NOBODY },
  restore: { action: 's3:RestoreObject', on: 'object', ...OWN },
  replicate: { action: 's3:ReplicateObject', on: 'object', ...OWN },
  replicateDeletion: { action: 's3:ReplicateDelete', on: 'object', ...OWN },

  decryptDirectly: { action: 'kms:Decrypt', on: 'key', keys: { 'kms:EncryptionContext:aws:s3:arn': '{bucket}' }, ...NOBODY },
  decryptWithoutContext: { action: 'kms:Decrypt', on: 'key', keys: { 'kms:ViaService': S3 }, ...NOBODY },
  decryptByOtherService: { action: 'kms:Decrypt', on: 'key', keys: through('lambda.{region}.amazonaws.com', '{bucket}'), ...NOBODY },
  decryptInOtherRegion: { action: 'kms:Decrypt', on: 'key', keys: through('s3.ap-south-1.amazonaws.com', '{bucket}'), ...NOBODY },
  decryptOfOtherBucket: { action: 'kms:Decrypt', on: 'key', keys: through(S3, 'arn:aws:s3:::elsewhere'), ...NOBODY },
  decryptOfNamesake: { action: 'kms:Decrypt', on: 'key', keys: through(S3, '{bucket}-2'), ...NOBODY },
  encryptDirectly: { action: 'kms:GenerateDataKey', on: 'key', ...NOBODY },
  encryptForOtherBucket: { action: 'kms:GenerateDataKey', on: 'key', keys: through(S3, 'arn:aws:s3:::elsewhere'), ...NOBODY },
  encryptBytes: { action: 'kms:Encrypt', on: 'key', keys: through(S3, '{bucket}'), ...NOBODY },
  reEncrypt: { action: 'kms:ReEncryptFrom', on: 'key', keys: through(S3, '{bucket}'), ...NOBODY },
  grant: { action: 'kms:CreateGrant', on: 'key', ...NOBODY },
  grantToService: { action: 'kms:CreateGrant', on: 'key', keys: { 'kms:GrantIsForAWSResource': 'true', 'kms:ViaService': 'ec2.{region}.amazonaws.com' }, ...NOBODY },

  putPolicy: { action: 's3:PutBucketPolicy', on: 'bucket', ...POLICY },
  deletePolicy: { action: 's3:DeleteBucketPolicy', on: 'bucket', ...POLICY },
  putEncryption: { action: 's3:PutEncryptionConfiguration', on: 'bucket', ...PLATFORM },
  putPublicAccess: { action: 's3:PutBucketPublicAccessBlock', on: 'bucket', ...PLATFORM },
  putOwnership: { action: 's3:PutBucketOwnershipControls', on: 'bucket', ...PLATFORM },
  putBucketAcl: { action: 's3:PutBucketAcl', on: 'bucket', ...PLATFORM },
  putVersioning: { action: 's3:PutBucketVersioning', on: 'bucket', ...PLATFORM },
  putLifecycle: { action: 's3:PutLifecycleConfiguration', on: 'bucket', ...PLATFORM },
  putReplication: { action: 's3:PutReplicationConfiguration', on: 'bucket', ...PLATFORM },
  putInventory: { action: 's3:PutInventoryConfiguration', on: 'bucket', ...PLATFORM },
  putLogging: { action: 's3:PutBucketLogging', on: 'bucket', ...PLATFORM },
  putNotification: { action: 's3:PutBucketNotification', on: 'bucket', ...PLATFORM },
  putBucketTags: { action: 's3:PutBucketTagging', on: 'bucket', ...PLATFORM },
  deleteBucket: { action: 's3:DeleteBucket', on: 'bucket', ...PLATFORM },
  getPolicy: { action: 's3:GetBucketPolicy', on: 'bucket', possible: ['inside', 'rootSession'], unguarded: ['inside', 'rootUser', 'rootSession'] },

  putKeyPolicy: { action: 'kms:PutKeyPolicy', on: 'key', ...PLATFORM },
  tagKey: { action: 'kms:TagResource', on: 'key', ...PLATFORM },
  untagKey: { action: 'kms:UntagResource', on: 'key', ...PLATFORM },
  revokeGrant: { action: 'kms:RevokeGrant', on: 'key', ...PLATFORM },
  disableKey: { action: 'kms:DisableKey', on: 'key', ...NOBODY },
  deleteKey: { action: 'kms:ScheduleKeyDeletion', on: 'key', ...NOBODY },
  stopRotation: { action: 'kms:DisableKeyRotation', on: 'key', ...NOBODY },
  replicateKey: { action: 'kms:ReplicateKey', on: 'key', ...NOBODY },
  nameKey: { action: 'kms:CreateAlias', on: 'key', ...NOBODY },
  getKeyPolicy: { action: 'kms:GetKeyPolicy', on: 'key', ...SETTINGS },
} as const satisfies Readonly<Record<string, StoreRequest>>;

export type RequestId = keyof typeof REQUESTS;

/** What somebody does with a store: possible if S3 and KMS both say so. */
export interface StoreCase {
  readonly what: string;
  readonly needs: readonly RequestId[];
}

// prettier-ignore
export const READING: readonly StoreCase[] = [
  { what: 'read an object', needs: ['getObject', 'decrypt'] },
  { what: 'read an object that has no bucket key', needs: ['getObject', 'decryptObject'] },
  { what: 'read a version of an object', needs: ['getVersion', 'decrypt'] },
  { what: 'read the attributes of an object', needs: ['getObject', 'getAttributes', 'decrypt'] },
  { what: 'read the tags of an object', needs: ['getTags'] },
  { what: 'list the objects', needs: ['list'] },
  { what: 'list the versions', needs: ['listVersions'] },
];

// prettier-ignore
export const WRITING: readonly StoreCase[] = [
  { what: "upload under the bucket's encryption", needs: ['put', 'encrypt'] },
  { what: "upload under the application's key, named by ARN", needs: ['putByKey', 'encrypt'] },
  { what: "upload under the application's key without a bucket key", needs: ['putByKey', 'encryptObject'] },
  { what: 'upload in parts', needs: ['put', 'encrypt', 'decrypt', 'listParts'] },
  { what: 'give up an upload in parts', needs: ['abort'] },
  { what: 'tag an object', needs: ['putTags'] },
  { what: 'delete an object, whose versions stay', needs: ['remove'] },
];

// prettier-ignore
export const REFUSED: readonly StoreCase[] = [
  { what: 'upload with the keys of S3 (`AES256`)', needs: ['putByS3'] },
  { what: 'upload with `aws:kms` and no key', needs: ['putByAws'] },
  { what: 'upload under another key of the account', needs: ['putByOtherKey'] },
  { what: 'upload under a key of somebody else', needs: ['putByStrangeKey'] },
  { what: 'upload under an alias', needs: ['putByAlias'] },
  { what: 'upload with a secret of one’s own (SSE-C)', needs: ['putByOwnSecret'] },
  { what: 'upload over plain HTTP', needs: ['putPlainly'] },
  { what: 'read over plain HTTP', needs: ['getPlainly'] },
  { what: 'list over plain HTTP', needs: ['listPlainly'] },
  { what: 'delete a version for ever', needs: ['removeVersion'] },
  { what: 'open an object by its ACL', needs: ['putAcl'] },
  { what: 'open a version by its ACL', needs: ['putVersionAcl'] },
  { what: 'lock an object', needs: ['putRetention'] },
  { what: 'bypass a lock', needs: ['bypassRetention'] },
  { what: 'encrypt an object with another key', needs: ['changeEncryption'] },
  { what: 'restore an object', needs: ['restore'] },
  { what: 'write as a replication', needs: ['replicate'] },
  { what: 'delete as a replication', needs: ['replicateDeletion'] },
  { what: 'decrypt without S3', needs: ['decryptDirectly'] },
  { what: 'decrypt through S3 without naming an object', needs: ['decryptWithoutContext'] },
  { what: 'decrypt through another service', needs: ['decryptByOtherService'] },
  { what: 'decrypt through S3 in another Region', needs: ['decryptInOtherRegion'] },
  { what: 'decrypt what is in another bucket', needs: ['decryptOfOtherBucket'] },
  { what: 'decrypt what is in a bucket whose name begins like that of the store', needs: ['decryptOfNamesake'] },
  { what: 'encrypt without S3', needs: ['encryptDirectly'] },
  { what: 'encrypt what is in another bucket', needs: ['encryptForOtherBucket'] },
  { what: 'encrypt bytes', needs: ['encryptBytes'] },
  { what: 're-encrypt', needs: ['reEncrypt'] },
  { what: 'let others use the key', needs: ['grant'] },
  { what: 'let an AWS service use the key', needs: ['grantToService'] },
  { what: 'disable the key', needs: ['disableKey'] },
  { what: 'delete the key', needs: ['deleteKey'] },
  { what: "stop the key's rotation", needs: ['stopRotation'] },
  { what: 'copy the key to another Region', needs: ['replicateKey'] },
  { what: 'give the key an alias', needs: ['nameKey'] },
];

// prettier-ignore
export const CONFIGURING: readonly StoreCase[] = [
  { what: "replace the bucket's policy", needs: ['putPolicy'] },
  { what: "delete the bucket's policy", needs: ['deletePolicy'] },
  { what: 'encrypt new objects with another key', needs: ['putEncryption'] },
  { what: 'open the bucket to the public', needs: ['putPublicAccess'] },
  { what: 'bring ACLs back', needs: ['putOwnership'] },
  { what: "change the bucket's ACL", needs: ['putBucketAcl'] },
  { what: 'suspend versions', needs: ['putVersioning'] },
  { what: 'let objects expire', needs: ['putLifecycle'] },
  { what: 'replicate objects elsewhere', needs: ['putReplication'] },
  { what: 'send lists of the objects elsewhere', needs: ['putInventory'] },
  { what: 'send access logs elsewhere', needs: ['putLogging'] },
  { what: 'announce objects elsewhere', needs: ['putNotification'] },
  { what: "change the bucket's tags", needs: ['putBucketTags'] },
  { what: 'delete the bucket', needs: ['deleteBucket'] },
  { what: "read the bucket's policy", needs: ['getPolicy'] },
  { what: "replace the key's policy", needs: ['putKeyPolicy'] },
  { what: 'tag the key', needs: ['tagKey'] },
  { what: 'take tags off the key', needs: ['untagKey'] },
  { what: 'revoke a grant of the key', needs: ['revokeGrant'] },
  { what: "read the key's policy", needs: ['getKeyPolicy'] },
];

export const STORE_CASES: readonly StoreCase[] = [...READING, ...WRITING, ...REFUSED, ...CONFIGURING];

/** The requests that are for somebody whom a file names. */
export const GIVEN = (Object.entries(REQUESTS) as [RequestId, StoreRequest][]).flatMap(([id, { possible }]) =>
  ['readers', 'writers', 'ownWritersWithMore'].some((group) => possible.includes(group as Group)) ? [id] : [],
);

/** One request for each statement that keeps others away. */
export const TELLING: readonly RequestId[] = ['getObject', 'list', 'decrypt', 'put', 'remove', 'encrypt'];

const ids = (cases: readonly StoreCase[]): readonly RequestId[] => cases.flatMap(({ needs }) => needs);

/**
 * What whose caller asks. `use`: everything but the settings. `settings`: what is given, and the settings.
 */
export const ASKED = {
  everything: [...new Set(ids(STORE_CASES))],
  use: [...new Set(ids([...READING, ...WRITING, ...REFUSED]))],
  settings: [...new Set([...GIVEN, ...ids(CONFIGURING)])],
  given: GIVEN,
  telling: TELLING,
} as const satisfies Readonly<Record<string, readonly RequestId[]>>;
