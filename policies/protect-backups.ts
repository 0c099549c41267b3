import { z } from 'zod';
import { BACKUP } from '../lib/model/names';
import { guardrail } from './core/guardrail';
import { deny } from './core/statements';
import { backupProbes } from './probes/protect-backups';

/**
 * Actions that destroy backups, let them be destroyed earlier, or prevent new ones.
 *
 * Allowed on purpose: creating vaults, plans and locks, starting and stopping jobs, and everything that a team's own plans
 * need; member accounts cannot change the plans of the organization's backup policies anyway. Taking the tag of a plan off a
 * resource ends its backups, and stays with whoever owns the resource: what is kept already is kept. AWS Backup lets recovery
 * points expire with its role, without a call. Only the management account can call `UpdateGlobalSettings`. Copies do not
 * leave the organization: AWS Backup refuses.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
 */
const ACTIONS = [
  'backup:CancelLegalHold',
  'backup:DeleteBackupVault',
  'backup:DeleteBackupVaultAccessPolicy',
  'backup:DeleteBackupVaultLockConfiguration',
  'backup:DeleteRecoveryPoint',
  'backup:DisassociateBackupVaultMpaApprovalTeam',
  'backup:DisassociateRecoveryPoint',
  'backup:DisassociateRecoveryPointFromParent',
  'backup:PutBackupVaultAccessPolicy',
  'backup:RevokeRestoreAccessBackupVault',
  'backup:UpdateRecoveryPointLifecycle',
  'backup:UpdateRegionSettings',
  'ec2:UnlockSnapshot',
  'rbin:UnlockRule',
];

/**
 * What a team does with a vault of its own, and not with those of the platform. A lock that is put again can be a looser one,
 * until it is final. A vault that is there already keeps StackSets from making it. Teams of approvers and shares let accounts
 * in, and notifications tell what is backed up.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html
 */
const SETTINGS = [
  'backup:AssociateBackupVaultMpaApprovalTeam',
  'backup:CreateBackupVault',
  'backup:CreateLogicallyAirGappedBackupVault',
  'backup:CreateRestoreAccessBackupVault',
  'backup:DeleteBackupVaultNotifications',
  'backup:DeleteBackupVaultSharingPolicy',
  'backup:PutBackupVaultLockConfiguration',
  'backup:PutBackupVaultNotifications',
  'backup:PutBackupVaultSharingPolicy',
];

/**
 * The snapshots of AWS Backup, by the services that hold them. AWS says that the policy of a vault does not bind these calls.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 */
const SNAPSHOTS = ['ec2:DeleteSnapshot', 'ec2:DeregisterImage', 'fsx:DeleteBackup'];
const DATABASE_SNAPSHOTS = ['rds:DeleteDBClusterSnapshot', 'rds:DeleteDBSnapshot'];
const OF_AWS_BACKUP = 'aws:ResourceTag/aws:backup:source-resource';

/** What opens a key on which backups hang, or makes it unusable. Deleting is here because `protect-kms-keys` may allow it. */
const KEY = [
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
];
const KEYS = 'arn:*:kms:*:*:key/*';
const MARKED = { [`aws:ResourceTag/${BACKUP.keyTag.key}`]: 'false' };

export const protectBackups = guardrail({
  id: 'protect-backups',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Backups, their vaults and their locks cannot be removed or weakened',
  rationale:
    'Attackers who want a ransom delete the backups first. Recovery points and vaults must exist until they expire. Teams ' +
    'still make and lock vaults of their own, unlike under guardrails that deny the lock itself. The vaults of the platform, ' +
    'and the keys that it has marked, are configured by the platform only.',
  foundBy: ['BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED'],
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/deleting-backups.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [
    deny({ Action: ACTIONS, Resource: '*' }),
    deny({ Sid: 'Vaults', Action: SETTINGS, Resource: `arn:*:backup:*:*:backup-vault:${BACKUP.vault}*` }),
    deny({ Sid: 'Snapshots', Action: SNAPSHOTS, Resource: '*', Condition: { Null: { [OF_AWS_BACKUP]: 'false' } } }),
    deny({
      Sid: 'DatabaseSnapshots',
      Action: DATABASE_SNAPSHOTS,
      Resource: ['arn:*:rds:*:*:cluster-snapshot:awsbackup:*', 'arn:*:rds:*:*:snapshot:awsbackup:*'],
    }),
    deny({ Sid: 'Keys', Action: KEY, Resource: KEYS, Condition: { Null: MARKED } }),
    deny({
      Sid: 'Grants',
      Action: ['kms:CreateGrant', 'kms:RevokeGrant'],
      Resource: KEYS,
      // Of AWS services for what they store. The key is false or absent in a call that nobody makes for somebody.
      Condition: { Null: MARKED, BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' } },
    }),
    // Whoever marks another key takes it away from its administrators.
    deny({
      Sid: 'Marks',
      Action: ['kms:CreateKey', 'kms:TagResource'],
      Resource: '*',
      Condition: { Null: { [`aws:RequestTag/${BACKUP.keyTag.key}`]: 'false' } },
    }),
  ],
  probes: (_, place) => backupProbes(place),
});
