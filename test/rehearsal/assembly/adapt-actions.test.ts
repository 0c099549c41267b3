import { adaptActions } from '../../../rehearsal/assembly/adapt-actions';

function policy(statement: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Resource: '*', ...statement }] };
}

describe('the actions of a policy for the emulator', () => {
  test.each([
    ['s3:ListBucket', ['s3:HeadBucket', 's3:ListObjects', 's3:ListObjectsV2']],
    ['s3:listbucketversions', ['s3:ListObjectVersions']],
    ['s3:PutObject', ['s3:CompleteMultipartUpload', 's3:CreateMultipartUpload', 's3:UploadPart']],
    [
      's3:ListBucket*',
      ['s3:HeadBucket', 's3:ListObjects', 's3:ListObjectsV2', 's3:ListMultipartUploads', 's3:ListObjectVersions'],
    ],
  ])('include the operations that need %s', (permission, operations) => {
    expect(adaptActions(policy({ Action: permission }))).toEqual(policy({ Action: [permission, ...operations] }));
  });

  test('include them once, among the actions that a statement leaves out', () => {
    const given = ['s3:GetObject', 's3:HeadObject', 's3:ListMultipartUploadParts'];
    expect(adaptActions(policy({ NotAction: given }))).toEqual(policy({ NotAction: [...given, 's3:ListParts'] }));
  });

  test.each([
    ['a pattern that names the operations already', policy({ Action: 's3:*' })],
    ['other services', policy({ Action: ['kms:Decrypt', 'sqs:*'] })],
    ['permissions with the name of their operation', policy({ Action: ['s3:PutBucketPolicy', 's3:DeleteObject'] })],
    ['what is no statement', { Statement: [], tags: { Action: 's3:ListBucket' } }],
  ])('do not change for %s', (_, given) => {
    expect(adaptActions(given)).toEqual(given);
  });
});
