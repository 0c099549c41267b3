import type { ConditionValue, PolicyDocument, Statement } from '../../lib/iam/statement';
import { decidedKeys, type Chain, type LevelDraft, type PlainRequest } from './world';
import { fc } from '../seeded-fast-check';

/**
 * Policies and requests on which AWS's documentation is clear and the oracle follows it. What is left out has a row in
 * `divergences.ts` instead: variables without a value under a negated operator or in NotResource, dates of two spellings,
 * plain operators on lists, ARNs of too few parts …
 */

const OBJECTS = ['arn:aws:s3:::orders/2026.csv', 'arn:aws:s3:::orders/anna/a:b', 'arn:aws:s3:::blue-data/x/y'];

/** Actions, and what each may touch. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': OBJECTS,
  's3:PutObject': OBJECTS,
  's3:DeleteObjectVersion': OBJECTS,
  's3:ListBucket': ['arn:aws:s3:::orders', 'arn:aws:s3:::order1'],
  's3:ListAllMyBuckets': ['*'],
  'sqs:SendMessage': ['arn:aws:sqs:eu-central-1:222222222222:orders', 'arn:aws:sqs:us-east-1:222222222222:red'],
  'ec2:RunInstances': [
    'arn:aws:ec2:eu-central-1:222222222222:instance/i-1',
    'arn:aws:ec2:us-east-1:222222222222:subnet/s-1',
  ],
  'ec2:StopInstances': ['arn:aws:ec2:eu-central-1:222222222222:instance/i-1'],
  'ec2:DescribeInstances': ['*'],
  'iam:CreateUser': ['arn:aws:iam::222222222222:user/anna', 'arn:aws:iam::222222222222:user/team/bob'],
  'sts:GetCallerIdentity': ['*'],
  'logs:PutLogEvents': ['arn:aws:logs:eu-central-1:222222222222:log-group:orders:log-stream:a'],
};
const ACTIONS = Object.keys(CALLS);
const ACTION_PATTERNS = [
  '*',
  's3:*',
  's3:Get*',
  'S3:putobject',
  's3:*Object*',
  's3:?etObject',
  'ec2:Run*',
  'ec2:*',
  'iam:*',
  'sqs:SendMessage',
  'ec2:*Instances',
  'sts:*',
  'logs:*',
  ...ACTIONS,
];
/** Resource control policies reach these, and an action needs a prefix there. */
const RCP_ACTION_PATTERNS = ['s3:*', 's3:Get*', 's3:*Object', 'sqs:*', 'logs:*', 'sts:*', 's3:ListBucket'];

const FIXED_RESOURCE_PATTERNS = [
  'arn:aws:s3:::orders',
  'arn:aws:s3:::orders/*',
  'arn:aws:s3:::*/anna/*',
  'arn:aws:s3:::order?/2026.*',
  'arn:aws:s3:::orders/anna/a:b',
  'arn:aws:s3:::*',
  'arn:*:sqs:*:*:orders',
  'arn:aws:ec2:*:222222222222:instance/*',
  'arn:aws:sqs:*:333333333333:*',
  'arn:aws:ec2:eu-*-1:*:instance/i-?',
  'arn:aws:iam::*:user/${*}',
  'arn:aws:logs:*:*:log-group:*:log-stream:*',
  "arn:aws:s3:::${aws:PrincipalTag/none, 'orders'}/*",
];
const RESOURCE_PATTERNS = [
  ...FIXED_RESOURCE_PATTERNS,
  'arn:aws:ec2:*',
  'arn:aws:s3:::orders/${aws:username}/*',
  'arn:aws:s3:::${aws:PrincipalTag/team}-data/*',
];

const PRINCIPALS = [
  'arn:aws:iam::222222222222:role/developer',
  'arn:aws:iam::222222222222:role/platform/deploy',
  'arn:aws:iam::222222222222:user/anna',
  'arn:aws:iam::222222222222:root',
];

/** The condition keys of one family of operators, with the values that policies and requests take. */
interface Vocabulary {
  readonly keys: readonly string[];
  readonly operators: readonly string[];
  readonly negated: readonly string[];
  readonly values: readonly string[];
  /** Only under operators that are not negated, see above. */
  readonly sometimesNull?: readonly string[];
  readonly requests: readonly string[];
}

const TEXT = ['blue', 'Blue', 'red', 'blue-green', 'b*', '*', 'eu-central-1'];

/** Compared by the string operators. */
const TEXTS = {
  keys: [
    'aws:RequestedRegion',
    'aws:PrincipalTag/team',
    's3:prefix',
    'aws:RequestTag/team',
    'aws:PrincipalType',
    'aws:username',
    'aws:PrincipalOrgID',
  ],
  values: [
    ...TEXT,
    'b?ue',
    'eu-*',
    '*-green',
    '${aws:PrincipalTag/queue}',
    "${aws:PrincipalTag/none, 'blue'}",
    'User',
    'o-exampleorg1',
    'anna',
  ],
  sometimesNull: ['${aws:PrincipalTag/team}', '${aws:PrincipalTag/team}*', '${aws:username}'],
  requests: TEXT,
};

