import { APPLICATIONS } from '../../lib/model/names';
import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { find, judge } from './judge';

const isDenied = judge('protect-application-stores');

/** Actions that change something of a kind of resource and that the guardrail leaves possible, in the order of their names. */
function possibleOn(service: string, type: string, resource: string, tags: Record<string, string> = {}): unknown {
  return loadServiceReference()
    .actionsOf(service)
    .filter(
      ({ level, resources }) => level !== 'Read' && level !== 'List' && resources.some((one) => one.type === type),
    )
    .map(({ name }) => name)
    .filter((action) => !isDenied({ action, resource, context: tags }))
    .sort();
}

// When AWS adds an action, these tests fail: decide whether it leaks or loses what a store has.
describe('of all that changes what an application has, AWS documents nothing that stays possible', () => {
  test('on a bucket, but settings that leak and lose nothing', () => {
    expect(possibleOn('s3', 'bucket', 'arn:aws:s3:::rampart-app-shop-orders-222222222222-eu-central-1-an')).toEqual([
      's3:DeleteBucketMetadataTableConfiguration',
      's3:DeleteBucketWebsite',
      's3:PauseReplication',
      's3:PutAccelerateConfiguration',
      's3:PutAnalyticsConfiguration',
      's3:PutBucketCORS',
      's3:PutMetricsConfiguration',
      's3:UpdateBucketMetadataAnnotationTableConfiguration',
      's3:UpdateBucketMetadataInventoryTableConfiguration',
      's3:UpdateBucketMetadataJournalTableConfiguration',
    ]);
  });

  test('on a key, but its use, which its policy decides, what undoes harm, and what AWS refuses', () => {
    const key = 'arn:aws:kms:eu-central-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const cryptography = /^kms:(Decrypt|DeriveSharedSecret|Encrypt|Generate|ReEncrypt|Sign$|Verify)/;
    const changes = possibleOn('kms', 'key', key, { 'aws:ResourceTag/rampart:application': 'shop' }) as string[];
    expect(changes.filter((action) => !cryptography.test(action))).toEqual([
      'kms:CancelKeyDeletion',
      'kms:CreateAlias',
      'kms:DeleteAlias',
      'kms:DeleteImportedKeyMaterial',
      'kms:EnableKey',
      'kms:ImportKeyMaterial',
      'kms:RetireGrant',
      'kms:RotateKeyOnDemand',
      'kms:SynchronizeMultiRegionKey',
      'kms:UpdateAlias',
      'kms:UpdateKeyDescription',
      'kms:UpdatePrimaryRegion',
    ]);
  });

  test('on a role, but its policies, passing it, and what is about service-linked roles', () => {
    expect(possibleOn('iam', 'role', 'arn:aws:iam::222222222222:role/app/shop')).toEqual([
      'iam:AttachRolePolicy',
      'iam:CreateServiceLinkedRole',
      'iam:DeleteRolePolicy',
      'iam:DeleteServiceLinkedRole',
      'iam:DetachRolePolicy',
      'iam:PassRole',
      'iam:PutRolePolicy',
    ]);
  });

  test('on an instance profile', () => {
    const profile = 'arn:aws:iam::222222222222:instance-profile/app/shop';
    expect(possibleOn('iam', 'instance-profile', profile)).toEqual([]);
  });
});

test('the names that it protects are those that stacks give', () => {
  expect(APPLICATIONS).toEqual({ path: '/app/', bucketPrefix: 'rampart-app-', tag: 'rampart:application' });
});

test('a word in place of true or false is refused', () => {
  expect(find('protect-application-stores').parameters.safeParse({ allowNotifications: 'yes' }).success).toBe(false);
});
