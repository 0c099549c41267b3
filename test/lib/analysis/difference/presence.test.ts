import { findDifference } from '../../../../lib/analysis/difference/difference';
import type { ControlPolicyType } from '../../../../lib/iam/control-policy-type';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount } from './a-file';

function denying(type: ControlPolicyType, ...conditions: readonly ConditionBlock[]): GuardrailsFile {
  const Statement = conditions.map((Condition): Statement => {
    const principal = type === 'RESOURCE_CONTROL_POLICY' ? { Principal: '*' } : {};
    return { Effect: 'Deny', ...principal, Action: 's3:GetObject', Resource: '*', Condition };
  });
  const content = { Version: '2012-10-17' as const, Statement };
  return aFile([anAccount('a', 'root', { accountId: '222222222222' })], {
    documents:
      Statement.length === 0 ? [] : [{ name: 'd', type, targets: ['root'], awsId: null, content, guardrails: {} }],
  });
}

describe('the difference', () => {
  test.each<[string, ControlPolicyType, ConditionBlock]>([
    [
      'the root user in a session of AssumeRoot has a source identity',
      'SERVICE_CONTROL_POLICY',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' }, Null: { 'aws:SourceIdentity': 'false' } },
    ],
    [
      'an anonymous caller has no aws:userid',
      'RESOURCE_CONTROL_POLICY',
      { StringEquals: { 'aws:PrincipalType': 'Anonymous' }, Null: { 'aws:userid': 'true' } },
    ],
    [
      'an anonymous caller has one',
      'RESOURCE_CONTROL_POLICY',
      { StringEquals: { 'aws:PrincipalType': 'Anonymous' }, Null: { 'aws:userid': 'false' } },
    ],
    ['a service does not send aws:ViaAWSService', 'SERVICE_CONTROL_POLICY', { Null: { 'aws:ViaAWSService': 'true' } }],
  ])('takes it for possible that %s', (_, type, condition) => {
    const { equal, changes, undecided } = findDifference(denying(type), denying(type, condition));
    expect([equal, changes.map(({ kind }) => kind), undecided]).toEqual([false, ['denied'], []]);
  });
});
