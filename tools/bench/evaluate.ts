import { decider, prepareJudge, type Decide } from '../../lib/analysis/evaluate/decide';
import { requestReader } from '../../lib/analysis/evaluate/request-file';
import type { RequestLine } from '../../lib/analysis/evaluate/request-line';
import type { Statement } from '../../lib/iam/statement';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import { startOracle, type OraclePolicies, type OracleRequest } from '../oracle/client';

/** Requests a second, unless something else is said. */
export interface EvaluationFigures {
  /** The first 10,000 requests of a process, compiling the policies included; 25 statements. */
  readonly cold: number;
  /** The same, once warm. */
  readonly warm: number;
  /** The independent evaluator, warm, on the same policies and requests. */
  readonly oracle: number;
  /** Warm, with ten times as many statements. */
  readonly manyStatements: number;
  /** Warm, by the number of accounts that the requests come from. */
  readonly byAccounts: Readonly<Record<number, number>>;
  /** The heap in MB, by how many lines of requests had been read and decided one by one. */
  readonly streamed: Readonly<Record<'after10000' | 'after100000', number>>;
}

const REQUESTS = 10_000;
const ORACLE_REQUESTS = 400;
const STREAMED = 100_000;
const ACCOUNTS = [1, 100, 10_000];
const RUNS = 7;

/** Measures our evaluator, and the oracle in the same run. */
export async function benchEvaluate(): Promise<EvaluationFigures> {
  const few = organizationOf(statementsOf(25), 1);
  const requests = requestsOf(1);
  const cold = perSecond(REQUESTS, () => {
    decideAll(decider(few), requests);
  });
  return {
    cold,
    warm: warmOf(few, requests),
    oracle: await oracleOf(few, requests.slice(0, ORACLE_REQUESTS)),
    manyStatements: warmOf(organizationOf(statementsOf(250), 1), requests),
    byAccounts: Object.fromEntries(
      ACCOUNTS.map((accounts) => [accounts, warmOf(organizationOf(statementsOf(25), accounts), requestsOf(accounts))]),
    ),
    streamed: streamed(few),
  };
}

function warmOf(file: GuardrailsFile, requests: readonly RequestLine[]): number {
  const decide = decider(file);
  const runs = Array.from({ length: RUNS }, () =>
    perSecond(requests.length, () => {
      decideAll(decide, requests);
    }),
  );
  // The fastest: the others waited for something else.
  return Math.max(...runs);
}

function decideAll(decide: Decide, requests: readonly RequestLine[]): void {
  for (const request of requests) decide(request);
}

function perSecond(requests: number, work: () => void): number {
  const start = performance.now();
  work();
  return (requests / (performance.now() - start)) * 1000;
}

async function oracleOf(file: GuardrailsFile, requests: readonly RequestLine[]): Promise<number> {
  const { ask, stop } = await startOracle();
  const policies = oraclePoliciesOf(file);
  const asked = requests.map(oracleRequestOf);
  await ask(policies, asked.slice(0, 50));
  const { milliseconds } = await ask(policies, asked);
  await stop();
  return (asked.length / milliseconds) * 1000;
}

/** What is read must not be held. */
function streamed(file: GuardrailsFile): EvaluationFigures['streamed'] {
  const judge = prepareJudge(file);
  const { readLine } = requestReader('requests.jsonl', judge);
  const templates = requestsOf(1);
  let after10000 = 0;
  for (let index = 0; index < STREAMED; index += 1) {
    const line = JSON.stringify({ ...templates[index % templates.length], id: `r${index}` });
    const read = readLine(line, index + 1);
    if (read?.kind === 'ok') judge.decide(read.value);
    if (index + 1 === STREAMED / 10) after10000 = heapMegabytes();
  }
  return { after10000, after100000: heapMegabytes() };
}

function heapMegabytes(): number {
  if (globalThis.gc === undefined) throw new Error('start node with --expose-gc: garbage is no growth');
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

const SERVICES = [
  ...[
    'ec2',
    's3',
    'iam',
    'kms',
    'rds',
    'lambda',
    'sqs',
    'sns',
    'config',
    'cloudtrail',
    'guardduty',
    'backup',
    'dynamodb',
  ],
  ...[
    'ecs',
    'eks',
    'logs',
    'events',
    'ssm',
    'secretsmanager',
    'organizations',
    'route53',
    'sts',
    'glue',
    'athena',
    'es',
  ],
];

const PLATFORM = {
  ArnNotLike: {
    'aws:PrincipalArn': [
      'arn:*:iam::*:role/OrganizationAccountAccessRole',
      'arn:*:iam::*:role/stacksets-exec-*',
      'arn:*:iam::*:role/platform/deploy',
      'arn:*:iam::*:role/platform/break-glass',
    ],
  },
};

/** Denies as guardrails write them: two of everything, the others of one service each. */
export function statementsOf(count: number): readonly Statement[] {
  const regions: Statement = {
    Effect: 'Deny',
    NotAction: ['iam:*', 'organizations:*', 'route53:*', 'cloudfront:*', 'sts:*', 'support:*'],
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] }, ...PLATFORM },
  };
  const root: Statement = {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' }, Null: { 'aws:AssumedRoot': 'true' } },
  };
  const others = Array.from({ length: count - 2 }, (_, index): Statement => {
    const service = SERVICES[index % SERVICES.length] ?? '';
    const Action = [`${service}:Delete*`, `${service}:Put${index}*`, `${service}:Stop*`];
    if (index % 2 === 0) return { Effect: 'Deny', Action, Resource: '*', Condition: PLATFORM };
    const Condition = {
      Bool: { 'aws:SecureTransport': 'false' },
      StringLike: { 'aws:PrincipalTag/team': ['x*', 'y*'] },
    };
    return { Effect: 'Deny', Action, Resource: `arn:aws:${service}:*:*:protected/*`, Condition };
  });
  return [regions, root, ...others];
}

