import { withoutEncryptionContext } from '../../../rehearsal/assembly/without-encryption-context';

const statement = (Condition: object) => ({ Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Condition }] });
const CALLER = { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::1:root'] } };

describe('withoutEncryptionContext', () => {
  test('removes the condition that there is an encryption context, and keeps the others', () => {
    const policy = statement({ ...CALLER, Null: { 'kms:EncryptionContext:a': 'false' } });
    expect(withoutEncryptionContext(policy)).toEqual({ content: statement(CALLER), isChanged: true });
    const more = statement({ Null: { 'kms:EncryptionContext:a': 'false', 'aws:x': 'true' } });
    expect(withoutEncryptionContext(more).content).toEqual(statement({ Null: { 'aws:x': 'true' } }));
  });

  test('keeps the value that a service must send, and a policy without such a condition', () => {
    const policy = statement({ StringLike: { 'kms:EncryptionContext:a': 'b' } });
    expect(withoutEncryptionContext(policy)).toEqual({ content: policy, isChanged: false });
    expect(withoutEncryptionContext(statement(CALLER)).isChanged).toBe(false);
  });
});
