import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { logBucketsSchema, objectArns } from './core/log-buckets';
import { denyResource, oneOrMany } from './core/statements';
import { logArchiveDataProbes } from './probes/protect-log-archive-data';

/**
 * Actions that destroy or hide a log: also a replicated delete marker, and encryption with a foreign key.
 *
 * Deliveries stay possible: writing, setting the ACL of a new object, aborting an upload. S3 itself deletes what lifecycle
 * rules expire, without a request.
 */
const OBJECT = [
  's3:BypassGovernanceRetention',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:ReplicateDelete',
  's3:UpdateObjectEncryption',
];

export const protectLogArchiveData = guardrail({
  id: 'protect-log-archive-data',
  type: 'RESOURCE_CONTROL_POLICY',
  summary: 'Nobody, inside or outside of the organization, can delete logs or the keys that encrypt them',
  rationale:
    'A service control policy binds only the principals of the log account. This policy protects the logs from everyone: ' +
    'other accounts, strangers, the root user and the platform. To delete an archive, detach it first from the management ' +
    'account, where that is logged.',
  foundBy: ['CLOUD_TRAIL_ENCRYPTION_ENABLED', 'KMS_CMK_NOT_SCHEDULED_FOR_DELETION'],
  references: [
    'CIS AWS Foundations Benchmark v3.0.0, 2.1.2',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  ],
  // A pattern of role ARNs would exempt the role of that name in every account of AWS.
  exempt: 'nobody',
  parameters: z.strictObject({ buckets: logBucketsSchema }).prefault({}),
  statements: ({ buckets }) => [
    denyResource({ Sid: 'Objects', Action: OBJECT, Resource: oneOrMany(objectArns(buckets)) }),
    // Key ids cannot be configured in advance: all keys of the account.
    denyResource({
      Sid: 'Keys',
      Action: ['kms:DeleteImportedKeyMaterial', 'kms:DisableKey', 'kms:ScheduleKeyDeletion'],
      Resource: '*',
    }),
  ],
  variants: [{ name: 'with buckets by name', parameters: { buckets: ['audit-logs', 'org-*-logs'] } }],
  probes: logArchiveDataProbes,
});
