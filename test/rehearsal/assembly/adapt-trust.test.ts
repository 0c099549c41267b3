import { adaptDocuments } from '../../../rehearsal/assembly/adapt-document';
import { adaptTrust } from '../../../rehearsal/assembly/adapt-trust';

const trust = (Condition?: object) => ({
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::1:root' }, Action: 'sts:AssumeRole', Condition }],
});

describe('adaptTrust', () => {
  test('removes the time and the age of the code, and keeps the code and the external id', () => {
    const kept = { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, StringEquals: { 'sts:ExternalId': 'x' } };
    const all = {
      ...kept,
      NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
      DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' },
    };
    expect(adaptTrust(trust(all))).toEqual(trust(kept));
  });

  test('names a role also by the ARN of its sessions, and no user', () => {
    const role = 'arn:aws:iam::1:role/team/collector';
    expect(adaptTrust(trust({ ArnLike: { 'aws:PrincipalArn': role } }))).toEqual(
      trust({ ArnLike: { 'aws:PrincipalArn': [role, 'arn:aws:sts::1:assumed-role/collector/*'] } }),
    );
    const user = trust({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::1:user/break-glass/*' } });
    expect(adaptTrust(user)).toEqual(user);
  });

  test('is applied to the trust of a role, and to nothing of a role without such conditions', () => {
    const role = (AssumeRolePolicyDocument: object) => ({
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument },
    });
    const timed = role(
      trust({ DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' }, Null: { 'aws:x': 'true' } }),
    );
    expect(adaptDocuments(timed)).toEqual(role(trust({ Null: { 'aws:x': 'true' } })));
    const plain = role(trust({ Null: { 'aws:x': 'true' } }));
    expect(adaptDocuments(plain)).toBe(plain);
  });
});
