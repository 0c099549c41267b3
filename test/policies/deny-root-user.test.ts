import { find, judge } from './judge';

describe('deny-root-user', () => {
  const isDenied = judge('deny-root-user');

  test('denies everything to the root user of a member account, in every partition', () => {
    for (const principal of ['arn:aws:iam::222222222222:root', 'arn:aws-us-gov:iam::222222222222:root'])
      for (const action of ['s3:ListAllMyBuckets', 'iam:CreateAccessKey', 'support:CreateCase'])
        expect(isDenied({ action, principal })).toBe(true);
  });

  test('leaves centralised root sessions possible', () => {
    const context = { 'aws:AssumedRoot': 'true' };
    expect(isDenied({ action: 's3:DeleteBucketPolicy', principal: 'arn:aws:iam::222222222222:root', context })).toBe(
      false,
    );
  });

  test('takes neither a role nor a user named root for the root user', () => {
    for (const name of ['role/root', 'user/root', 'role/path:with/colon:root'])
      expect(isDenied({ action: 's3:ListAllMyBuckets', principal: `arn:aws:iam::222222222222:${name}` })).toBe(false);
  });

  test('leaves roles alone', () => {
    expect(isDenied({ action: 's3:ListAllMyBuckets' })).toBe(false);
  });

  test('exempts nobody', () => {
    expect(find('deny-root-user').exempt).toBe('nobody');
  });
});
