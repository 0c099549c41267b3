import { withoutEncryptionContext } from '../../../rehearsal/assembly/without-encryption-context';

const statement = (Condition: object, more: object = {}) => ({
  Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Condition, ...more }],
});
const CALLER = { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::1:root'] } };
const CONTEXT = { 'kms:EncryptionContext:a': 'b' };

describe('withoutEncryptionContext', () => {
  test('removes the condition that there is an encryption context, and keeps the others', () => {
    const policy = statement({ ...CALLER, Null: { 'kms:EncryptionContext:a': 'false' } });
    expect(withoutEncryptionContext(policy)).toEqual(statement(CALLER));
    const more = statement({ Null: { 'kms:EncryptionContext:a': 'false', 'aws:x': 'true' } });
    expect(withoutEncryptionContext(more)).toEqual(statement({ Null: { 'aws:x': 'true' } }));
  });

  test('removes the condition that it has a value, for callers in accounts', () => {
    const service = { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } };
    const Principal = { AWS: 'arn:aws:iam::1:root' };
    const policy = statement({ ...service, StringLike: CONTEXT }, { Principal });
    expect(withoutEncryptionContext(policy)).toEqual(statement(service, { Principal }));
  });

  test('leaves no empty condition behind', () => {
    expect(withoutEncryptionContext(statement({ StringLike: CONTEXT }))).toEqual({
      Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt' }],
    });
  });

  test.each([
    [
      'the value that a service must send',
      statement({ StringLike: CONTEXT }, { Principal: { Service: 'x.amazonaws.com' } }),
    ],
    ['what is denied', statement({ StringNotLike: CONTEXT }, { Effect: 'Deny' })],
    ['a policy without such a condition', statement(CALLER)],
    ['a statement without a condition', { Statement: { Effect: 'Allow', Action: '*' } }],
  ])('keeps %s', (_, policy) => {
    expect(withoutEncryptionContext(policy)).toEqual(policy);
  });
});
