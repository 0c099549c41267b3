import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace, ProbeRequest } from '../core/probe';
import { lookalikeObjects, otherBuckets, sampleBuckets } from './log-buckets';

const configuration = [
  ...['DeleteBucket', 'PutBucketVersioning', 'PutBucketObjectLockConfiguration', 'PutLifecycleConfiguration'],
  ...['PutReplicationConfiguration', 'PutEncryptionConfiguration', 'PutBucketAcl', 'PutBucketOwnershipControls'],
  ...['PutBucketPublicAccessBlock', 'PutBucketLogging'],
];

const bucketPolicies = ['PutBucketPolicy', 'DeleteBucketPolicy'];
const locks = ['PutObjectRetention', 'PutObjectLegalHold'];

/** Requests for `protect-log-archive`: each call on log buckets, other buckets and keys. */
export function logArchiveProbes(
  { buckets }: { readonly buckets: readonly string[] },
  place: ProbePlace,
): readonly Probe[] {
  const principal = developer(place);
  const root = `arn:aws:iam::${place.account}:root`;
  const call = (name: string, resource: string) => ({ principal, action: `s3:${name}`, resource });
  const inSession = { principal: root, context: { 'aws:AssumedRoot': 'true' } };
  return [
    ...sampleBuckets(buckets).flatMap((name) => {
      const [bucket, object] = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/AWSLogs/1.json.gz`];
      return [
        ...[...configuration, ...bucketPolicies].map((action) =>
          denied(`a developer calls ${action} on ${name}`, call(action, bucket)),
        ),
        ...locks.map((action) => denied(`a developer calls ${action} in ${name}`, call(action, object))),
        ...bucketPolicies.flatMap((action) => [
          denied(`the root user calls ${action} on ${name}`, { ...call(action, bucket), principal: root }),
          possible(`a centralized root session calls ${action} on ${name}`, { ...call(action, bucket), ...inSession }),
        ]),
        denied(`a centralized root session deletes ${name}`, { ...call('DeleteBucket', bucket), ...inSession }),
        ...['aws-cn', 'aws-us-gov'].flatMap((partition) => [
          denied(`a developer deletes ${name} in ${partition}`, call('DeleteBucket', `arn:${partition}:s3:::${name}`)),
          denied(`a developer opens ${name} in ${partition}`, call('PutBucketPolicy', `arn:${partition}:s3:::${name}`)),
          denied(
            `a developer locks an object of ${name} in ${partition}`,
            call('PutObjectRetention', `arn:${partition}:s3:::${name}/2026/1.json.gz`),
          ),
        ]),
        ...['ListBucket', 'GetBucketPolicy', 'GetLifecycleConfiguration', 'PutBucketNotification'].map((action) =>
          possible(`a developer calls ${action} on ${name}`, call(action, bucket)),
        ),
        ...['GetObject', 'PutObject', 'PutObjectAcl'].map((action) =>
          possible(`a delivery calls ${action} in ${name}`, call(action, object)),
        ),
      ];
    }),
    ...otherBucketProbes(buckets, call),
    ...locks.map((action) =>
      denied(
        `a developer calls ${action} through an access point`,
        call(action, `arn:aws:s3:eu-central-1:${place.account}:accesspoint/logs/object/1.json.gz`),
      ),
    ),
    denied(
      'a developer locks an object through an access point of another partition',
      call('PutObjectRetention', `arn:aws-cn:s3:cn-north-1:${place.sibling}:accesspoint/logs/object/1.json.gz`),
    ),
    possible('a developer creates a bucket', call('CreateBucket', 'arn:aws:s3:::scratch')),
    ...keyProbes(place),
  ];
}

function otherBucketProbes(
  buckets: readonly string[],
  call: (name: string, resource: string) => ProbeRequest,
): readonly Probe[] {
  return [
    ...otherBuckets(buckets).flatMap((name) => [
      possible(`a developer deletes ${name}`, call('DeleteBucket', `arn:aws:s3:::${name}`)),
      possible(`a developer writes the policy of ${name}`, call('PutBucketPolicy', `arn:aws:s3:::${name}`)),
      ...['1.json.gz', '2026/object/1.json.gz'].map((key) =>
        possible(`a developer locks ${key} of ${name}`, call('PutObjectRetention', `arn:aws:s3:::${name}/${key}`)),
      ),
    ]),
    ...lookalikeObjects(buckets).map((object) =>
      possible(`a developer locks ${object}`, call('PutObjectRetention', object)),
    ),
  ];
}

function keyProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const key = (action: string) => ({
    principal,
    action: `kms:${action}`,
    resource: `arn:aws:kms:eu-central-1:${place.account}:key/11111111-2222-3333-4444-555555555555`,
  });
  return [
    ...['PutKeyPolicy', 'DisableKeyRotation', 'RevokeGrant'].map((action) =>
      denied(`a developer calls ${action} on a key`, key(action)),
    ),
    ...['Decrypt', 'GenerateDataKey', 'DescribeKey', 'GetKeyPolicy', 'EnableKeyRotation', 'CreateGrant'].map((action) =>
      possible(`a developer calls ${action} on a key`, key(action)),
    ),
  ];
}
