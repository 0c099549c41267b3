import type { ConfigRule } from './config-rule';
import { BACKUPS, LEAST_PRIVILEGE, PUBLIC_DATA } from './pci-requirements';
import { row } from './row';

/** What the rules about plans of AWS Backup take, with the name of the resource in one of them. */
function ofPlans(resource: string): { readonly optionalParameters: readonly string[] } {
  return {
    optionalParameters: [
      'backupVaultLockCheck',
      'crossAccountList',
      'crossRegionList',
      'maxRetentionDays',
      'minRetentionDays',
      resource,
      'resourceTags',
    ],
  };
}

/** AWS Backup. */
export const BACKUP_RULES = {
  AURORA_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, ofPlans('resourceId')),
  BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED: row(
    'region',
    'change',
    { pci: [...PUBLIC_DATA, ...LEAST_PRIVILEGE] },
    { optionalParameters: ['principalArnList'] },
  ),
  DYNAMODB_IN_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }),
  DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, ofPlans('resourceId')),
  EBS_IN_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }),
  EBS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, ofPlans('resourceId')),
  EC2_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, ofPlans('resourceId')),
  EFS_IN_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }),
  EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, ofPlans('resourceId')),
  FSX_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, ofPlans('resourceId')),
  RDS_IN_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }),
  RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, ofPlans('resourceId')),
  S3_RESOURCES_PROTECTED_BY_BACKUP_PLAN: row('region', 'periodic', { pci: BACKUPS }, ofPlans('resourceId')),
} satisfies Readonly<Record<string, ConfigRule>>;