const numberOf = (account: number): string => String(200_000_000_000 + account);

/** Root, two units and accounts; six documents, and for every hundredth account one of its own. */
export function organizationOf(statements: readonly Statement[], accounts: number): GuardrailsFile {
  const documents = Array.from({ length: 6 }, (_, index) => ({
    name: `document-${index}`,
    type: 'SERVICE_CONTROL_POLICY' as const,
    targets: [['root', 'Workloads', 'Workloads/Production'][index % 3] ?? 'root'],
    content: contentOf(statements.filter((_statement, place) => place % 6 === index)),
  }));
  const own = Array.from({ length: Math.ceil(accounts / 100) }, (_, index) => ({
    name: `account-${index}`,
    type: 'SERVICE_CONTROL_POLICY' as const,
    targets: [`account-${index * 100}`],
    content: contentOf([{ Effect: 'Deny', Action: 'glue:*', Resource: '*' }]),
  }));
  return {
    formatVersion: 1,
    organization: { id: 'o-exampleorg1', managementAccount: '111111111111' },
    targets: [
      { id: 'root', kind: 'root', awsId: 'r-ab12' },
      { id: 'Workloads', kind: 'unit', parent: 'root', awsId: 'ou-ab12-11111111' },
      { id: 'Workloads/Production', kind: 'unit', parent: 'Workloads', awsId: 'ou-ab12-22222222' },
      ...Array.from({ length: accounts }, (_, index) => ({
        id: `account-${index}`,
        kind: 'account' as const,
        parent: 'Workloads/Production',
        accountId: numberOf(index),
      })),
    ],
    documents: [...documents, ...own],
  };
}

type Content = GuardrailsFile['documents'][number]['content'];

function contentOf(Statement: readonly Statement[]): Content {
  return { Version: '2012-10-17', Statement: [...Statement] };
}

/** Fifty actions, contexts of a dozen keys; about as many are denied as are permitted. */
function requestsOf(accounts: number): readonly RequestLine[] {
  const actions = SERVICES.flatMap((service) => ['DeleteThing', 'DescribeThings'].map((name) => `${service}:${name}`));
  return Array.from({ length: REQUESTS }, (_, index) => {
    const account = numberOf(Math.floor((index * accounts) / REQUESTS));
    return {
      id: `r${index}`,
      account,
      principal: `arn:aws:iam::${account}:role/developer-${index % 50}`,
      action: actions[index % actions.length] ?? '',
      resource: `arn:aws:s3:::orders-${index % 100}/2026.csv`,
      context: {
        'aws:CurrentTime': '2026-11-22T00:00:00Z',
        'aws:TokenIssueTime': '2026-11-21T23:00:00Z',
        'aws:RequestedRegion': index % 3 === 0 ? 'us-east-1' : 'eu-central-1',
        'aws:SourceIp': '203.0.113.7',
        'aws:SecureTransport': 'true',
        'aws:ViaAWSService': 'false',
        'aws:UserAgent': 'aws-cli/2',
        'aws:MultiFactorAuthPresent': 'false',
        'aws:PrincipalTag/team': 'blue',
        'aws:PrincipalTag/cost-center': '4711',
        'aws:ResourceTag/team': 'blue',
        'aws:TagKeys': ['team', 'owner'],
      },
    };
  });
}

const FULL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

function oraclePoliciesOf({ documents }: GuardrailsFile): OraclePolicies {
  const level = (target: string): OraclePolicies['serviceControlPolicies'][number] => {
    const own = documents.filter(({ targets }) => targets.includes(target));
    const policies = own.map(({ name, content }) => ({ name, policy: content }));
    return { orgIdentifier: target, policies: [{ name: 'full', policy: FULL }, ...policies] };
  };
  const levels = ['root', 'Workloads', 'Workloads/Production', 'account-0'];
  return { serviceControlPolicies: levels.map(level), resourceControlPolicies: [] };
}

function oracleRequestOf({ principal, action, resource = '*', account, context = {} }: RequestLine): OracleRequest {
  const given = Object.entries(context).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map(String) : String(value),
  ]);
  const keys = Object.fromEntries(given) as OracleRequest['context'];
  return { principal, action, resource, account: account ?? '', context: { ...keys, 'aws:PrincipalArn': principal } };
}
