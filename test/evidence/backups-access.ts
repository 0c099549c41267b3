/*
 * Who can do what with vaults, recovery points and keys. Tests hold these tables to the templates, the guardrails of the
 * shipped organization and an independent evaluator.
 */

import type { Caller } from './caller';

/** The accounts: one that is backed up, the one that receives copies, and another one of the organization. */
export const MEMBER = 'shop-production';
export const COPIES = 'shared-services';
const OTHER = 'data-production';

const BY_AWS_BACKUP = 'role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup';
const STACK_SETS_ROLE = 'role/stacksets-exec-0123456789abcdef0123456789abcdef';

/** Everybody has permissions for everything, but for the limits of the role of AWS Backup. */
export const CALLERS = {
  administrator: caller('the administrator', 'an administrator of the account', MEMBER, 'role/admin'),
  operator: caller('the operator', 'the backup operator of the account', MEMBER, 'role/platform/backup-operator'),
  backup: caller('AWS Backup', 'the role of AWS Backup in the account', MEMBER, 'role/platform/backup'),
  linked: caller('the linked role', 'the service-linked role of AWS Backup in the account', MEMBER, BY_AWS_BACKUP),
  autoScaling: caller(
    'Auto Scaling',
    'the service-linked role of Auto Scaling in the account',
    MEMBER,
    'role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
  ),
  stackSets: caller('StackSets', 'the role of StackSets in the account', MEMBER, STACK_SETS_ROLE),
  breakGlass: caller('break-glass', 'the role for emergencies in the account', MEMBER, 'role/platform/break-glass'),
  rootUser: caller('the root user', 'the root user of the account', MEMBER, 'root'),
  copiesAdministrator: caller('administrator of copies', 'an administrator of the copies', COPIES, 'role/admin'),
  copiesOperator: caller('operator of copies', 'the operator of the copies', COPIES, 'role/platform/backup-operator'),
  copiesLinked: caller('the linked role of copies', 'that of AWS Backup where copies are', COPIES, BY_AWS_BACKUP),
  copiesStackSets: caller('StackSets of copies', 'the role of StackSets where copies are', COPIES, STACK_SETS_ROLE),
  otherAdministrator: caller('administrator elsewhere', 'an administrator of another account', OTHER, 'role/admin'),
  otherBackup: caller('AWS Backup elsewhere', 'its role in another account', OTHER, 'role/platform/backup'),
  otherLinked: caller('the linked role elsewhere', 'that of AWS Backup in another account', OTHER, BY_AWS_BACKUP),
  stranger: caller('stranger', 'an administrator of another organization', 'stranger', 'role/admin'),
  strangersBackup: caller("strangers' AWS Backup", 'its role there', 'stranger', 'role/platform/backup'),
  strangersLinked: caller("strangers' linked role", 'that of AWS Backup there', 'stranger', BY_AWS_BACKUP),
} as const satisfies Readonly<Record<string, Caller>>;

function caller(name: string, who: string, account: string, principal: string): Caller {
  return { name, who, account, principal };
}

export type CallerId = keyof typeof CALLERS;

export type BackupTarget = 'vault' | 'copyVault' | 'vaultKey' | 'copyKey' | 'storageKey' | 'nothing';

/** An action, and all callers who can do it. */
export interface AccessCase {
  readonly what: string;
  readonly action: string;
  /** Whose policy judges. */
  readonly on: BackupTarget;
  /** The resource, if it is not the target: `{account}`, `{region}`. */
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly possible: readonly CallerId[];
  /** Who could do it if all guardrails were detached. */
  readonly unguarded: readonly CallerId[];
}

