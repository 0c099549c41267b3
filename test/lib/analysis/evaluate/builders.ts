import type { Statement } from '../../../../lib/iam/statement';
import type { GuardrailsDocument, GuardrailsFile } from '../../../../lib/model/guardrails-file';
import type { RequestLine } from '../../../../lib/analysis/evaluate/request-line';

type Change<Value> = { -readonly [Key in keyof Value]?: Value[Key] };

/** An organization with two units, two members and the management account. */
export function aFile(documents: readonly GuardrailsDocument[], change: Change<GuardrailsFile> = {}): GuardrailsFile {
  return {
    formatVersion: 1,
    organization: { id: 'o-exampleorg1', managementAccount: '111111111111' },
    targets: [
      { id: 'root', kind: 'root', awsId: 'r-ab12' },
      { id: 'Workloads', kind: 'unit', parent: 'root', awsId: 'ou-ab12-11111111' },
      { id: 'Workloads/Production', kind: 'unit', parent: 'Workloads', awsId: 'ou-ab12-22222222' },
      { id: 'shop', kind: 'account', parent: 'Workloads/Production', accountId: '222222222222', state: 'active' },
      { id: 'audit', kind: 'account', parent: 'root', accountId: '333333333333' },
      { id: 'management', kind: 'management-account', parent: 'root', accountId: '111111111111' },
    ],
    documents: [...documents],
    ...change,
  };
}

export function scp(target: string, ...Statement: readonly Statement[]): GuardrailsDocument {
  return {
    name: `scp-${target}`,
    type: 'SERVICE_CONTROL_POLICY',
    targets: [target],
    content: { Version: '2012-10-17', Statement: [...Statement] },
  };
}

export function rcp(target: string, ...Statement: readonly Omit<Statement, 'Principal'>[]): GuardrailsDocument {
  const statements = Statement.map((statement) => ({ Principal: '*', ...statement }));
  return {
    name: `rcp-${target}`,
    type: 'RESOURCE_CONTROL_POLICY',
    targets: [target],
    content: { Version: '2012-10-17', Statement: statements },
  };
}

export function deny(Action: string, Condition?: Statement['Condition'], more: Partial<Statement> = {}): Statement {
  return { Effect: 'Deny', Action, Resource: '*', ...(Condition === undefined ? {} : { Condition }), ...more };
}

/** A developer of the shop who reads an object of the shop. */
export function aRequest(change: Partial<RequestLine> = {}): RequestLine {
  return {
    id: 'r1',
    account: 'shop',
    principal: 'arn:aws:iam::222222222222:role/developer',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::orders/2026.csv',
    context: {},
    ...change,
  };
}
