import type { Resource } from '../support/synthesize';

export type Properties = NonNullable<Resource['Properties']>;

export function unless(isRight: boolean, fault: string): readonly string[] {
  return isRight ? [] : [fault];
}

export function isRetained({ DeletionPolicy, UpdateReplacePolicy }: Resource): boolean {
  return ['Retain', 'RetainExceptOnCreate'].includes(DeletionPolicy ?? '') && UpdateReplacePolicy === 'Retain';
}

export function equals(value: unknown, expected: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(expected);
}

const ALL_BLOCKED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

/** What is wrong with a bucket that only its policy opens, in sentences. */
export function bucketFaults(id: string, properties: Properties): readonly string[] {
  return [
    ...unless(equals(properties['VersioningConfiguration'], { Status: 'Enabled' }), `${id} keeps no versions`),
    ...unless(equals(properties['PublicAccessBlockConfiguration'], ALL_BLOCKED), `${id} can be made public`),
    ...unless(
      equals(properties['OwnershipControls'], { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] }),
      `${id} can hold objects of others`,
    ),
    ...unless(properties['BucketNamespace'] === 'account-regional', `somebody else can take the name of ${id}`),
    ...unless(properties['ReplicationConfiguration'] === undefined, `${id} is replicated`),
    ...unless(properties['AccessControl'] === undefined, `${id} has an ACL`),
  ];
}