const NOBODY: readonly CallerId[] = [];
/** Whoever has permissions in the account, but its root user. */
const INSIDE: readonly CallerId[] = [
  'administrator',
  'operator',
  'backup',
  'linked',
  'autoScaling',
  'stackSets',
  'breakGlass',
];
const INSIDE_AND_ROOT: readonly CallerId[] = [
  'administrator',
  'operator',
  'backup',
  'linked',
  'autoScaling',
  'stackSets',
  'breakGlass',
  'rootUser',
];
const AWS_AND_PLATFORM: readonly CallerId[] = [
  'linked',
  'autoScaling',
  'stackSets',
  'breakGlass',
  'copiesLinked',
  'copiesStackSets',
];
const AWS_PLATFORM_AND_ROLE: readonly CallerId[] = [
  'backup',
  'linked',
  'autoScaling',
  'stackSets',
  'breakGlass',
  'copiesLinked',
  'copiesStackSets',
];
const EVERYBODY: readonly CallerId[] = [
  'administrator',
  'operator',
  'backup',
  'linked',
  'autoScaling',
  'stackSets',
  'breakGlass',
  'rootUser',
  'copiesAdministrator',
  'copiesOperator',
  'copiesLinked',
  'copiesStackSets',
];
const EVERYBODY_BUT_THE_ROLE: readonly CallerId[] = [
  'administrator',
  'operator',
  'linked',
  'autoScaling',
  'stackSets',
  'breakGlass',
  'rootUser',
  'copiesAdministrator',
  'copiesOperator',
  'copiesLinked',
  'copiesStackSets',
];
const RESTORERS: readonly CallerId[] = ['operator', 'backup', 'linked', 'breakGlass'];
const COPIES_RESTORERS: readonly CallerId[] = ['copiesOperator', 'copiesLinked'];
const COPIES_INSIDE: readonly CallerId[] = ['copiesAdministrator', 'copiesOperator', 'copiesLinked', 'copiesStackSets'];
const STORAGE: readonly CallerId[] = [
  'administrator',
  'operator',
  'backup',
  'linked',
  'autoScaling',
  'stackSets',
  'breakGlass',
  'copiesLinked',
];
const STORAGE_AND_ROOT: readonly CallerId[] = [
  'administrator',
  'operator',
  'backup',
  'linked',
  'autoScaling',
  'stackSets',
  'breakGlass',
  'rootUser',
  'copiesLinked',
];
const STACK_SETS: readonly CallerId[] = ['stackSets'];
const COPIES_STACK_SETS: readonly CallerId[] = ['copiesStackSets'];
const VAULT_KEY: readonly CallerId[] = ['backup', 'linked', 'stackSets', 'copiesLinked'];
const COPY_KEY: readonly CallerId[] = ['linked', 'copiesLinked', 'copiesStackSets', 'otherLinked'];
const POINT = 'arn:aws:backup:{region}:{account}:recovery-point:1';

const BY_EC2 = { 'kms:ViaService': 'ec2.{region}.amazonaws.com' };
const BY_RDS = { 'kms:ViaService': 'rds.{region}.amazonaws.com' };
const OF_AWS_BACKUP = { 'aws:ResourceTag/aws:backup:source-resource': 'vol-1' };
const ROLE = 'arn:aws:iam::{account}:role/platform/backup';

