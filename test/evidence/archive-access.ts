/*
 * Who can do what with the log archive. Tests hold these tables to the templates, the guardrails of the shipped
 * organization and an independent evaluator; docs/audit.md shows them.
 */

import type { Caller } from './caller';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html: S3UnlockBucketPolicy */
const S3_UNLOCK_BUCKET_POLICY = [
  's3:DeleteBucketPolicy',
  's3:GetBucketPolicy',
  's3:ListAllMyBuckets',
  's3:PutBucketPolicy',
];

/** Everybody but the session has permissions for everything: nothing here relies on weak permissions. */
export const CALLERS = {
  memberAdministrator: {
    name: 'administrator of a member',
    who: 'an administrator of another account of the organization',
    account: 'shop-production',
    principal: 'role/admin',
  },
  managementAdministrator: {
    name: 'administrator of management',
    who: 'an administrator of the management account',
    account: 'management',
    principal: 'role/admin',
  },
  archiveAdministrator: {
    name: 'administrator',
    who: 'an administrator of the log archive',
    account: 'log-archive',
    principal: 'role/admin',
  },
  stackSets: {
    name: 'StackSets',
    who: 'the role of StackSets in the log archive',
    account: 'log-archive',
    principal: 'role/stacksets-exec-0123456789abcdef0123456789abcdef',
  },
  organizationAccess: {
    name: 'organization access',
    who: 'the role in the log archive that the management account assumes',
    account: 'log-archive',
    principal: 'role/OrganizationAccountAccessRole',
  },
  breakGlass: {
    name: 'break-glass',
    who: 'the break-glass role in the log archive',
    account: 'log-archive',
    principal: 'role/platform/break-glass',
  },
  stolenKey: {
    name: 'stolen key',
    who: 'a thief with the access key of a user of the log archive',
    account: 'log-archive',
    principal: 'user/developer',
  },
  roleNamedRoot: {
    name: 'role `root`',
    who: 'a role of the log archive with the name `root`',
    account: 'log-archive',
    principal: 'role/root',
  },
  rootUser: { name: 'root user', who: 'the root user of the log archive', account: 'log-archive', principal: 'root' },
  rootSession: {
    name: 'root session',
    who: 'a session of `sts:AssumeRoot` for `S3UnlockBucketPolicy`',
    account: 'log-archive',
    principal: 'root',
    task: S3_UNLOCK_BUCKET_POLICY,
  },
  rootOfManagement: {
    name: 'root user of management',
    who: 'the root user of the management account',
    account: 'management',
    principal: 'root',
  },
  rootOfMember: {
    name: 'root user of a member',
    who: 'the root user of another account',
    account: 'shop-production',
    principal: 'root',
  },
  partner: {
    name: 'partner',
    who: 'a role of a partner without an organization',
    account: 'partner',
    principal: 'role/reader',
  },
  stranger: { name: 'stranger', who: 'a role of another organization', account: 'stranger', principal: 'role/reader' },
  anonymous: { name: 'anonymous', who: 'somebody anonymous', account: null, principal: '*' },
} as const satisfies Readonly<Record<string, Caller>>;

export type CallerId = keyof typeof CALLERS;

/** The bucket or the key of one of the two templates. */
export type ArchiveTarget = 'trail' | 'trailKey' | 'config' | 'flowLogs' | 'accessLogs' | 'othersKey';

/** An action, and all callers who can do it. */
export interface AccessCase {
  readonly what: string;
  readonly action: string;
  /** A bucket, the objects in it, or a key. */
  readonly on: ArchiveTarget | `${ArchiveTarget}/*`;
  readonly possible: readonly CallerId[];
  /** Who could do it if all guardrails were detached. */
  readonly unguarded: readonly CallerId[];
}

const NOBODY: readonly CallerId[] = [];
const ROOT: readonly CallerId[] = ['rootUser'];
const EXEMPT: readonly CallerId[] = ['stackSets', 'organizationAccess', 'breakGlass'];
/** Whoever has permissions in the log archive, but its root user. */
export const INSIDE: readonly CallerId[] = ['archiveAdministrator', ...EXEMPT, 'stolenKey', 'roleNamedRoot'];

