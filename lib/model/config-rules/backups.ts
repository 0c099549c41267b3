import type { ConfigRule } from './config-rule';
import { BACKUPS, LEAST_PRIVILEGE, PUBLIC_DATA } from './pci-requirements';
import { row } from './row';

const OF_PLANS = {
  optionalParameters: [
    'backupVaultLockCheck',
    'crossAccountList',
    'crossRegionList',
    'maxRetentionDays',
    'minRetentionDays',
    'resourceId',
    'resourceTags',
  ],
};

/** AWS Backup. */
export const BACKUP_RULES = {
  AURORA_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, OF_PLANS),
  BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED: row(
    'region',
    'change',
    { pci: [...PUBLIC_DATA, ...LEAST_PRIVILEGE] },
    { optionalParameters: ['principalArnList'] },
  ),
  DYNAMODB_IN_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }),
  DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, OF_PLANS),
  EBS_IN_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }),
  EBS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, OF_PLANS),
  EC2_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, OF_PLANS),
  EFS_IN_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }),
  EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, OF_PLANS),
  FSX_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, OF_PLANS),
  RDS_IN_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }),
  RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, OF_PLANS),
  S3_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, OF_PLANS),
} satisfies Readonly<Record<string, ConfigRule>>;
