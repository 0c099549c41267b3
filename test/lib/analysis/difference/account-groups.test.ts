import { decider } from '../../../../lib/analysis/evaluate/decide';
import { findDifference } from '../../../../lib/analysis/difference/difference';
import type { ControlPolicyType } from '../../../../lib/iam/control-policy-type';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount } from './a-file';

const NUMBERS = { a: '222222222222', b: '333333333333', c: '333333332222' };

function denying(Condition?: ConditionBlock, type: ControlPolicyType = 'SERVICE_CONTROL_POLICY'): GuardrailsFile {
  const statement: Statement = {
    Effect: 'Deny',
    ...(type === 'RESOURCE_CONTROL_POLICY' ? { Principal: '*' } : {}),
    Action: 's3:*',
    Resource: '*',
    ...(Condition && { Condition }),
  };
  const content = { Version: '2012-10-17' as const, Statement: [statement] };
  return aFile(
    Object.entries(NUMBERS).map(([id, accountId]) => anAccount(id, 'root', { accountId })),
    { documents: [{ name: 'd', type, targets: ['root'], awsId: null, content, guardrails: {} }] },
  );
}

const requests = Object.entries(NUMBERS).flatMap(([account, number]) =>
  ['role/x', 'root'].map((name) => ({
    id: `${account} ${name}`,
    account,
    principal: `arn:aws:iam::${number}:${name}`,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::logs/x',
    resourceAccount: account,
  })),
);

describe('the difference of policies that cut account numbers', () => {
  test.each<ConditionBlock>([
    { StringNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::2222*role/x' } },
    { StringLike: { 'aws:PrincipalArn': '*22*root' } },
    { StringLike: { 'aws:PrincipalAccount': '*2222' } },
    { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::33333333????:*' } },
    { StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' }, StringLike: { 'aws:ResourceAccount': '2*' } },
    { StringLike: { 'aws:ResourceAccount': '*3' } },
  ])('is exact for each account: %j', (condition) => {
    for (const type of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const) {
      const [before, after] = [denying(undefined, type), denying(condition, type)];
      const { changes, undecided, requests: found = {} } = findDifference(before, after, requests);
      expect(undecided).toEqual([]);
      const [old, now] = [decider(before), decider(after)];
      const expected = requests.filter((each) => old(each).decision !== now(each).decision).map(({ id }) => id);
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(requests.length);
      expect(requests.filter(({ id }) => (found[id] ?? []).length > 0).map(({ id }) => id)).toEqual(expected);
      expect(changes.length).toBeGreaterThan(0);
    }
  });
});
