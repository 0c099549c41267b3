import type { Budgets } from '../../lib/model/budgets';
import type { OraclePolicies, OracleRequest } from '../../tools/oracle/client';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { anAudit, anAuditStack, MANAGEMENT, TOPIC, RULES_TOPIC } from '../support/an-audit';
import { anOrganization } from '../support/an-organization';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../support/synthesize';
import { only, statement, type Statement } from './edit-template';
import { resolveReferences } from './resolve-template';
import { OUTSIDER } from './world';

/*
 * Who may publish to the topics of the alarms and of the rules, and use their keys for it: by an independent evaluator, from
 * the policies in the template of `Audit`. No guardrail helps, since none binds the management account.
 */

const oracle = useOracle();
const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };
const KEY = `arn:aws:kms:eu-central-1:${MANAGEMENT}:key/11111111-2222-3333-4444-555555555555`;
const SHOP = '222222222222';

const ALERTS = { actual: [100], forecast: [], addresses: ['finance@example.com'] };
const BOTH: Budgets = {
  organization: { usd: 1000, ...ALERTS },
  anomalies: { monitor: { kind: 'accounts', accounts: ['shop'] }, fromUsd: 100 },
};

function build(budgets: Budgets | null): TemplateJson {
  return templateOf(anAuditStack(anApp(), anAudit(), undefined, anOrganization({ budgets })));
}

type Topic = 'alarms' | 'rules';

/** Who calls, for whom: keys of the request, and for the others a role that may do everything by its own policy, or nothing. */
interface Publisher {
  readonly principal: string;
  readonly context: Readonly<Record<string, string>>;
  readonly identityPolicy?: null;
}

const from = (service: string, account: string, sourceArn = ''): Publisher => ({
  principal: `${service}.amazonaws.com`,
  context: { 'aws:SourceAccount': account, ...(sourceArn === '' ? {} : { 'aws:SourceArn': sourceArn }) },
  identityPolicy: null,
});
const role = (account: string): Publisher => ({
  principal: `arn:aws:iam::${account}:role/developer`,
  context: { 'aws:PrincipalAccount': account },
});
const budgetOf = (account: string): string => `arn:aws:budgets::${account}:budget/rampart-organization-abcdefgh`;

const PUBLISHERS = {
  'CloudWatch for this account': from('cloudwatch', MANAGEMENT),
  'CloudWatch for a member': from('cloudwatch', SHOP),
  'EventBridge for this account': from('events', MANAGEMENT),
  'Budgets for this account': from('budgets', MANAGEMENT, budgetOf(MANAGEMENT)),
  'Budgets for a member': from('budgets', SHOP, budgetOf(SHOP)),
  'Budgets for a stranger': from('budgets', OUTSIDER, budgetOf(OUTSIDER)),
  'Budgets for this account and something else': from('budgets', MANAGEMENT, `arn:aws:s3:::${MANAGEMENT}`),
  'Cost Anomaly Detection for this account': from('costalerts', MANAGEMENT),
  'Cost Anomaly Detection for a member': from('costalerts', SHOP),
  'Cost Anomaly Detection for a stranger': from('costalerts', OUTSIDER),
  'another service for this account': from('s3', MANAGEMENT),
  'a role of this account without a policy': { ...role(MANAGEMENT), identityPolicy: null },
  'an administrator of a member': role(SHOP),
  'an administrator of a stranger': role(OUTSIDER),
} satisfies Readonly<Record<string, Publisher>>;

type PublisherId = keyof typeof PUBLISHERS;

/** Who may, over TLS: publish, and encrypt with the key; both are needed. */
async function judge(template: TemplateJson, topic: Topic, isSecure = true): Promise<readonly PublisherId[]> {
  const ids = Object.keys(PUBLISHERS) as PublisherId[];
  const calls = callsOn(template, topic);
  const requests = ids.flatMap((id) => calls.map((call) => requestOf(PUBLISHERS[id], call, isSecure)));
  const { answers } = await oracle().ask(NO_GUARDRAILS, requests);
  return ids.filter((_, index) =>
    answers.slice(index * calls.length, (index + 1) * calls.length).every((answer) => answer === 'Allowed'),
  );
}

