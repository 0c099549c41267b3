import { arnMatches } from '../../../lib/iam/patterns/glob';
import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { arnElsewhere, arnsAround, sampleArn } from '../sample-arn';
import { assumeProbes } from './assume-probes';
import { callProbes, person } from './calls';
import { apiKeyProbes } from './read-only';

export function backupOperatorProbes(place: ProbePlace): readonly Probe[] {
  return [
    ...callProbes('backup-operator', { may: MAY, mayNot: MAY_NOT, readsConfiguration: true }, place),
    ...apiKeyProbes('backup-operator', place),
    ...assumeProbes('backup-operator', ['arn:*:iam::*:role/platform/backup-operator'], place),
    ...passProbes(place),
  ];
}

const MAY = {
  backup: 'PutRestoreValidationResult StartBackupJob StartCopyJob StartReportJob StartRestoreJob StopBackupJob',
  dynamodb: 'ListBackups',
};

/** Deletion, a shorter life, an open or unlocked vault, and plans that stop. */
const MAY_NOT = {
  backup:
    'CancelLegalHold CreateBackupPlan CreateBackupSelection CreateBackupVault DeleteBackupPlan DeleteBackupSelection ' +
    'DeleteBackupVault DeleteBackupVaultAccessPolicy DeleteBackupVaultLockConfiguration DeleteRecoveryPoint ' +
    'DisassociateBackupVaultMpaApprovalTeam DisassociateRecoveryPoint PutBackupVaultAccessPolicy ' +
    'PutBackupVaultLockConfiguration PutBackupVaultNotifications RevokeRestoreAccessBackupVault StartScanJob UpdateBackupPlan ' +
    'UpdateGlobalSettings UpdateRecoveryPointLifecycle UpdateRegionSettings',
  dynamodb: 'DeleteBackup RestoreTableFromBackup',
  ec2: 'DeleteSnapshot ModifySnapshotAttribute UnlockSnapshot',
  rbin: 'DeleteRule UnlockRule UpdateRule',
  rds: 'DeleteDBSnapshot',
};

/** Roles for AWS Backup, and only for it. */
function passProbes(place: ProbePlace): readonly Probe[] {
  const principal = person('backup-operator', place);
  const patterns = ['arn:*:iam::*:role/rampart-backup', 'arn:*:iam::*:role/service-role/AWSBackupDefaultServiceRole'];
  const call = (resource: string, service?: string) => ({
    principal,
    action: 'iam:PassRole',
    resource,
    ...(service !== undefined && { context: { 'iam:PassedToService': service } }),
  });
  const arns = [
    ...patterns.flatMap((pattern) => [sampleArn(pattern, place), arnElsewhere(pattern, place)]),
    ...arnsAround(patterns, place),
    ...['role/developer', 'role/platform/break-glass'].map((role) => `arn:aws:iam::${place.account}:${role}`),
  ];
  const [role = ''] = arns;
  return [
    ...[...new Set(arns)].map((arn) =>
      patterns.some((pattern) => arnMatches(pattern, arn))
        ? possible(`backup-operator passes ${arn} to AWS Backup`, call(arn, 'backup.amazonaws.com'))
        : denied(`backup-operator passes ${arn} to AWS Backup`, call(arn, 'backup.amazonaws.com')),
    ),
    ...['ec2.amazonaws.com', 'lambda.amazonaws.com', 'backup.amazonaws.com.example.com', 'x.backup.amazonaws.com'].map(
      (service) => denied(`backup-operator passes the role for backups to ${service}`, call(role, service)),
    ),
    denied('backup-operator passes the role for backups to nobody in particular', call(role)),
  ];
}
