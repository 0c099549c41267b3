import { z } from 'zod';
import { APPLICATIONS } from '../lib/model/names';
import { guardrail } from './core/guardrail';
import { deny } from './core/statements';
import { INSTANCE_PROFILE_CHANGES, ROLE_IDENTITY } from './data/role-changes';
import { applicationStoreProbes } from './probes/protect-application-stores';

const schema = z.strictObject({
  allowNotifications: z
    .boolean()
    .default(false)
    .describe(
      'Whether accounts may let a store announce its objects, to a function, a queue or EventBridge. Whoever receives ' +
        'that learns the names of the objects, also in another organization',
    ),
});

/**
 * Settings that open a store, tell what is in it, lose its data or make it unreadable. Creating is here because a name that
 * is taken stops StackSets. `TagResource`, because a bucket can have its access decided by its tags.
 *
 * Allowed on purpose, because nothing leaks and nothing is lost: reading settings; cross-origin rules, which only browsers
 * obey; transfer acceleration; metrics, and analytics by storage class. So are access points: the bucket's policy decides
 * about requests by them as well. There is no replication to pause, no website to delete, and no metadata table to change.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
const BUCKET = [
  's3:CreateBucket',
  's3:CreateBucketMetadataTableConfiguration',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutBucketAbac',
  's3:PutBucketAcl',
  's3:PutBucketLogging',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketRequestPayment',
  's3:PutBucketTagging',
  's3:PutBucketVersioning',
  's3:PutBucketWebsite',
  's3:PutEncryptionConfiguration',
  's3:PutIntelligentTieringConfiguration',
  's3:PutInventoryConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
  's3:TagResource',
  's3:UntagResource',
];

/**
 * What opens a key, makes it unusable, or takes its protection away. Deleting is here because `protect-kms-keys` may allow it
 * after some days. A replica has a key policy of its own. `EnableKeyRotation` also sets how often.
 *
 * Allowed on purpose: what undoes harm (`EnableKey`, `CancelKeyDeletion`); rotating now; aliases, which no policy of a store
 * names; `RetireGrant`, which only whom the grant names can call; what AWS refuses for these keys, which are neither imported
 * nor in several Regions.
 */
const KEY = [
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKeyRotation',
  'kms:PutKeyPolicy',
  'kms:ReplicateKey',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
];

const KEYS = 'arn:*:kms:*:*:key/*';

/** A key of an application. KMS sends the tags of the key with every call on a key. */
const OF_APPLICATION = { [`aws:ResourceTag/${APPLICATIONS.tag}`]: 'false' };

export const protectApplicationStores = guardrail({
  id: 'protect-application-stores',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'The stores, keys and roles of applications can only be configured by the platform',
  rationale:
    'The policy of a store lists who may read and write, and denies everybody else. An administrator of its account could ' +
    'rewrite that list, the policy of the key or the trust of a role on it in one call, send copies elsewhere, or let ' +
    'everything expire. A team still extends the role of its application with policies, within the boundary, and passes it ' +
    'to its functions and tasks. It may take KMS five minutes to know the tags of a new key; until then the policy of the ' +
    "store's bucket already denies.",
  foundBy: [
    'KMS_CMK_NOT_SCHEDULED_FOR_DELETION',
    'KMS_KEY_POLICY_NO_PUBLIC_ACCESS',
    'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    'S3_BUCKET_SSL_REQUESTS_ONLY',
  ],
  references: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-access-points.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ allowNotifications }) => [
    deny({
      Sid: 'Buckets',
      Action: [...BUCKET, ...(allowNotifications ? [] : ['s3:PutBucketNotification'])].sort(),
      Resource: `arn:*:s3:::${APPLICATIONS.bucketPrefix}*`,
    }),
    deny({ Sid: 'Keys', Action: KEY, Resource: KEYS, Condition: { Null: OF_APPLICATION } }),
    deny({
      Sid: 'Grants',
      Action: ['kms:CreateGrant', 'kms:RevokeGrant'],
      Resource: KEYS,
      // Of AWS services for what they store. The key is false or absent in a call that nobody makes for somebody.
      Condition: { Null: OF_APPLICATION, BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' } },
    }),
    // Whoever marks another key takes it away from its administrators.
    deny({
      Sid: 'Marks',
      Action: ['kms:CreateKey', 'kms:TagResource'],
      Resource: '*',
      Condition: { Null: { [`aws:RequestTag/${APPLICATIONS.tag}`]: 'false' } },
    }),
    // It reads the backups of a store, whatever the store's policy says. AWS does not say whether the policy of a vault stops it.
    deny({ Sid: 'Backups', Action: 'backup:CreateBackupAccessPoint', Resource: '*' }),
    deny({ Sid: 'Roles', Action: ROLE_IDENTITY.actions, Resource: `arn:*:iam::*:role${APPLICATIONS.path}*` }),
    deny({
      Sid: 'InstanceProfiles',
      Action: INSTANCE_PROFILE_CHANGES.actions,
      Resource: `arn:*:iam::*:instance-profile${APPLICATIONS.path}*`,
    }),
  ],
  variants: [{ name: 'with notifications', parameters: { allowNotifications: true } }],
  probes: applicationStoreProbes,
});
