import type { ActionGroup } from '../core/action-group';

/** What starts and restores backups. Restores write new resources: they overwrite and delete nothing. */
export const BACKUP_ACTIONS: readonly ActionGroup[] = [
  {
    name: 'backups',
    reason: 'make, copy and restore recovery points',
    asOf: '2026-11-30',
    source: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupOperatorAccess.html',
    actions: [
      'backup:PutRestoreValidationResult',
      'backup:StartBackupJob',
      'backup:StartCopyJob',
      'backup:StartReportJob',
      'backup:StartRestoreJob',
      'backup:StopBackupJob',
      'dynamodb:ListBackups',
    ],
  },
  {
    name: 'roles',
    reason: 'the role with which AWS Backup works, and the role that does this work in other accounts',
    asOf: '2026-11-30',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html',
    actions: ['iam:PassRole', 'sts:AssumeRole'],
  },
];

/** What deletes backups, shortens their life, or lets somebody else do it. */
export const BACKUP_DELETIONS: readonly ActionGroup[] = [
  {
    name: 'backup deletions',
    reason: 'whoever extorts deletes the backups first',
    asOf: '2026-11-30',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    actions: [
      'backup:CancelLegalHold',
      'backup:DeleteBackupPlan',
      'backup:DeleteBackupSelection',
      'backup:DeleteBackupVault*',
      'backup:DeleteRecoveryPoint',
      'backup:Disassociate*',
      'backup:PutBackupVault*',
      'backup:RevokeRestoreAccessBackupVault',
      'backup:UpdateBackupPlan',
      'backup:UpdateGlobalSettings',
      'backup:UpdateRecoveryPointLifecycle',
      'backup:UpdateRegionSettings',
      'ec2:UnlockSnapshot',
      'rbin:DeleteRule',
      'rbin:UnlockRule',
      'rbin:UpdateRule',
    ],
  },
];
