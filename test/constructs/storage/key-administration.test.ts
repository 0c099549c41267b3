import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { keyAdministration } from '../../../constructs/storage/key-administration';
import { aStack } from '../../support/synthesize';

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Principal: unknown;
  readonly Condition?: unknown;
}

const document = aStack().resolve(new PolicyDocument({ statements: [keyAdministration()] })) as {
  readonly Statement: readonly Statement[];
};

describe('the administration of a key', () => {
  const [statement] = document.Statement;

  test('is delegated to the account, without a condition: KMS refuses a policy that nobody could change again', () => {
    expect(statement?.Effect).toBe('Allow');
    expect(JSON.stringify(statement?.Principal)).toContain(':root');
    expect(statement).not.toHaveProperty('Condition');
    expect(statement?.Action).toContain('kms:PutKeyPolicy');
  });

  test('is no use of the key, and no way to one besides changing the policy', () => {
    const uses =
      /^kms:(\*|Decrypt|Encrypt|GenerateDataKey|ReEncrypt|Sign|Verify|GenerateMac|DeriveSharedSecret|CreateGrant)/;
    expect(statement?.Action.filter((action) => uses.test(action))).toEqual([]);
  });

  test('neither deletes nor disables it, and moves no alias', () => {
    expect(statement?.Action.filter((action) => /Delet|Disable|Alias/.test(action))).toEqual(['kms:CancelKeyDeletion']);
  });
});
