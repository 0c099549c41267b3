import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { logBucketsSchema, objectArns } from './core/log-buckets';
import { denyResource, oneOrMany } from './core/statements';
import { logArchiveDataProbes } from './probes/protect-log-archive-data';

/**
 * What destroys a log, or hides it: a delete marker that is replicated, encryption under somebody else's key.
 *
 * Deliveries are untouched: writing, setting the ACL of what is written, giving up an upload. Lifecycle rules delete for
 * S3 itself, which asks nobody.
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
  summary: 'Nobody, whoever and wherever they are, can delete logs or destroy the keys that they are read with',
  rationale:
    'A service control policy binds the people of the log account. This one lies around the logs: it binds other ' +
    'accounts, strangers, the root user and the platform, too. Whoever really means to end an archive detaches it first, ' +
    'from the management account, which leaves a trace there.',
  references: [
    'CIS AWS Foundations Benchmark v3.0.0, 2.1.2',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  ],
  // A pattern of role ARNs would leave out the role of that name in every stranger's account.
  exempt: 'nobody',
  parameters: z.strictObject({ buckets: logBucketsSchema }).prefault({}),
  statements: ({ buckets }) => [
    denyResource({ Sid: 'Objects', Action: OBJECT, Resource: oneOrMany(objectArns(buckets)) }),
    // Keys have no names that would tell them apart: all of the account.
    denyResource({
      Sid: 'Keys',
      Action: ['kms:DeleteImportedKeyMaterial', 'kms:DisableKey', 'kms:ScheduleKeyDeletion'],
      Resource: '*',
    }),
  ],
  variants: [{ name: 'with buckets by name', parameters: { buckets: ['audit-logs', 'org-*-logs'] } }],
  probes: logArchiveDataProbes,
});