/** The archive of the trail. */
// prettier-ignore
export const TRAIL_ACCESS: readonly AccessCase[] = [
  { what: 'read a log', action: 's3:GetObject', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: 'read a version of a log', action: 's3:GetObjectVersion', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: 'list the logs', action: 's3:ListBucket', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'list the versions', action: 's3:ListBucketVersions', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'delete a log', action: 's3:DeleteObject', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: 'delete a version of a log', action: 's3:DeleteObjectVersion', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: "shorten a log's lock", action: 's3:PutObjectRetention', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: 'bypass a lock', action: 's3:BypassGovernanceRetention', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: 'change the lock of new logs', action: 's3:PutBucketObjectLockConfiguration', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'overwrite or forge a log', action: 's3:PutObject', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: 'encrypt a log with another key', action: 's3:UpdateObjectEncryption', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: 'annotate a log', action: 's3:PutObjectAnnotation', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: "replace the bucket's policy", action: 's3:PutBucketPolicy', on: 'trail', possible: ['rootSession'], unguarded: ['rootUser', 'rootSession'] },
  { what: "delete the bucket's policy", action: 's3:DeleteBucketPolicy', on: 'trail', possible: ['rootSession'], unguarded: ['rootUser', 'rootSession'] },
  { what: 'expire logs earlier', action: 's3:PutLifecycleConfiguration', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'replicate logs elsewhere', action: 's3:PutReplicationConfiguration', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'replicate existing logs', action: 's3:InitiateReplication', on: 'trail/*', possible: NOBODY, unguarded: ROOT },
  { what: 'encrypt new logs with another key', action: 's3:PutEncryptionConfiguration', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'suspend versions', action: 's3:PutBucketVersioning', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'open the bucket to the public', action: 's3:PutBucketPublicAccessBlock', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'turn off the access log', action: 's3:PutBucketLogging', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'export the list of logs to a table', action: 's3:CreateBucketMetadataTableConfiguration', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: 'delete the bucket', action: 's3:DeleteBucket', on: 'trail', possible: NOBODY, unguarded: ROOT },
  { what: "read the bucket's policy", action: 's3:GetBucketPolicy', on: 'trail', possible: [...INSIDE, 'rootSession'], unguarded: [...INSIDE, 'rootUser', 'rootSession'] },
  { what: 'decrypt a log, once one can read it', action: 'kms:Decrypt', on: 'trailKey', possible: ['breakGlass'], unguarded: ['breakGlass', 'rootUser'] },
  { what: 'encrypt with the key', action: 'kms:GenerateDataKey', on: 'trailKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'let others use the key', action: 'kms:CreateGrant', on: 'trailKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'disable the key', action: 'kms:DisableKey', on: 'trailKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'delete the key', action: 'kms:ScheduleKeyDeletion', on: 'trailKey', possible: NOBODY, unguarded: NOBODY },
  { what: "stop the key's rotation", action: 'kms:DisableKeyRotation', on: 'trailKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'put another key in its place', action: 'kms:UpdateAlias', on: 'trailKey', possible: ['stackSets'], unguarded: ['stackSets'] },
  { what: "replace the key's policy", action: 'kms:PutKeyPolicy', on: 'trailKey', possible: EXEMPT, unguarded: [...INSIDE, 'rootUser'] },
];

/** The other buckets and their key. */
// prettier-ignore
export const OTHER_ACCESS: readonly AccessCase[] = [
  { what: 'read what AWS Config has delivered', action: 's3:GetObject', on: 'config/*', possible: INSIDE, unguarded: [...INSIDE, 'rootUser'] },
  { what: 'read flow logs', action: 's3:GetObject', on: 'flowLogs/*', possible: INSIDE, unguarded: [...INSIDE, 'rootUser'] },
  { what: 'read access logs', action: 's3:GetObject', on: 'accessLogs/*', possible: INSIDE, unguarded: [...INSIDE, 'rootUser'] },
  { what: 'decrypt what one can read', action: 'kms:Decrypt', on: 'othersKey', possible: INSIDE, unguarded: [...INSIDE, 'rootUser'] },
  { what: 'overwrite or forge what AWS Config has delivered', action: 's3:PutObject', on: 'config/*', possible: NOBODY, unguarded: NOBODY },
  { what: 'overwrite or forge flow logs', action: 's3:PutObject', on: 'flowLogs/*', possible: NOBODY, unguarded: NOBODY },
  { what: 'overwrite or forge access logs', action: 's3:PutObject', on: 'accessLogs/*', possible: NOBODY, unguarded: NOBODY },
  { what: 'delete what AWS Config has delivered', action: 's3:DeleteObject', on: 'config/*', possible: NOBODY, unguarded: NOBODY },
  { what: 'delete a version of flow logs', action: 's3:DeleteObjectVersion', on: 'flowLogs/*', possible: NOBODY, unguarded: NOBODY },
  { what: 'delete a version of access logs', action: 's3:DeleteObjectVersion', on: 'accessLogs/*', possible: NOBODY, unguarded: NOBODY },
  { what: 'encrypt flow logs with another key', action: 's3:UpdateObjectEncryption', on: 'flowLogs/*', possible: NOBODY, unguarded: NOBODY },
  { what: "replace the policy of AWS Config's bucket", action: 's3:PutBucketPolicy', on: 'config', possible: [...EXEMPT, 'rootSession'], unguarded: [...INSIDE, 'rootUser', 'rootSession'] },
  { what: 'expire flow logs earlier', action: 's3:PutLifecycleConfiguration', on: 'flowLogs', possible: EXEMPT, unguarded: [...INSIDE, 'rootUser'] },
  { what: 'open the bucket of access logs to the public', action: 's3:PutBucketPublicAccessBlock', on: 'accessLogs', possible: EXEMPT, unguarded: [...INSIDE, 'rootUser'] },
  { what: 'encrypt with the other key', action: 'kms:GenerateDataKey', on: 'othersKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'delete the other key', action: 'kms:ScheduleKeyDeletion', on: 'othersKey', possible: NOBODY, unguarded: NOBODY },
  { what: "replace the other key's policy", action: 'kms:PutKeyPolicy', on: 'othersKey', possible: EXEMPT, unguarded: [...INSIDE, 'rootUser'] },
];

export const ACCESS_CASES: readonly AccessCase[] = [...TRAIL_ACCESS, ...OTHER_ACCESS];
