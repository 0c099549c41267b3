import type { RequestLine } from '../../lib/analysis/evaluate/request-line';
import type { PolicyDocument } from '../../lib/iam/statement';
import type { GuardrailsDocument, GuardrailsFile } from '../../lib/model/guardrails-file';
import type { OracleLevel, OraclePolicies, OracleRequest } from '../../tools/oracle/client';

/** What hangs at one level of the chain root → unit → account. */
export interface LevelDraft {
  readonly fullAccess: boolean;
  readonly scps: readonly PolicyDocument[];
  readonly rcps: readonly PolicyDocument[];
}

/** A chain, from the root down. */
export type Chain = readonly [LevelDraft, LevelDraft, LevelDraft];

/** A request in which every key is given that the organization decides: the oracle derives none. */
export interface PlainRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

export const ACCOUNT = '222222222222';
const TARGETS = ['root', 'Workloads', 'shop'] as const;
const ORGANIZATION = 'o-exampleorg1';
const PATH = `${ORGANIZATION}/r-ab12/ou-ab12-11111111/`;

/** The chain as our own format says it. */
export function fileOf(chain: Chain): GuardrailsFile {
  const documents = chain.flatMap(({ scps, rcps }, index): readonly GuardrailsDocument[] => {
    const target = TARGETS[index] ?? '';
    const document =
      (type: GuardrailsDocument['type']) =>
      (content: PolicyDocument, number: number): GuardrailsDocument => ({
        name: `${target}-${type}-${number}`,
        type,
        targets: [target],
        content: content,
      });
    return [...scps.map(document('SERVICE_CONTROL_POLICY')), ...rcps.map(document('RESOURCE_CONTROL_POLICY'))];
  });
  const [root, unit, account] = chain.map(({ fullAccess }) => fullAccess);
  return {
    formatVersion: 1,
    organization: { id: ORGANIZATION, managementAccount: '111111111111' },
    targets: [
      { id: 'root', kind: 'root', awsId: 'r-ab12', fullAwsAccess: root },
      { id: 'Workloads', kind: 'unit', parent: 'root', awsId: 'ou-ab12-11111111', fullAwsAccess: unit },
      { id: 'shop', kind: 'account', parent: 'Workloads', accountId: ACCOUNT, fullAwsAccess: account },
    ],
    documents,
  };
}

export function lineOf(id: string, { principal, action, resource, context }: PlainRequest): RequestLine {
  return { id, account: 'shop', principal, action, resource, context };
}

const FULL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const RCP_FULL = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

/** The levels of a chain as the oracle takes them: AWS's own policies are spelled out. */
export function spellOut(
  levels: readonly {
    readonly name: string;
    readonly fullAccess: boolean;
    readonly scps: readonly object[];
    readonly rcps: readonly object[];
  }[],
): OraclePolicies {
  const level = (name: string, documents: readonly object[]): OracleLevel => ({
    orgIdentifier: name,
    policies: documents.map((policy, number) => ({ name: `${name}-${number}`, policy })),
  });
  return {
    serviceControlPolicies: levels.map(({ name, fullAccess, scps }) =>
      level(name, fullAccess ? [FULL, ...scps] : scps),
    ),
    resourceControlPolicies: levels.map(({ name, rcps }) => level(name, [RCP_FULL, ...rcps])),
  };
}

export function oraclePoliciesOf(chain: Chain): OraclePolicies {
  return spellOut(chain.map((level, index) => ({ ...level, name: TARGETS[index] ?? '' })));
}

export function oracleRequestOf({ principal, action, resource, context }: PlainRequest): OracleRequest {
  return { principal, action, resource, account: ACCOUNT, context };
}

/** The keys that follow from principal and organization, told once more, independently of our evaluator. */
export function decidedKeys(
  principal: string,
  account = ACCOUNT,
  { organization, path } = { organization: ORGANIZATION, path: PATH },
): PlainRequest['context'] {
  const [, type = '', name = ''] = /^arn:aws:iam::\d+:(\w+)(?:\/.*?([^/]+))?$/.exec(principal) ?? [];
  return {
    'aws:PrincipalArn': principal,
    'aws:PrincipalAccount': account,
    'aws:PrincipalOrgID': organization,
    'aws:PrincipalOrgPaths': [path],
    'aws:PrincipalType': type === 'role' ? 'AssumedRole' : type === 'user' ? 'User' : 'Account',
    'aws:PrincipalIsAWSService': 'false',
    'aws:ResourceAccount': account,
    'aws:ResourceOrgID': organization,
    'aws:ResourceOrgPaths': [path],
    ...(type === 'user' ? { 'aws:username': name } : {}),
  };
}
