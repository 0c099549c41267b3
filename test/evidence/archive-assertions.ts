import { resourcesOf, type Resource, type TemplateJson } from '../support/synthesize';
import { bucketFaults, equals, isRetained, unless, type Properties } from './private-buckets';

/** What a template must keep, from the configuration. */
export interface Kept {
  /** How long logs are kept, in days. */
  readonly days: number;
  /** How long they are locked; null: no bucket may have a lock. */
  readonly lockDays: number | null;
}

/**
 * What is wrong with the buckets and keys of a template for the log archive, in sentences. Who can do what by their policies
 * is not judged here, but by the tables of `archive-access.ts` and `archive-deliveries.ts`.
 */
export function archiveFaults(template: TemplateJson, kept: Kept): readonly string[] {
  const buckets = resourcesOf(template, 'AWS::S3::Bucket');
  const keys = resourcesOf(template, 'AWS::KMS::Key');
  return [
    ...Object.keys(template.Parameters ?? {}).flatMap((name) =>
      unless(name === 'OrganizationId', `the template has the parameter ${name}`),
    ),
    ...Object.entries(template.Resources).flatMap(([id, resource]) => [
      ...unless(resource.Properties?.['Tags'] === undefined, `${id} has tags`),
      ...unless(isRetained(resource), `${id} is deleted with its stack`),
    ]),
    ...buckets.flatMap(([id, { Properties = {} }]) => [
      ...bucketFaults(id, Properties),
      ...unless(isInNamespace(Properties['BucketName']), `${id} has a name outside of its namespace`),
      ...lockFaults(id, Properties, kept.lockDays),
      ...lifecycleFaults(id, Properties, kept),
      ...unless(hasPolicy(template, id), `${id} has no policy`),
    ]),
    ...encryptionFaults(buckets, keys),
    ...orderFaults(buckets),
    ...keys.flatMap(([id, { Properties = {} }]) => [
      ...unless(Properties['EnableKeyRotation'] === true, `${id} is not rotated`),
      ...unless(Properties['PendingWindowInDays'] === undefined, `${id} has a window for its deletion`),
      ...unless(Properties['MultiRegion'] === undefined, `${id} is in several Regions`),
    ]),
  ];
}

function isInNamespace(bucketName: unknown): boolean {
  const name = JSON.stringify(bucketName ?? '');
  return /-an"/.test(name) && name.includes('AWS::AccountId');
}

function lockFaults(id: string, properties: Properties, lockDays: number | null): readonly string[] {
  const lock =
    lockDays === null
      ? undefined
      : { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Days: lockDays, Mode: 'COMPLIANCE' } } };
  const isEnabled = properties['ObjectLockEnabled'] === (lockDays === null ? undefined : true);
  return unless(
    isEnabled && equals(properties['ObjectLockConfiguration'], lock),
    lockDays === null ? `${id} has a lock` : `${id} is not locked for ${lockDays} days in compliance mode`,
  );
}

interface LifecycleRule {
  readonly Status: string;
  readonly ExpirationInDays?: number;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number };
}

function lifecycleFaults(id: string, properties: Properties, { days, lockDays }: Kept): readonly string[] {
  const { Rules = [] } = (properties['LifecycleConfiguration'] ?? {}) as { Rules?: readonly LifecycleRule[] };
  const [rule, ...others] = Rules.filter(({ Status }) => Status === 'Enabled');
  if (rule === undefined || others.length > 0) return [`${id} has not exactly one rule of expiration`];
  const replaced = rule.NoncurrentVersionExpiration?.NoncurrentDays ?? 0;
  return [
    ...unless(rule.ExpirationInDays === days, `${id} does not keep logs for ${days} days`),
    ...unless(replaced >= (lockDays === null ? 30 : 1), `${id} deletes replaced versions at once, or never`),
    ...unless(rule.AbortIncompleteMultipartUpload !== undefined, `${id} keeps parts of uploads for ever`),
  ];
}

function hasPolicy(template: TemplateJson, bucket: string): boolean {
  return resourcesOf(template, 'AWS::S3::BucketPolicy').some(([, { Properties }]) =>
    equals(Properties?.['Bucket'], { Ref: bucket }),
  );
}

type Named = readonly (readonly [string, Resource])[];

/** All buckets but the one that receives the access logs use the key of their template and write an access log. */
function encryptionFaults(buckets: Named, keys: Named): readonly string[] {
  const [[key] = ['']] = keys;
  const byKey = (id: string): object => ({ KMSMasterKeyID: { 'Fn::GetAtt': [id, 'Arn'] }, SSEAlgorithm: 'aws:kms' });
  return [
    ...unless(keys.length === 1, 'the template has not exactly one key'),
    ...buckets.flatMap(([id, { Properties }]) => {
      const { ServerSideEncryptionConfiguration: [rule] = [] } = (Properties?.['BucketEncryption'] ?? {}) as {
        ServerSideEncryptionConfiguration?: readonly { readonly ServerSideEncryptionByDefault: unknown }[];
      };
      const isReceiver = JSON.stringify(Properties?.['BucketName']).includes('rampart-access-logs-');
      const expected = isReceiver ? { SSEAlgorithm: 'AES256' } : byKey(key);
      const { LogFilePrefix: prefix } = (Properties?.['LoggingConfiguration'] ?? {}) as { LogFilePrefix?: string };
      return [
        ...unless(
          equals(rule?.ServerSideEncryptionByDefault, expected),
          `${id} is not encrypted with ${isReceiver ? "S3's own keys" : "the template's key"}`,
        ),
        ...unless(
          isReceiver === (prefix === undefined),
          `${id} ${isReceiver ? 'logs access to itself' : 'logs no access'}`,
        ),
      ];
    }),
  ];
}

/** S3 refuses to log into a bucket that does not exist. */
function orderFaults(buckets: Named): readonly string[] {
  const nameOf = ({ Properties }: Resource): string => JSON.stringify(Properties?.['BucketName']);
  return buckets.flatMap(([id, { Properties, DependsOn = [] }]) => {
    const logging = Properties?.['LoggingConfiguration'] as { readonly DestinationBucketName: unknown } | undefined;
    const receiver = buckets.find(([, one]) => nameOf(one) === JSON.stringify(logging?.DestinationBucketName));
    return receiver === undefined
      ? []
      : unless(DependsOn.includes(receiver[0]), `${id} may be created before ${receiver[0]}, into which it logs`);
  });
}
