import { arnMatches } from '../../../lib/iam/patterns/glob';
import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { arnElsewhere, arnsAround, sampleArn } from '../sample-arn';
import { assumeProbes } from './assume-probes';
import { callProbes, refusalProbes } from './calls';
import { person } from './people-calls';
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
const DELETIONS = {
  backup:
    'CancelLegalHold DeleteBackupPlan DeleteBackupSelection DeleteBackupVault DeleteBackupVaultAccessPolicy ' +
    'DeleteBackupVaultLockConfiguration DeleteRecoveryPoint DisassociateBackupVaultMpaApprovalTeam DisassociateRecoveryPoint ' +
    'PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration PutBackupVaultNotifications RevokeRestoreAccessBackupVault ' +
    'UpdateBackupPlan UpdateGlobalSettings UpdateRecoveryPointLifecycle UpdateRegionSettings',
  ec2: 'UnlockSnapshot',
  rbin: 'DeleteRule UnlockRule UpdateRule',
};

/** Making new plans and vaults, which nobody needs to restore. */
const MAY_NOT = {
  ...DELETIONS,
  backup: `${DELETIONS.backup} CreateBackupPlan CreateBackupSelection CreateBackupVault StartScanJob`,
  dynamodb: 'DeleteBackup RestoreTableFromBackup',
  ec2: 'DeleteSnapshot ModifySnapshotAttribute UnlockSnapshot',
  rds: 'DeleteDBSnapshot',
};

/** Requests for what stays denied, also where a vault's policy allows it. */
export function deletionProbes(place: ProbePlace): readonly Probe[] {
  return refusalProbes(DELETIONS, place);
}

/** The role of AWS Backup, and only for it. */
function passProbes(place: ProbePlace): readonly Probe[] {
  const principal = person('backup-operator', place);
  const patterns = ['arn:*:iam::*:role/platform/backup'];
  const call = (resource: string, service?: string) => ({
    principal,
    action: 'iam:PassRole',
    resource,
    ...(service !== undefined && { context: { 'iam:PassedToService': service } }),
  });
  const arns = [
    ...patterns.flatMap((pattern) => [sampleArn(pattern, place), arnElsewhere(pattern, place)]),
    ...arnsAround(patterns, place),
    ...['role/developer', 'role/platform/break-glass', 'role/service-role/AWSBackupDefaultServiceRole'].map(
      (role) => `arn:aws:iam::${place.account}:${role}`,
    ),
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
    ...['backup.amazonaws.com', 'ec2.amazonaws.com'].map((service) =>
      denied(`backup-operator calls what AWS may add to IAM for ${service}`, {
        ...call(role, service),
        action: 'iam:FutureThing',
      }),
    ),
    denied('backup-operator passes the role for backups to nobody in particular', call(role)),
  ];
}
