import { checkSettings, type BucketSettings } from '../../../rehearsal/evidence/reopen-bucket';

const RIGHT: BucketSettings = {
  policy: '{}',
  versioning: 'Enabled',
  publicAccessBlock: {
    ...{ BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  },
  encryption: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
};

describe("the settings of the trail's deployed bucket", () => {
  test('have no faults if it is versioned, private and encrypted with a key', () => {
    expect(checkSettings(RIGHT)).toEqual([null, null, null]);
  });

  test.each([
    [{ versioning: undefined }, "the trail's bucket is not versioned"],
    [{ versioning: 'Suspended' }, "the trail's bucket is not versioned"],
    [
      { publicAccessBlock: { ...RIGHT.publicAccessBlock, BlockPublicPolicy: false } },
      "the trail's bucket does not block all public access",
    ],
    [
      { encryption: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }] } },
      "the trail's bucket is not encrypted with a key",
    ],
  ])('have a fault with %j', (changes, fault) => {
    expect(checkSettings({ ...RIGHT, ...changes }).filter((result) => result !== null)).toEqual([fault]);
  });
});