const VOCABULARIES: readonly Vocabulary[] = [
  { ...TEXTS, operators: ['StringEquals'], negated: ['StringNotEquals'] },
  {
    ...TEXTS,
    keys: ['aws:RequestedRegion', 'aws:PrincipalTag/team'],
    operators: ['StringEqualsIgnoreCase'],
    negated: ['StringNotEqualsIgnoreCase'],
    values: ['BLUE', 'blue', 'Red', 'Blue-Green', 'b*', '${aws:PrincipalTag/queue}'],
  },
  { ...TEXTS, operators: ['StringLike'], negated: ['StringNotLike'], values: [...TEXTS.values, 'b${*}'] },
  {
    keys: ['s3:max-keys', 'ec2:RoleDelivery'],
    operators: [
      'NumericEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    negated: ['NumericNotEquals'],
    values: ['0', '1', '2.0', '2', '10', '-1', '0.5'],
    requests: ['0', '1.0', '2', '10', '9.5', '-3'],
  },
  {
    keys: ['aws:CurrentTime', 'aws:TokenIssueTime'],
    operators: ['DateEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'],
    negated: ['DateNotEquals'],
    values: ['2026-01-01T00:00:00Z', '2026-06-30T12:00:00Z', '2027-03-31T00:00:00Z'],
    requests: ['2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z', '2026-06-30T12:00:00Z', '2028-02-29T00:00:00Z'],
  },
  {
    keys: ['aws:SecureTransport', 'aws:MultiFactorAuthPresent', 'aws:ViaAWSService', 'aws:PrincipalIsAWSService'],
    operators: ['Bool'],
    negated: [],
    values: ['true', 'false'],
    requests: ['true', 'false'],
  },
  {
    keys: ['aws:SourceIp', 'aws:VpcSourceIp'],
    operators: ['IpAddress'],
    negated: ['NotIpAddress'],
    values: ['203.0.113.0/24', '203.0.113.7/32', '192.0.0.0/4', '10.0.0.0/8', '2001:DB8::/32', '203.0.113.128/25'],
    requests: ['203.0.113.7', '203.0.113.200', '10.1.2.3', '198.51.100.1', '2001:db8::1', '2001:db9::1'],
  },
  {
    keys: ['aws:PrincipalArn', 'aws:SourceArn'],
    operators: ['ArnEquals', 'ArnLike'],
    negated: ['ArnNotEquals', 'ArnNotLike'],
    values: [
      'arn:aws:iam::222222222222:role/developer',
      'arn:*:iam::*:role/platform/*',
      'arn:aws:iam::333333333333:role/developer',
      'arn:aws-cn:iam::*:role/*',
      'arn:aws:iam::*:root',
      'arn:aws:iam::2222*:user/ann?',
      'arn:aws:iam::*:*',
      'arn:aws:iam::222222222222:role/${aws:PrincipalTag/queue}',
      'arn:aws:s3:::orders',
    ],
    sometimesNull: ['arn:aws:iam::222222222222:user/${aws:username}'],
    requests: ['arn:aws:s3:::orders', 'arn:aws:sns:eu-central-1:222222222222:topic'],
  },
];

const LISTS = {
  keys: ['aws:TagKeys', 'aws:PrincipalOrgPaths'],
  values: ['blue', 'red', 'team', 't*', '*', 'o-exampleorg1/*'],
  requests: ['blue', 'red', 'team', 'Team'],
};

type Block = Readonly<Record<string, Readonly<Record<string, ConditionValue>>>>;

/** One value, or a list of them. */
const oneOrMore = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | readonly Value[]> =>
  fc.oneof(value, fc.uniqueArray(value, { minLength: 1, maxLength: 3 }));

const plainCondition: fc.Arbitrary<Block> = fc.constantFrom(...VOCABULARIES).chain((vocabulary) => {
  const { keys, operators, negated, values, sometimesNull = [] } = vocabulary;
  return fc.constantFrom(...operators, ...negated).chain((operator) => {
    const allowed = negated.includes(operator) ? values : [...values, ...sometimesNull];
    const value = oneOrMore(fc.constantFrom(...allowed));
    const spelled = fc.constantFrom(
      operator,
      operator,
      `${operator}IfExists`,
      `ForAllValues:${operator}`,
      `ForAnyValue:${operator}`,
    );
    return fc.tuple(spelled, fc.constantFrom(...keys), value).map(([name, key, one]) => ({ [name]: { [key]: one } }));
  });
});

const listCondition: fc.Arbitrary<Block> = fc
  .tuple(
    fc.constantFrom('ForAllValues:', 'ForAnyValue:'),
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'),
    fc.constantFrom(...LISTS.keys),
    oneOrMore(fc.constantFrom(...LISTS.values)),
  )
  .map(([set, operator, key, value]) => ({ [set + operator]: { [key]: value } }));

const nullCondition: fc.Arbitrary<Block> = fc
  .tuple(fc.constantFrom(...LISTS.keys, ...VOCABULARIES.flatMap(({ keys }) => keys)), fc.constantFrom('true', 'false'))
  .map(([key, value]) => ({ Null: { [key]: value } }));

const epochCondition: fc.Arbitrary<Block> = fc
  .tuple(
    fc.constantFrom('DateLessThan', 'DateGreaterThanEquals', 'NumericGreaterThan'),
    fc.constantFrom('1767225600', '1782820800'),
  )
  .map(([operator, value]) => ({ [operator]: { 'aws:EpochTime': value } }));

const conditions: fc.Arbitrary<Block> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: plainCondition },
      { weight: 2, arbitrary: listCondition },
      { weight: 1, arbitrary: nullCondition },
      { weight: 1, arbitrary: epochCondition },
    ),
    { maxLength: 2 },
  )
  .map((blocks) => Object.assign({}, ...blocks) as Block);

