import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbeContext, ProbePlace, ProbeRequest } from '../core/probe';

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** Requests for `protect-application-stores`: what applications have, by its names and tags, and what teams have beside it. */
export function applicationStoreProbes(
  { allowNotifications }: { readonly allowNotifications: boolean },
  place: ProbePlace,
): readonly Probe[] {
  return [
    ...bucketProbes(allowNotifications, place),
    ...objectProbes(place),
    ...keyProbes(place),
    ...grantProbes(place),
    ...markProbes(place),
    ...roleProbes(place),
    ...profileProbes(place),
    ...backupProbes(place),
  ];
}

/** A backup of a store holds its data, without the store's policy. */
function backupProbes(place: ProbePlace): readonly Probe[] {
  const resource = `arn:aws:backup:eu-central-1:${place.account}:recovery-point:1234`;
  const call = (action: string) => ({ principal: developer(place), action: `backup:${action}`, resource });
  return [
    denied('a developer reads a backup by an access point', call('CreateBackupAccessPoint')),
    possible('a developer deletes an access point', call('DeleteBackupAccessPoint')),
    possible('a developer restores', call('StartRestoreJob')),
  ];
}

const SETTINGS = [
  ...['CreateBucket', 'DeleteBucket', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketPublicAccessBlock'],
  ...['PutBucketOwnershipControls', 'PutBucketAcl', 'PutEncryptionConfiguration', 'PutBucketVersioning'],
  ...['PutLifecycleConfiguration', 'PutReplicationConfiguration', 'PutBucketObjectLockConfiguration'],
  ...['PutBucketTagging', 'TagResource', 'UntagResource', 'PutBucketAbac', 'PutBucketLogging', 'PutBucketWebsite'],
  ...['PutBucketRequestPayment', 'PutIntelligentTieringConfiguration', 'PutInventoryConfiguration'],
  'CreateBucketMetadataTableConfiguration',
];

const HARMLESS_SETTINGS = [
  ...['GetBucketPolicy', 'GetBucketTagging', 'GetEncryptionConfiguration', 'GetLifecycleConfiguration', 'ListBucket'],
  ...['PutBucketCORS', 'PutAccelerateConfiguration', 'PutMetricsConfiguration', 'PutAnalyticsConfiguration'],
  ...['DeleteBucketWebsite', 'DeleteBucketMetadataTableConfiguration', 'PauseReplication'],
];

function bucketProbes(allowNotifications: boolean, place: ProbePlace): readonly Probe[] {
  const { account } = place;
  const store = `rampart-app-shop-orders-${account}-eu-central-1-an`;
  const others = [
    `shop-${account}`,
    `my-rampart-app-shop-orders-${account}-eu-central-1-an`,
    `rampart-appliances-${account}`,
    'rampart-app',
    `cdk-hnb659fds-assets-${account}-eu-central-1`,
  ];
  const call = (name: string, bucket: string, partition = 'aws'): ProbeRequest => ({
    principal: developer(place),
    action: `s3:${name}`,
    resource: `arn:${partition}:s3:::${bucket}`,
  });
  const told = allowNotifications ? possible : denied;
  return [
    ...SETTINGS.map((name) => denied(`a developer calls ${name} on a store`, call(name, store))),
    told('a developer lets a store announce its objects', call('PutBucketNotification', store)),
    denied('a developer takes the name of a store that does not exist yet', call('CreateBucket', 'rampart-app-x')),
    denied('a developer rewrites the policy of a store in another partition', call('PutBucketPolicy', store, 'aws-cn')),
    ...HARMLESS_SETTINGS.map((name) => possible(`a developer calls ${name} on a store`, call(name, store))),
    ...others.flatMap((bucket) => [
      possible(`a developer creates the bucket ${bucket}`, call('CreateBucket', bucket)),
      possible(`a developer writes the policy of ${bucket}`, call('PutBucketPolicy', bucket)),
      possible(`a developer lets objects of ${bucket} expire`, call('PutLifecycleConfiguration', bucket)),
      possible(`a developer lets ${bucket} announce its objects`, call('PutBucketNotification', bucket)),
    ]),
    possible('a developer creates an access point, whose requests the policy of the bucket decides as well', {
      ...call('CreateAccessPoint', ''),
      resource: `arn:aws:s3:eu-central-1:${account}:accesspoint/orders`,
    }),
    possible('a developer tags an access point with a similar name', {
      ...call('TagResource', ''),
      resource: `arn:aws:s3:eu-central-1:${account}:accesspoint/rampart-app-shop`,
    }),
  ];
}

/** Who reads and writes is for the policy of the bucket to say. */
function objectProbes(place: ProbePlace): readonly Probe[] {
  const store = `arn:aws:s3:::rampart-app-shop-orders-${place.account}-eu-central-1-an`;
  return ['GetObject', 'PutObject', 'DeleteObject', 'PutObjectTagging', 'AbortMultipartUpload'].map((name) =>
    possible(`an application calls ${name} in its store`, {
      principal: `arn:aws:iam::${place.account}:role/app/shop`,
      action: `s3:${name}`,
      resource: `${store}/2026/1.json`,
    }),
  );
}

const KEY_CHANGES = [
  ...['PutKeyPolicy', 'TagResource', 'UntagResource', 'DisableKey', 'ScheduleKeyDeletion', 'ReplicateKey'],
  ...['DisableKeyRotation', 'EnableKeyRotation'],
];

const HARMLESS_ON_KEYS = [
  ...['DescribeKey', 'GetKeyPolicy', 'ListResourceTags', 'ListGrants', 'Decrypt', 'GenerateDataKey', 'EnableKey'],
  ...['CancelKeyDeletion', 'RotateKeyOnDemand', 'RetireGrant', 'UpdateKeyDescription'],
];

const MARKED: ProbeContext = { 'aws:ResourceTag/rampart:application': 'shop' };

/** Keys of teams: without a tag, and with others. */
const UNMARKED: readonly ProbeContext[] = [
  {},
  { 'aws:ResourceTag/application': 'shop' },
  { 'aws:ResourceTag/rampart:flow-log': 'shop' },
];

function onKey(place: ProbePlace): (name: string, context: ProbeContext, arn?: string) => ProbeRequest {
  return (name, context, arn = `arn:aws:kms:eu-central-1:${place.account}:key/${KEY_ID}`) => ({
    principal: developer(place),
    action: `kms:${name}`,
    resource: arn,
    context,
  });
}

function keyProbes(place: ProbePlace): readonly Probe[] {
  const call = onKey(place);
  return [
    ...KEY_CHANGES.map((name) => denied(`a developer calls ${name} on the key of an application`, call(name, MARKED))),
    denied('a developer rewrites the policy of a key whose tag is empty', {
      ...call('PutKeyPolicy', { 'aws:ResourceTag/rampart:application': '' }),
    }),
    denied('a developer rewrites the policy of a key in another partition, account and Region', {
      ...call('PutKeyPolicy', MARKED, `arn:aws-cn:kms:cn-north-1:${place.sibling}:key/${KEY_ID}`),
    }),
    denied('a developer removes one tag of the key of an application', {
      ...call('UntagResource', { ...MARKED, 'aws:TagKeys': ['rampart:application'] }),
    }),
    denied('a developer adds another tag to the key of an application', {
      ...call('TagResource', { ...MARKED, 'aws:RequestTag/team': 'shop', 'aws:TagKeys': ['team'] }),
    }),
    ...HARMLESS_ON_KEYS.map((name) =>
      possible(`a developer calls ${name} on the key of an application`, call(name, MARKED)),
    ),
    ...UNMARKED.flatMap((context) =>
      KEY_CHANGES.map((name) =>
        possible(`a developer calls ${name} on their own key, ${JSON.stringify(context)}`, call(name, context)),
      ),
    ),
    possible('a developer names the key of an application', {
      ...call('CreateAlias', {}),
      resources: [
        { arn: `arn:aws:kms:eu-central-1:${place.account}:alias/orders` },
        { arn: `arn:aws:kms:eu-central-1:${place.account}:key/${KEY_ID}`, context: MARKED },
      ],
    }),
  ];
}

/** Grants: of people, and of AWS services that store something for them. */
function grantProbes(place: ProbePlace): readonly Probe[] {
  const call = onKey(place);
  const forService = { 'kms:GrantIsForAWSResource': true };
  const forSomebody = { 'kms:GrantIsForAWSResource': false };
  return ['CreateGrant', 'RevokeGrant'].flatMap((name) => [
    denied(`a developer calls ${name} on the key of an application`, call(name, MARKED)),
    denied(`a developer calls ${name} on the key of an application, for no AWS resource`, {
      ...call(name, { ...MARKED, ...forSomebody }),
    }),
    denied(`a developer calls ${name} on the key of an application in another partition, account and Region`, {
      ...call(name, MARKED, `arn:aws-cn:kms:cn-north-1:${place.sibling}:key/${KEY_ID}`),
    }),
    possible(`an AWS service calls ${name} on the key of an application for a developer`, {
      ...call(name, { ...MARKED, ...forService }),
    }),
    ...UNMARKED.flatMap((context) => [
      possible(`a developer calls ${name} on their own key, ${JSON.stringify(context)}`, call(name, context)),
      possible(`a developer calls ${name} on their own key, for no AWS resource, ${JSON.stringify(context)}`, {
        ...call(name, { ...context, ...forSomebody }),
      }),
    ]),
  ]);
}

/** Keys that somebody marks as the key of an application. */
function markProbes(place: ProbePlace): readonly Probe[] {
  const call = onKey(place);
  const tagged = (key: string): ProbeContext => ({ [`aws:RequestTag/${key}`]: 'shop', 'aws:TagKeys': [key] });
  const create = (context: ProbeContext): ProbeRequest => ({ ...call('CreateKey', context), resource: '*' });
  return [
    denied('a developer creates a key with the tag of applications', create(tagged('rampart:application'))),
    denied(
      'a developer gives their own key the tag of applications',
      call('TagResource', tagged('rampart:application')),
    ),
    denied('a developer gives their own key the tag of applications in another case', {
      ...call('TagResource', tagged('Rampart:Application')),
    }),
    ...['application', 'rampart:flow-log', 'cost-center'].flatMap((key) => [
      possible(`a developer creates a key with the tag ${key}`, create(tagged(key))),
      possible(`a developer gives their own key the tag ${key}`, call('TagResource', tagged(key))),
    ]),
    possible('a developer creates a key without tags', create({})),
    possible('a developer gives a secret the tag of applications', {
      principal: developer(place),
      action: 'secretsmanager:TagResource',
      resource: `arn:aws:secretsmanager:eu-central-1:${place.account}:secret:orders`,
      context: tagged('rampart:application'),
    }),
  ];
}

const ROLE_CHANGES = [
  ...['CreateRole', 'DeleteRole', 'UpdateRole', 'UpdateRoleDescription', 'UpdateAssumeRolePolicy', 'TagRole'],
  ...['UntagRole', 'PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'],
];

/** By which a team extends the role of its application, and lets something run as it. */
const ROLE_USES = [
  ...['AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy', 'PassRole', 'GetRole'],
  'ListRolePolicies',
];

function roleProbes(place: ProbePlace): readonly Probe[] {
  const call = onPrincipal(place);
  return [
    ...ROLE_CHANGES.map((name) =>
      denied(`a developer calls ${name} on the role of an application`, call(name, 'role/app/shop')),
    ),
    denied('a developer rewrites the trust of a role in another partition and account', {
      ...call('UpdateAssumeRolePolicy', ''),
      resource: `arn:aws-cn:iam::${place.sibling}:role/app/shop`,
    }),
    ...ROLE_USES.map((name) =>
      possible(`a developer calls ${name} on the role of an application`, call(name, 'role/app/shop')),
    ),
    ...['role/shop', 'role/app', 'role/team/app/shop', 'role/application/shop', 'role/app-shop'].flatMap((role) =>
      ['CreateRole', 'UpdateAssumeRolePolicy'].map((name) =>
        possible(`a developer calls ${name} on ${role}, which is theirs`, call(name, role)),
      ),
    ),
  ];
}

const PROFILE_CHANGES = [
  ...['CreateInstanceProfile', 'DeleteInstanceProfile', 'AddRoleToInstanceProfile', 'RemoveRoleFromInstanceProfile'],
  ...['TagInstanceProfile', 'UntagInstanceProfile'],
];

function profileProbes(place: ProbePlace): readonly Probe[] {
  const call = onPrincipal(place);
  const own = 'instance-profile/app/shop';
  return [
    ...PROFILE_CHANGES.map((name) =>
      denied(`a developer calls ${name} on the profile of an application`, call(name, own)),
    ),
    denied('a developer puts another role into a profile in another partition and account', {
      ...call('AddRoleToInstanceProfile', ''),
      resource: `arn:aws-cn:iam::${place.sibling}:${own}`,
    }),
    possible('a developer reads the profile of an application', call('GetInstanceProfile', own)),
    ...['instance-profile/shop', 'instance-profile/team/app/shop', 'instance-profile/app-shop'].map((profile) =>
      possible(`a developer puts a role into ${profile}, which is theirs`, call('AddRoleToInstanceProfile', profile)),
    ),
  ];
}

function onPrincipal(place: ProbePlace): (name: string, what: string) => ProbeRequest {
  return (name, what) => ({
    principal: developer(place),
    action: `iam:${name}`,
    resource: `arn:aws:iam::${place.account}:${what}`,
  });
}
