import { APPLICATIONS, BOUNDARY, storeBucket } from '../../lib/model/names';
import { resourcesOf } from '../support/synthesize';
import { theExample } from '../support/the-example';
import type { DeployedApplication } from './application-stores';
import { bucketFaults, equals, isRetained, unless } from './private-buckets';

/** The stores of an application of the shipped organization that are backed up. */
function storesBackedUp(application: string): readonly { readonly name: string; readonly every: string }[] {
  const { stores = [] } = theExample().organization.applications.find(({ key }) => key === application) ?? {};
  return stores.flatMap(({ name, backup }) => (backup === null ? [] : [{ name, every: backup.every }]));
}

/**
 * What is wrong with the buckets, the key and the role of an application, in sentences. Who can do what by their policies is
 * not judged here, but by the tables of `application-requests.ts`.
 */
export function applicationFaults({ application, template, keyArn }: DeployedApplication): readonly string[] {
  const tags = [{ Key: APPLICATIONS.tag, Value: application }];
  const backedUp = storesBackedUp(application);
  const kept = [
    ...resourcesOf(template, 'AWS::S3::Bucket'),
    ...resourcesOf(template, 'AWS::S3::BucketPolicy'),
    ...resourcesOf(template, 'AWS::KMS::Key'),
  ];
  return [
    ...kept.flatMap(([id, one]) => unless(isRetained(one), `${id} is deleted with its stack`)),
    ...resourcesOf(template, 'AWS::S3::Bucket').flatMap(([id, { Properties = {} }]) => [
      ...unless(
        equals(Properties['Tags'], [
          ...backedUp
            .filter(({ name }) => String(Properties['BucketName']).startsWith(`${storeBucket(application, name)}-`))
            .map(({ every }) => ({ Key: 'backup', Value: every })),
          ...tags,
        ]),
        `${id} does not say whose it is, or how often it is backed up`,
      ),
      ...bucketFaults(id, Properties),
      ...unless(isEncryptedWith(keyArn, Properties['BucketEncryption']), `${id} is not encrypted with the key`),
      ...unless(!JSON.stringify(Properties['LifecycleConfiguration']).includes('"ExpirationIn'), `${id} expires`),
    ]),
    ...resourcesOf(template, 'AWS::KMS::Key').flatMap(([id, { Properties = {} }]) => [
      ...unless(equals(Properties['Tags'], tags), `${id} does not say whose it is`),
      ...unless(Properties['EnableKeyRotation'] === true, `${id} is not rotated`),
      ...unless(Properties['MultiRegion'] === undefined, `${id} is in several Regions`),
    ]),
    ...resourcesOf(template, 'AWS::IAM::Role').flatMap(([id, { Properties = {} }]) => [
      ...unless(
        new RegExp(`^arn:aws:iam::\\d{12}:policy${BOUNDARY.path}${BOUNDARY.name}$`).test(
          String(Properties['PermissionsBoundary']),
        ),
        `${id} has no boundary`,
      ),
      ...unless(Properties['ManagedPolicyArns'] === undefined, `${id} has policies of others`),
    ]),
  ];
}

function isEncryptedWith(keyArn: string, encryption: unknown): boolean {
  const { ServerSideEncryptionConfiguration: [rule] = [] } = (encryption ?? {}) as {
    readonly ServerSideEncryptionConfiguration?: readonly {
      readonly BucketKeyEnabled?: boolean;
      readonly ServerSideEncryptionByDefault: unknown;
    }[];
  };
  const expected = { KMSMasterKeyID: keyArn, SSEAlgorithm: 'aws:kms' };
  return rule?.BucketKeyEnabled === true && equals(rule.ServerSideEncryptionByDefault, expected);
}
