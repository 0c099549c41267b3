import type { ConfigRule } from './config-rule';
import {
  ENCRYPTION_AT_REST,
  PUBLIC_ACCESS,
  PUBLIC_DATA,
  REVIEWED_PRIVILEGE,
  RETENTION,
  KEY_MANAGEMENT,
} from './pci-requirements';
import { row } from './row';

/** Buckets, volumes, file systems, snapshots, queues and keys. */
export const STORAGE_RULES = {
  ACM_CERTIFICATE_RSA_CHECK: row('region', 'change', { pci: ['3.7.1'] }),
  ACM_PCA_ROOT_CA_DISABLED: row(
    'region',
    'periodic',
    { pci: KEY_MANAGEMENT },
    { optionalParameters: ['exemptedCAArns'] },
  ),
  API_GW_CACHE_ENABLED_AND_ENCRYPTED: row('region', 'change', { pci: ENCRYPTION_AT_REST }),
  ATHENA_WORKGROUP_ENCRYPTED_AT_REST: row('region', 'change', { pci: ENCRYPTION_AT_REST }),
  CMK_BACKING_KEY_ROTATION_ENABLED: row('region', 'periodic', { cis: ['3.6'] }),
  EBS_SNAPSHOT_BLOCK_PUBLIC_ACCESS: row('region', 'change'),
  EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK: row('region', 'periodic'),
  EC2_EBS_ENCRYPTION_BY_DEFAULT: row('region', 'periodic', { cis: ['5.1.1'] }),
  EC2_VOLUME_INUSE_CHECK: row('region', 'change', { pci: RETENTION }, { parameters: { deleteOnTermination: 'true' } }),
  /** Not `EFS_ENCRYPTED_CHECK`, which is periodic and otherwise the same. */
  EFS_FILESYSTEM_CT_ENCRYPTED: row('region', 'change', { cis: ['2.3.1'] }, { optionalParameters: ['kmsKeyArns'] }),
  EMR_BLOCK_PUBLIC_ACCESS: row('region', 'periodic', { pci: PUBLIC_ACCESS }),
  ENCRYPTED_VOLUMES: row('region', 'change', {}, { optionalParameters: ['kmsId'] }),
  KINESIS_STREAM_ENCRYPTED: row('region', 'change', { pci: ENCRYPTION_AT_REST }),
  KMS_CMK_NOT_SCHEDULED_FOR_DELETION: row('region', 'periodic', {}, { optionalParameters: ['kmsKeyIds'] }),
  KMS_KEY_POLICY_NO_PUBLIC_ACCESS: row('region', 'change'),
  S3_ACCESS_POINT_PUBLIC_ACCESS_BLOCKS: row(
    'region',
    'change',
    { pci: PUBLIC_ACCESS },
    { optionalParameters: ['excludedAccessPoints'] },
  ),
  /** Evaluated when the setting changes: an account that never had the setting has no result. */
  S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS: row(
    'home',
    'change',
    { pci: PUBLIC_ACCESS },
    { optionalParameters: ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'] },
  ),
  S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC: row(
    'home',
    'periodic',
    { cis: ['2.1.4'] },
    { optionalParameters: ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'] },
  ),
  S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED: row(
    'region',
    'change',
    { pci: REVIEWED_PRIVILEGE },
    {
      parameters: {
        blacklistedActionPattern:
          's3:DeleteBucketPolicy, s3:PutBucketAcl, s3:PutBucketPolicy, s3:PutEncryptionConfiguration, s3:PutObjectAcl',
      },
    },
  ),
  S3_BUCKET_DEFAULT_LOCK_ENABLED: row('region', 'change', { pci: ['10.3.4'] }, { optionalParameters: ['mode'] }),
  S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: row(
    'region',
    'change',
    { cis: ['2.1.4'] },
    { optionalParameters: ['excludedPublicBuckets'] },
  ),
  S3_BUCKET_MFA_DELETE_ENABLED: row('region', 'change', {
    cis: ['2.1.2'],
    pci: [...PUBLIC_DATA, '8.4.1', '8.4.2', '8.4.3'],
  }),
  S3_BUCKET_SSL_REQUESTS_ONLY: row('region', 'change', { cis: ['2.1.1'] }),
  S3_BUCKET_VERSIONING_ENABLED: row(
    'region',
    'change',
    { pci: ['10.3.4'] },
    { optionalParameters: ['isMfaDeleteEnabled'] },
  ),
  SQS_QUEUE_NO_PUBLIC_ACCESS: row('region', 'change'),
  SSM_DOCUMENT_NOT_PUBLIC: row('region', 'periodic'),
} satisfies Readonly<Record<string, ConfigRule>>;
