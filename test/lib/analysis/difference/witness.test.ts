import { findDifference } from '../../../../lib/analysis/difference/difference';
import type { Difference } from '../../../../lib/analysis/difference/difference-file';
import type { ControlPolicyType } from '../../../../lib/iam/control-policy-type';
import type { Statement } from '../../../../lib/iam/statement';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount, aUnit } from './a-file';

const file = (type: ControlPolicyType, ...statements: readonly Statement[]): GuardrailsFile =>
  aFile([aUnit('A'), anAccount('one', 'A', { accountId: '222222222222' })], {
    documents: [{ name: 'x', type, targets: ['A'], content: { Version: '2012-10-17', Statement: [...statements] } }],
  });

/** The difference that a new statement makes. */
function added(type: ControlPolicyType, statement: Statement): Difference {
  const other: Statement = { Effect: 'Deny', Principal: '*', Action: 'sqs:DeleteQueue', Resource: '*' };
  const { Principal, ...bare } = other;
  const there = type === 'RESOURCE_CONTROL_POLICY' ? { ...bare, Principal } : bare;
  return findDifference(file(type, there), file(type, there, statement));
}

describe('the example of a change', () => {
  test('has a valid principal, also if patterns leave account and partition open', () => {
    const { changes, undecided } = added('RESOURCE_CONTROL_POLICY', {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/a*' },
        StringLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/*b' },
      },
    });
    expect(undecided).toEqual([]);
    expect(changes.map(({ kind, witness: { account, principal } }) => [kind, account, principal])).toEqual([
      ['denied', null, expect.stringMatching(/^arn:[a-z]+:iam::111122223333:role\/a.*b$/)],
    ]);
  });

  test('does not use a role without a name: without another example, the change is undecided', () => {
    const { changes, undecided } = added('SERVICE_CONTROL_POLICY', {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/' } },
    });
    expect([changes.length, undecided.length]).toEqual([0, 1]);
  });

  test('has a caller without an ARN if only those are denied', () => {
    const { changes, undecided } = added('RESOURCE_CONTROL_POLICY', {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { Null: { 'aws:PrincipalArn': 'true' } },
    });
    expect(undecided).toEqual([]);
    expect(changes.map(({ kind, witness: { account, principal } }) => [kind, account, principal])).toEqual([
      ['denied', null, '*'],
    ]);
  });
});
