import { checkBucketSettings, keyOf, type BucketSettings } from '../../../rehearsal/aws/bucket-settings';

const RIGHT: BucketSettings = {
  policy: '{}',
  versioning: 'Enabled',
  publicAccessBlock: {
    ...{ BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  },
  encryption: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'key' } }] },
};

describe('the settings of a deployed bucket', () => {
  test('have no faults if it is versioned, private and encrypted with a key', () => {
    expect(checkBucketSettings('the bucket', RIGHT)).toEqual([null, null, null]);
  });

  test('name the key that encrypts', () => {
    expect(keyOf(RIGHT)).toBe('key');
    expect(keyOf({ encryption: { Rules: [...(RIGHT.encryption.Rules ?? []), {}] } })).toBeUndefined();
  });

  test.each([
    [{ versioning: undefined }, 'the bucket is not versioned'],
    [{ versioning: 'Suspended' }, 'the bucket is not versioned'],
    [
      { publicAccessBlock: { ...RIGHT.publicAccessBlock, BlockPublicPolicy: false } },
      'the bucket does not block all public access',
    ],
    [
      { encryption: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }] } },
      'the bucket is not encrypted with a key',
    ],
  ])('have a fault with %j', (changes, fault) => {
    expect(checkBucketSettings('the bucket', { ...RIGHT, ...changes }).filter((result) => result !== null)).toEqual([
      fault,
    ]);
  });
});