type Patterns<Name extends string> = Partial<Record<Name, string | readonly string[]>>;

function negatable<Name extends string>(
  element: Name,
  patterns: readonly string[],
  negatedPatterns: readonly string[],
): fc.Arbitrary<Patterns<Name | `Not${Name}`>> {
  const of = (name: string, list: readonly string[]): fc.Arbitrary<Patterns<Name | `Not${Name}`>> =>
    oneOrMore(fc.constantFrom(...list)).map((value) => ({ [name]: value }) as Patterns<Name | `Not${Name}`>);
  return fc.oneof(
    { weight: 3, arbitrary: of(element, patterns) },
    { weight: 1, arbitrary: of(`Not${element}`, negatedPatterns) },
  );
}

const touched = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Patterns<'Resource' | 'NotResource'>>({ Resource: '*' }) },
  { weight: 3, arbitrary: negatable('Resource', RESOURCE_PATTERNS, FIXED_RESOURCE_PATTERNS) },
);

const scpStatement: fc.Arbitrary<Statement> = fc
  .tuple(
    fc.constantFrom('Deny' as const, 'Deny' as const, 'Allow' as const),
    negatable('Action', ACTION_PATTERNS, ACTION_PATTERNS),
    touched,
    conditions,
  )
  .map(([Effect, action, resources, Condition]) => ({ Effect, ...action, ...resources, Condition }));

const rcpStatement: fc.Arbitrary<Statement> = fc
  .tuple(oneOrMore(fc.constantFrom(...RCP_ACTION_PATTERNS)), touched, conditions)
  .map(([Action, resources, Condition]) => ({ Effect: 'Deny', Principal: '*', Action, ...resources, Condition }));

const documentOf = (statement: fc.Arbitrary<Statement>): fc.Arbitrary<PolicyDocument> =>
  fc.array(statement, { minLength: 1, maxLength: 2 }).map((Statement) => ({ Version: '2012-10-17', Statement }));

const level: fc.Arbitrary<LevelDraft> = fc.record({
  fullAccess: fc.constantFrom(true, true, true, true, false),
  scps: fc.array(documentOf(scpStatement), { maxLength: 1 }),
  rcps: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(documentOf(rcpStatement), { maxLength: 1 }) },
  ),
});

export const chain: fc.Arbitrary<Chain> = fc.tuple(level, level, level);

const CONTEXT = fc.record(
  Object.fromEntries<fc.Arbitrary<string | readonly string[]>>([
    ...VOCABULARIES.flatMap(({ keys, requests }) => keys.map((key) => [key, fc.constantFrom(...requests)] as const)),
    ['aws:TagKeys', fc.uniqueArray(fc.constantFrom(...LISTS.requests), { minLength: 1, maxLength: 3 })],
  ]),
  // AWS sends them always, and the oracle would take them for absent.
  { requiredKeys: ['aws:CurrentTime', 'aws:RequestedRegion', 'aws:SecureTransport'] },
);

const call = fc
  .constantFrom(...Object.entries(CALLS))
  .chain(([action, resources]) => fc.tuple(fc.constant(action), fc.constantFrom(...resources)));

export const request: fc.Arbitrary<PlainRequest> = fc
  .tuple(fc.constantFrom(...PRINCIPALS), call, CONTEXT)
  .map(([principal, [action, resource], context]) => {
    const seconds = Date.parse(String(context['aws:CurrentTime'])) / 1000;
    const decided = decidedKeys(principal);
    // A user's name follows from the principal; nobody else has one.
    const sent = Object.fromEntries(Object.entries(context).filter(([key]) => key !== 'aws:username'));
    const always = { 'aws:EpochTime': String(seconds), 'aws:PrincipalTag/queue': 'orders' };
    const session: PlainRequest['context'] = principal.includes(':role/')
      ? { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' }
      : {};
    return { principal, action, resource, context: { ...session, ...sent, ...always, ...decided } };
  });