// prettier-ignore
export const ACCESS_CASES: readonly AccessCase[] = [
  { what: 'delete a recovery point', action: 'backup:DeleteRecoveryPoint', on: 'vault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'shorten the life of a recovery point', action: 'backup:UpdateRecoveryPointLifecycle', on: 'vault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'disassociate a recovery point', action: 'backup:DisassociateRecoveryPoint', on: 'vault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'disassociate a recovery point from its parent', action: 'backup:DisassociateRecoveryPointFromParent', on: 'vault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'delete the vault', action: 'backup:DeleteBackupVault', on: 'vault', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'remove the lock of the vault', action: 'backup:DeleteBackupVaultLockConfiguration', on: 'vault', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'loosen the lock of the vault', action: 'backup:PutBackupVaultLockConfiguration', on: 'vault', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'replace the policy of the vault', action: 'backup:PutBackupVaultAccessPolicy', on: 'vault', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'delete the policy of the vault', action: 'backup:DeleteBackupVaultAccessPolicy', on: 'vault', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'tell others of the vault', action: 'backup:PutBackupVaultNotifications', on: 'vault', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'stop what the vault tells', action: 'backup:DeleteBackupVaultNotifications', on: 'vault', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'let approvers into the vault', action: 'backup:AssociateBackupVaultMpaApprovalTeam', on: 'vault', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'read what is in a recovery point', action: 'backup:CreateBackupAccessPoint', on: 'vault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'search a recovery point', action: 'backup:SearchRecoveryPoint', on: 'vault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'index a recovery point', action: 'backup:UpdateRecoveryPointIndexSettings', on: 'vault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'restore a recovery point', action: 'backup:StartRestoreJob', on: 'vault', resource: POINT, possible: RESTORERS, unguarded: RESTORERS },
  { what: 'copy a recovery point', action: 'backup:StartCopyJob', on: 'vault', resource: POINT, possible: RESTORERS, unguarded: RESTORERS },
  { what: 'take a recovery point out', action: 'backup:CopyFromBackupVault', on: 'vault', resource: POINT, possible: RESTORERS, unguarded: RESTORERS },
  { what: 'copy into the vault', action: 'backup:CopyIntoBackupVault', on: 'vault', possible: ['administrator', 'operator', 'backup', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'copiesAdministrator', 'copiesOperator', 'copiesLinked', 'copiesStackSets'], unguarded: EVERYBODY },
  { what: 'back up into the vault', action: 'backup:StartBackupJob', on: 'vault', possible: INSIDE, unguarded: INSIDE_AND_ROOT },
  { what: 'look at the vault', action: 'backup:DescribeBackupVault', on: 'vault', possible: INSIDE, unguarded: INSIDE_AND_ROOT },
  { what: 'delete a copy', action: 'backup:DeleteRecoveryPoint', on: 'copyVault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'shorten the life of a copy', action: 'backup:UpdateRecoveryPointLifecycle', on: 'copyVault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'disassociate a copy', action: 'backup:DisassociateRecoveryPoint', on: 'copyVault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'disassociate a copy from its parent', action: 'backup:DisassociateRecoveryPointFromParent', on: 'copyVault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'delete the vault of copies', action: 'backup:DeleteBackupVault', on: 'copyVault', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'remove the lock of the vault of copies', action: 'backup:DeleteBackupVaultLockConfiguration', on: 'copyVault', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'loosen the lock of the vault of copies', action: 'backup:PutBackupVaultLockConfiguration', on: 'copyVault', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'replace the policy of the vault of copies', action: 'backup:PutBackupVaultAccessPolicy', on: 'copyVault', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'delete the policy of the vault of copies', action: 'backup:DeleteBackupVaultAccessPolicy', on: 'copyVault', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'tell others of the vault of copies', action: 'backup:PutBackupVaultNotifications', on: 'copyVault', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'stop what the vault of copies tells', action: 'backup:DeleteBackupVaultNotifications', on: 'copyVault', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'let approvers into the vault of copies', action: 'backup:AssociateBackupVaultMpaApprovalTeam', on: 'copyVault', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'read what is in a copy', action: 'backup:CreateBackupAccessPoint', on: 'copyVault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'search a copy', action: 'backup:SearchRecoveryPoint', on: 'copyVault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'index a copy', action: 'backup:UpdateRecoveryPointIndexSettings', on: 'copyVault', resource: POINT, possible: NOBODY, unguarded: NOBODY },
  { what: 'restore a copy', action: 'backup:StartRestoreJob', on: 'copyVault', resource: POINT, possible: COPIES_RESTORERS, unguarded: COPIES_RESTORERS },
  { what: 'copy a copy', action: 'backup:StartCopyJob', on: 'copyVault', resource: POINT, possible: COPIES_RESTORERS, unguarded: COPIES_RESTORERS },
  { what: 'take a copy out', action: 'backup:CopyFromBackupVault', on: 'copyVault', resource: POINT, possible: COPIES_RESTORERS, unguarded: COPIES_RESTORERS },
  { what: 'copy into the vault of copies', action: 'backup:CopyIntoBackupVault', on: 'copyVault', possible: ['administrator', 'operator', 'backup', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'copiesAdministrator', 'copiesOperator', 'copiesLinked', 'copiesStackSets', 'otherAdministrator', 'otherBackup', 'otherLinked'], unguarded: ['administrator', 'operator', 'backup', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'rootUser', 'copiesAdministrator', 'copiesOperator', 'copiesLinked', 'copiesStackSets', 'otherAdministrator', 'otherBackup', 'otherLinked'] },
  { what: 'back up into the vault of copies', action: 'backup:StartBackupJob', on: 'copyVault', possible: COPIES_INSIDE, unguarded: COPIES_INSIDE },
  { what: 'look at the vault of copies', action: 'backup:DescribeBackupVault', on: 'copyVault', possible: COPIES_INSIDE, unguarded: COPIES_INSIDE },
  { what: 'delete the key of the vault', action: 'kms:ScheduleKeyDeletion', on: 'vaultKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'disable the key of the vault', action: 'kms:DisableKey', on: 'vaultKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'replace the policy of the key of the vault', action: 'kms:PutKeyPolicy', on: 'vaultKey', possible: ['linked', 'autoScaling', 'stackSets', 'breakGlass'], unguarded: ['administrator', 'operator', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'rootUser'] },
  { what: 'stop the rotation of the key of the vault', action: 'kms:DisableKeyRotation', on: 'vaultKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'unmark the key of the vault', action: 'kms:UntagResource', on: 'vaultKey', possible: ['linked', 'autoScaling', 'stackSets', 'breakGlass'], unguarded: ['administrator', 'operator', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'rootUser'] },
  { what: 'move the alias of the key of the vault', action: 'kms:UpdateAlias', on: 'vaultKey', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'decrypt with the key of the vault', action: 'kms:Decrypt', on: 'vaultKey', possible: VAULT_KEY, unguarded: VAULT_KEY },
  { what: 'encrypt with the key of the vault', action: 'kms:GenerateDataKey', on: 'vaultKey', possible: VAULT_KEY, unguarded: VAULT_KEY },
  { what: 'give the key of the vault to a role', action: 'kms:CreateGrant', on: 'vaultKey', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'let a service use the key of the vault', action: 'kms:CreateGrant', on: 'vaultKey', context: { 'kms:GrantIsForAWSResource': 'true' }, possible: VAULT_KEY, unguarded: VAULT_KEY },
  { what: 'take the key of the vault away from a service', action: 'kms:RevokeGrant', on: 'vaultKey', possible: ['linked', 'autoScaling', 'stackSets', 'breakGlass'], unguarded: ['administrator', 'operator', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'rootUser'] },
  { what: 'decrypt a volume with the key of the vault', action: 'kms:Decrypt', on: 'vaultKey', context: BY_EC2, possible: VAULT_KEY, unguarded: VAULT_KEY },
  { what: 'start an instance with the key of the vault', action: 'kms:CreateGrant', on: 'vaultKey', context: { ...BY_EC2, 'kms:GrantIsForAWSResource': 'true' }, possible: VAULT_KEY, unguarded: VAULT_KEY },
  { what: 'move what the key of the vault encrypts to another key', action: 'kms:ReEncryptFrom', on: 'vaultKey', context: BY_EC2, possible: ['backup', 'linked', 'copiesLinked'], unguarded: ['backup', 'linked', 'copiesLinked'] },
  { what: 'encrypt a database with the key of the vault', action: 'kms:GenerateDataKey', on: 'vaultKey', context: BY_RDS, possible: VAULT_KEY, unguarded: VAULT_KEY },
  { what: 'delete the key of copies', action: 'kms:ScheduleKeyDeletion', on: 'copyKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'disable the key of copies', action: 'kms:DisableKey', on: 'copyKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'replace the policy of the key of copies', action: 'kms:PutKeyPolicy', on: 'copyKey', possible: ['copiesLinked', 'copiesStackSets'], unguarded: COPIES_INSIDE },
  { what: 'stop the rotation of the key of copies', action: 'kms:DisableKeyRotation', on: 'copyKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'unmark the key of copies', action: 'kms:UntagResource', on: 'copyKey', possible: ['copiesLinked', 'copiesStackSets'], unguarded: COPIES_INSIDE },
  { what: 'move the alias of the key of copies', action: 'kms:UpdateAlias', on: 'copyKey', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'decrypt with the key of copies', action: 'kms:Decrypt', on: 'copyKey', possible: COPY_KEY, unguarded: COPY_KEY },
  { what: 'encrypt with the key of copies', action: 'kms:GenerateDataKey', on: 'copyKey', possible: COPY_KEY, unguarded: COPY_KEY },
  { what: 'give the key of copies to a role', action: 'kms:CreateGrant', on: 'copyKey', possible: COPIES_STACK_SETS, unguarded: COPIES_STACK_SETS },
  { what: 'let a service use the key of copies', action: 'kms:CreateGrant', on: 'copyKey', context: { 'kms:GrantIsForAWSResource': 'true' }, possible: COPY_KEY, unguarded: COPY_KEY },
  { what: 'take the key of copies away from a service', action: 'kms:RevokeGrant', on: 'copyKey', possible: ['copiesLinked', 'copiesStackSets'], unguarded: COPIES_INSIDE },
  { what: 'decrypt a volume with the key of copies', action: 'kms:Decrypt', on: 'copyKey', context: BY_EC2, possible: COPY_KEY, unguarded: COPY_KEY },
  { what: 'start an instance with the key of copies', action: 'kms:CreateGrant', on: 'copyKey', context: { ...BY_EC2, 'kms:GrantIsForAWSResource': 'true' }, possible: COPY_KEY, unguarded: COPY_KEY },
  { what: 'move what the key of copies encrypts to another key', action: 'kms:ReEncryptFrom', on: 'copyKey', context: BY_EC2, possible: ['linked', 'copiesLinked', 'otherLinked'], unguarded: ['linked', 'copiesLinked', 'otherLinked'] },
  { what: 'encrypt a database with the key of copies', action: 'kms:GenerateDataKey', on: 'copyKey', context: BY_RDS, possible: COPY_KEY, unguarded: COPY_KEY },
  { what: 'delete the key of volumes', action: 'kms:ScheduleKeyDeletion', on: 'storageKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'disable the key of volumes', action: 'kms:DisableKey', on: 'storageKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'replace the policy of the key of volumes', action: 'kms:PutKeyPolicy', on: 'storageKey', possible: ['linked', 'autoScaling', 'stackSets', 'breakGlass'], unguarded: ['administrator', 'operator', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'rootUser'] },
  { what: 'stop the rotation of the key of volumes', action: 'kms:DisableKeyRotation', on: 'storageKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'unmark the key of volumes', action: 'kms:UntagResource', on: 'storageKey', possible: ['linked', 'autoScaling', 'stackSets', 'breakGlass'], unguarded: ['administrator', 'operator', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'rootUser'] },
  { what: 'move the alias of the key of volumes', action: 'kms:UpdateAlias', on: 'storageKey', possible: STACK_SETS, unguarded: STACK_SETS },
  { what: 'decrypt with the key of volumes', action: 'kms:Decrypt', on: 'storageKey', possible: ['autoScaling', 'copiesLinked'], unguarded: ['autoScaling', 'copiesLinked'] },
  { what: 'encrypt with the key of volumes', action: 'kms:GenerateDataKey', on: 'storageKey', possible: ['autoScaling', 'copiesLinked'], unguarded: ['autoScaling', 'copiesLinked'] },
  { what: 'give the key of volumes to a role', action: 'kms:CreateGrant', on: 'storageKey', possible: NOBODY, unguarded: NOBODY },
  { what: 'let a service use the key of volumes', action: 'kms:CreateGrant', on: 'storageKey', context: { 'kms:GrantIsForAWSResource': 'true' }, possible: ['autoScaling', 'copiesLinked'], unguarded: ['autoScaling', 'copiesLinked'] },
  { what: 'take the key of volumes away from a service', action: 'kms:RevokeGrant', on: 'storageKey', possible: ['linked', 'autoScaling', 'stackSets', 'breakGlass'], unguarded: ['administrator', 'operator', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'rootUser'] },
  { what: 'decrypt a volume with the key of volumes', action: 'kms:Decrypt', on: 'storageKey', context: BY_EC2, possible: STORAGE, unguarded: STORAGE_AND_ROOT },
  { what: 'start an instance with the key of volumes', action: 'kms:CreateGrant', on: 'storageKey', context: { ...BY_EC2, 'kms:GrantIsForAWSResource': 'true' }, possible: STORAGE, unguarded: STORAGE_AND_ROOT },
  { what: 'move what the key of volumes encrypts to another key', action: 'kms:ReEncryptFrom', on: 'storageKey', context: BY_EC2, possible: STORAGE, unguarded: STORAGE_AND_ROOT },
  { what: 'encrypt a database with the key of volumes', action: 'kms:GenerateDataKey', on: 'storageKey', context: BY_RDS, possible: STORAGE, unguarded: STORAGE_AND_ROOT },
  { what: 'make a recovery point of the role of AWS Backup: pass it', action: 'iam:PassRole', on: 'nothing', resource: ROLE, context: { 'iam:PassedToService': 'backup.amazonaws.com' }, possible: ['operator', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'copiesOperator', 'copiesLinked', 'copiesStackSets'], unguarded: EVERYBODY_BUT_THE_ROLE },
  // The trust of the role lets only AWS Backup take it, so that EC2 cannot.
  { what: 'pass the role of AWS Backup to EC2', action: 'iam:PassRole', on: 'nothing', resource: ROLE, context: { 'iam:PassedToService': 'ec2.amazonaws.com' }, possible: ['operator', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'copiesOperator', 'copiesLinked', 'copiesStackSets'], unguarded: EVERYBODY_BUT_THE_ROLE },
  { what: 'restore an instance with another role', action: 'iam:PassRole', on: 'nothing', resource: 'arn:aws:iam::{account}:role/shop/admin', context: { 'iam:PassedToService': 'ec2.amazonaws.com' }, possible: ['administrator', 'operator', 'linked', 'autoScaling', 'stackSets', 'breakGlass', 'copiesAdministrator', 'copiesOperator', 'copiesLinked', 'copiesStackSets'], unguarded: EVERYBODY_BUT_THE_ROLE },
  { what: 'rewrite who takes the role of AWS Backup', action: 'iam:UpdateAssumeRolePolicy', on: 'nothing', resource: ROLE, possible: AWS_AND_PLATFORM, unguarded: EVERYBODY },
  { what: 'take a policy of AWS Backup away', action: 'iam:DetachRolePolicy', on: 'nothing', resource: ROLE, possible: AWS_AND_PLATFORM, unguarded: EVERYBODY },
  { what: 'rewrite the limits of AWS Backup', action: 'iam:CreatePolicyVersion', on: 'nothing', resource: 'arn:aws:iam::{account}:policy/platform/backup', possible: AWS_AND_PLATFORM, unguarded: EVERYBODY },
  { what: 'delete a snapshot of AWS Backup by EC2', action: 'ec2:DeleteSnapshot', on: 'nothing', resource: 'arn:aws:ec2:{region}::snapshot/snap-1', context: OF_AWS_BACKUP, possible: AWS_PLATFORM_AND_ROLE, unguarded: EVERYBODY },
  { what: 'delete a snapshot of AWS Backup by RDS', action: 'rds:DeleteDBSnapshot', on: 'nothing', resource: 'arn:aws:rds:{region}:{account}:snapshot:awsbackup:job-1', possible: AWS_PLATFORM_AND_ROLE, unguarded: EVERYBODY },
  { what: 'stop the backups of a service', action: 'backup:UpdateRegionSettings', on: 'nothing', resource: '*', possible: AWS_AND_PLATFORM, unguarded: EVERYBODY_BUT_THE_ROLE },
  { what: 'make the vault before the platform does', action: 'backup:CreateBackupVault', on: 'nothing', resource: 'arn:aws:backup:{region}:{account}:backup-vault:rampart-backup', possible: AWS_PLATFORM_AND_ROLE, unguarded: EVERYBODY },
];