type Call = Pick<OracleRequest, 'action' | 'resource' | 'resourcePolicy'>;

function callsOn(template: TemplateJson, topic: Topic): readonly Call[] {
  const policy = policyOf(template, 'AWS::SNS::TopicPolicy', 'PolicyDocument', topic);
  const key = policyOf(template, 'AWS::KMS::Key', 'KeyPolicy', topic);
  return [
    { action: 'sns:Publish', resource: topic === 'alarms' ? TOPIC : RULES_TOPIC, resourcePolicy: policy },
    { action: 'kms:GenerateDataKey', resource: KEY, resourcePolicy: key },
    { action: 'kms:Decrypt', resource: KEY, resourcePolicy: key },
  ];
}

function policyOf(template: TemplateJson, type: string, property: string, topic: Topic): object {
  const found = resourcesOf(template, type).find(([id]) => id.startsWith(topic === 'alarms' ? 'Topic' : 'RulesTopic'));
  return resolveReferences(found?.[1].Properties?.[property], {}) as object;
}

function requestOf({ principal, context, ...rest }: Publisher, call: Call, isSecure: boolean): OracleRequest {
  const isService = principal.endsWith('.amazonaws.com');
  return {
    ...{ principal, account: MANAGEMENT, ...call, ...rest },
    context: {
      ...context,
      'aws:SecureTransport': String(isSecure),
      'aws:RequestedRegion': 'eu-central-1',
      'aws:PrincipalIsAWSService': String(isService),
    },
  };
}

const USUAL: readonly PublisherId[] = ['CloudWatch for this account'];
const MONEY: readonly PublisherId[] = ['Budgets for this account', 'Cost Anomaly Detection for this account'];

testWithOracle('who tells of money may publish to the topic of the alarms, and nobody else gains it', async () => {
  expect(await judge(build(null), 'alarms')).toEqual(USUAL);
  expect(await judge(build(BOTH), 'alarms')).toEqual([...USUAL, ...MONEY]);
});

testWithOracle('only what is used may', async () => {
  expect(await judge(build({ ...BOTH, anomalies: null }), 'alarms')).toEqual([...USUAL, MONEY[0]]);
  expect(await judge(build({ ...BOTH, organization: null }), 'alarms')).toEqual([...USUAL, MONEY[1]]);
});

testWithOracle('the topic of the rules stays as it was', async () => {
  expect(await judge(build(BOTH), 'rules')).toEqual(['EventBridge for this account']);
});

testWithOracle('nobody publishes without TLS', async () => {
  expect(await judge(build(BOTH), 'alarms', false)).toEqual([]);
});

/** What somebody could break, and who gains or loses it. */
const SABOTAGES: Readonly<
  Record<string, readonly [sid: string, change: (statement: Statement) => void, who: PublisherId]>
> = {
  'Budgets for anybody': ['Budgets', (one) => delete one.Condition, 'Budgets for a stranger'],
  'Cost Anomaly Detection for anybody': [
    'Anomalies',
    (one) => delete one.Condition,
    'Cost Anomaly Detection for a stranger',
  ],
  'Budgets of another account': [
    'Budgets',
    (one) => (one.Condition = { StringEquals: { 'aws:SourceAccount': SHOP } }),
    'Budgets for this account',
  ],
  'another service': [
    'Anomalies',
    (one) => (one.Principal = { Service: 's3.amazonaws.com' }),
    'another service for this account',
  ],
  everybody: [
    'Budgets',
    (one) => Object.assign(one, { Principal: '*', Condition: {} }),
    'an administrator of a stranger',
  ],
};

testWithOracle.each(Object.entries(SABOTAGES))('a mistake is noticed: %s', async (_name, [sid, change, who]) => {
  const template = structuredClone(build(BOTH));
  for (const [type, property] of [
    ['AWS::SNS::TopicPolicy', 'PolicyDocument'],
    ['AWS::KMS::Key', 'KeyPolicy'],
  ] as const) {
    const { Statement: statements } = only(template, type, 'Topic').Properties[property] as { Statement: Statement[] };
    change(statement(statements, sid));
  }
  const may = await judge(template, 'alarms');
  expect(may.includes(who)).toBe(![...USUAL, ...MONEY].includes(who));
});
