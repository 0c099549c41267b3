import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';
import { platformRoles } from '../core/role-samples';
import { lookalikeObjects, otherBuckets, sampleBuckets } from './log-buckets';

const destruction = [
  ...['DeleteObject', 'DeleteObjectVersion', 'BypassGovernanceRetention', 'ReplicateDelete'],
  'UpdateObjectEncryption',
];

const harmless = [
  ...['PutObject', 'PutObjectAcl', 'AbortMultipartUpload', 'GetObject', 'PutObjectTagging', 'DeleteObjectTagging'],
  'DeleteObjectVersionTagging',
];

/** Requests for `protect-log-archive-data`: each call by everyone on log buckets, other buckets and keys. */
export function logArchiveDataProbes(
  { buckets }: { readonly buckets: readonly string[] },
  place: ProbePlace,
): readonly Probe[] {
  const principal = developer(place);
  const { account } = place;
  const call = (action: string, resource: string) => ({ principal, action, resource, resourceAccount: account });
  return [
    ...sampleBuckets(buckets).flatMap((name) => {
      const object = `arn:aws:s3:::${name}/AWSLogs/1.json.gz`;
      return [
        ...destruction.map((action) => denied(`a developer calls ${action} in ${name}`, call(`s3:${action}`, object))),
        ...everyone(place).map(([who, caller]) =>
          denied(`${who} deletes from ${name}`, { ...call('s3:DeleteObject', object), ...caller }),
        ),
        denied(
          `a developer deletes from ${name} in another partition`,
          call('s3:DeleteObject', `arn:aws-cn:s3:::${name}/1.json.gz`),
        ),
        ...harmless.map((action) => possible(`a developer calls ${action} in ${name}`, call(`s3:${action}`, object))),
        ...['cloudtrail', 'config', 'logging.s3'].map((service) =>
          possible(`${service} delivers to ${name}`, {
            ...call('s3:PutObject', object),
            principal: `service:${service}.amazonaws.com`,
          }),
        ),
        possible(`a platform role configures ${name}`, call('s3:PutBucketPolicy', `arn:aws:s3:::${name}`)),
      ];
    }),
    ...otherBuckets(buckets).flatMap((name) =>
      ['1.json.gz', '2026/object/1.json.gz'].map((key) =>
        possible(`a developer deletes ${key} from ${name}`, call('s3:DeleteObject', `arn:aws:s3:::${name}/${key}`)),
      ),
    ),
    ...lookalikeObjects(buckets).map((object) =>
      possible(`a developer deletes ${object}`, call('s3:DeleteObject', object)),
    ),
    ...accessPointProbes(place),
    ...keyProbes(place),
  ];
}

function everyone(place: ProbePlace) {
  const { account, sibling, outsider } = place;
  const root = `arn:aws:iam::${account}:root`;
  return Object.entries({
    'the root user': { principal: root },
    'a centralized root session': { principal: root, context: { 'aws:AssumedRoot': 'true' } },
    ...Object.fromEntries(platformRoles(place).map((principal) => [principal, { principal }])),
    'a role of another account': { principal: `arn:aws:iam::${sibling}:role/developer` },
    'a stranger': { principal: `arn:aws:iam::${outsider}:role/developer` },
    'an anonymous caller': { principal: '*' },
    'an AWS service': { principal: 'service:s3.amazonaws.com' },
  });
}

/** An access point's ARN does not contain its bucket, so all access points of the account are treated as the archive's. */
function accessPointProbes(place: ProbePlace): readonly Probe[] {
  const call = (action: string, resource: string) => ({ principal: developer(place), action, resource });
  const at = `arn:aws:s3:eu-central-1:${place.account}:accesspoint/logs`;
  return [
    ...destruction
      .filter((action) => action !== 'ReplicateDelete')
      .map((action) =>
        denied(`a developer calls ${action} through an access point`, call(`s3:${action}`, `${at}/object/1`)),
      ),
    denied(
      'a developer deletes through an access point of another partition',
      call('s3:DeleteObject', `arn:aws-cn:s3:cn-north-1:${place.account}:accesspoint/logs/object/1`),
    ),
    possible('a developer writes through an access point', call('s3:PutObject', `${at}/object/1`)),
    possible('a developer deletes the access point', call('s3:DeleteAccessPoint', at)),
  ];
}

function keyProbes(place: ProbePlace): readonly Probe[] {
  const key = (action: string) => ({
    principal: developer(place),
    action: `kms:${action}`,
    resource: `arn:aws:kms:eu-central-1:${place.account}:key/11111111-2222-3333-4444-555555555555`,
  });
  return [
    ...['ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial'].flatMap((action) => [
      denied(`a developer calls ${action}`, key(action)),
      ...everyone(place)
        .filter(([who]) => who !== 'an anonymous caller')
        .map(([who, caller]) => denied(`${who} calls ${action}`, { ...key(action), ...caller })),
    ]),
    ...['CancelKeyDeletion', 'EnableKey', 'Decrypt', 'GenerateDataKey', 'PutKeyPolicy', 'DisableKeyRotation'].map(
      (action) => possible(`a developer calls ${action}`, key(action)),
    ),
    possible('CloudTrail encrypts what it delivers', {
      ...key('GenerateDataKey'),
      principal: 'service:cloudtrail.amazonaws.com',
    }),
  ];
}
