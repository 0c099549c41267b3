import { withoutService, withoutUse } from '../../../rehearsal/applications/key-policies';

const ADMINISTRATION = { Sid: 'Administration', Effect: 'Allow', Action: ['kms:DescribeKey', 'kms:PutKeyPolicy'] };
const CALLER = { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::222222222222:role/app/shop'] } };
const USE = {
  ...{ Sid: 'Use', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  Condition: { ...CALLER, StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
};

describe('the policy of a key, changed for a moment,', () => {
  test('still says who uses the key, but not through which service', () => {
    expect(withoutService(USE)).toEqual({ ...USE, Condition: CALLER });
    expect(withoutService(ADMINISTRATION)).toEqual({ ...ADMINISTRATION, Condition: {} });
  });

  test('lets nobody use the key, and leaves its administration', () => {
    expect([ADMINISTRATION, USE].map(withoutUse)).toEqual([ADMINISTRATION, null]);
    expect(withoutUse({ Action: 'kms:Decrypt' })).toBeNull();
  });
});
