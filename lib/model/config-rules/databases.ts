import type { ConfigRule } from './config-rule';
import {
  BACKUPS,
  ENCRYPTION_AT_REST,
  ENCRYPTION_IN_TRANSIT,
  LEAST_PRIVILEGE,
  PUBLIC_ACCESS,
  PUBLIC_DATA,
  RETENTION,
} from './pci-requirements';
import { row } from './row';

const WITHOUT_DOCUMENT_DB = ['ap-northeast-3', 'eu-north-1', 'us-west-1'];

/** Databases, caches, and what moves data between them. */
export const DATABASE_RULES = {
  DAX_ENCRYPTION_ENABLED: row(
    'region',
    'periodic',
    { pci: ENCRYPTION_AT_REST },
    { unavailableIn: ['ap-northeast-2', 'ap-northeast-3', 'ca-central-1'] },
  ),
  DAX_TLS_ENDPOINT_ENCRYPTION: row(
    'region',
    'periodic',
    { pci: ENCRYPTION_IN_TRANSIT },
    { unavailableIn: ['ap-northeast-2', 'ap-northeast-3', 'ca-central-1', 'eu-north-1'] },
  ),
  DB_INSTANCE_BACKUP_ENABLED: row(
    'region',
    'change',
    { pci: BACKUPS },
    {
      optionalParameters: [
        'backupRetentionMinimum',
        'backupRetentionPeriod',
        'checkReadReplicas',
        'preferredBackupWindow',
      ],
    },
  ),
  DMS_ENDPOINT_SSL_CONFIGURED: row('region', 'change', { pci: ENCRYPTION_IN_TRANSIT }),
  DMS_REDIS_TLS_ENABLED: row('region', 'change', { pci: ENCRYPTION_IN_TRANSIT }),
  DOCDB_CLUSTER_ENCRYPTED: row(
    'region',
    'change',
    { pci: ENCRYPTION_AT_REST },
    { optionalParameters: ['kmsKeyArns'], unavailableIn: WITHOUT_DOCUMENT_DB },
  ),
  DOCDB_CLUSTER_SNAPSHOT_PUBLIC_PROHIBITED: row(
    'region',
    'change',
    { pci: PUBLIC_ACCESS },
    { unavailableIn: WITHOUT_DOCUMENT_DB },
  ),
  DYNAMODB_PITR_ENABLED: row('region', 'change', { pci: [...BACKUPS, ...RETENTION] }),
  DYNAMODB_TABLE_ENCRYPTED_KMS: row(
    'region',
    'change',
    { pci: ENCRYPTION_AT_REST },
    { optionalParameters: ['kmsKeyArns'] },
  ),
  DYNAMODB_TABLE_ENCRYPTION_ENABLED: row('region', 'change', { pci: ENCRYPTION_AT_REST }),
  ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK: row(
    'region',
    'periodic',
    { pci: BACKUPS },
    { optionalParameters: ['snapshotRetentionPeriod'] },
  ),
  MSK_IN_CLUSTER_NODE_REQUIRE_TLS: row('region', 'change', { pci: ENCRYPTION_IN_TRANSIT }),
  NEPTUNE_CLUSTER_BACKUP_RETENTION_CHECK: row(
    'region',
    'change',
    { pci: BACKUPS },
    { optionalParameters: ['minimumBackupRetentionPeriod'] },
  ),
  NEPTUNE_CLUSTER_ENCRYPTED: row(
    'region',
    'change',
    { pci: ENCRYPTION_AT_REST },
    { optionalParameters: ['KmsKeyArns'] },
  ),
  NEPTUNE_CLUSTER_IAM_DATABASE_AUTHENTICATION: row('region', 'change', { pci: LEAST_PRIVILEGE }),
  NEPTUNE_CLUSTER_SNAPSHOT_ENCRYPTED: row('region', 'change', { pci: ENCRYPTION_AT_REST }),
  NEPTUNE_CLUSTER_SNAPSHOT_PUBLIC_PROHIBITED: row('region', 'change', { pci: PUBLIC_DATA }),
  RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED: row('region', 'change', { cis: ['2.2.2'] }),
  RDS_CLUSTER_ENCRYPTED_AT_REST: row('region', 'change'),
  RDS_CLUSTER_IAM_AUTHENTICATION_ENABLED: row('region', 'change', { pci: LEAST_PRIVILEGE }),
  RDS_CLUSTER_MULTI_AZ_ENABLED: row('region', 'change', { cis: ['2.2.4'] }),
  RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED: row('region', 'change', { pci: LEAST_PRIVILEGE }),
  RDS_INSTANCE_PUBLIC_ACCESS_CHECK: row('region', 'change', { cis: ['2.2.3'] }),
  RDS_MULTI_AZ_SUPPORT: row('region', 'change', { cis: ['2.2.4'] }),
  RDS_SNAPSHOTS_PUBLIC_PROHIBITED: row('region', 'change'),
  RDS_STORAGE_ENCRYPTED: row('region', 'change', { cis: ['2.2.1'] }, { optionalParameters: ['kmsKeyId'] }),
  REDSHIFT_BACKUP_ENABLED: row(
    'region',
    'change',
    { pci: BACKUPS },
    { optionalParameters: ['MaxRetentionPeriod', 'MinRetentionPeriod'] },
  ),
  REDSHIFT_CLUSTER_KMS_ENABLED: row(
    'region',
    'change',
    { pci: ENCRYPTION_AT_REST },
    { optionalParameters: ['kmsKeyArns'] },
  ),
} satisfies Readonly<Record<string, ConfigRule>>;
