/** Random policies and requests with few letters, so that policies often match requests. */
import type { CompilableDocument } from '../../../../lib/iam/evaluation/compile';
import type { AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import { FULL_ACCESS } from '../../../../lib/iam/algebra/chain';
import type { Chain } from '../../../../lib/iam/algebra/chain';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';
import { fc } from '../../../seeded-fast-check';

const textOf = (letters: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...letters.split('')), maxLength });

const some = <T>(values: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<T[]> =>
  fc.array(values, { minLength: 1, maxLength });

const ACTIONS = ['s:Get', 's:Put', 's:Pit', 't:Get', 't:List', 'u:X'];
const ACTION_PATTERNS = [...ACTIONS, '*', 's:*', 's:P*', 's:p?t', 't:*t', 's:*t', 'T:get'];

const arnText = fc
  .tuple(fc.constantFrom('1', '2'), fc.constantFrom('role', 'user'), textOf('ab', 2))
  .map(([account, kind, name]) => `arn:aws:iam::${account.repeat(12)}:${kind}/x${name}`);
const arnPattern = fc
  .tuple(
    fc.constantFrom('*', '111111111111', '1*', '?'.repeat(12)),
    fc.constantFrom('role/', 'user/', '*/', '*'),
    textOf('xab*?', 3),
  )
  .map(([account, kind, name]) => `arn:*:iam::${account}:${kind}${name}`);

/** A star takes in colons, so that these cut the account number. */
const cutNumber = fc.oneof(
  fc
    .tuple(fc.constantFrom('1', '11', '13', '2'), fc.constantFrom('role/', 'user/'), textOf('xab?', 2))
    .map(([digits, kind, name]) => `arn:aws:iam::${digits}*${kind}${name}`),
  fc.tuple(fc.constantFrom('11', '22', '33'), textOf('xab', 1)).map(([digits, end]) => `*${digits}*${end}`),
);

const resourceText = fc.oneof(
  fc.constant('*'),
  fc
    .tuple(textOf('ab', 1), textOf('ab', 1), textOf('ab', 2), textOf('ab', 2))
    .map(([region, account, kind, name]) => `arn:aws:s:${region}:${account}:x${kind}/${name}`),
);
const resourcePattern = fc.oneof(
  fc.constant('*'),
  fc
    .tuple(textOf('a*?', 2), textOf('a*', 2), textOf('ab*?', 3), textOf('ab*?', 2))
    .map(([region, account, kind, name]) => `arn:*:s:${region}:${account}:${kind}/${name}`),
);

const LETTERS = 'abA';
const TIMES = ['2027-01-01T00:00:00Z', '2027-01-01T00:00:01Z', '2027-01-01T00:00:02Z', '2028-01-01T00:00:00Z'];
const RANGES = [
  '10.0.0.0/8',
  '10.0.0.0/9',
  '10.128.0.0/9',
  '0.0.0.0/0',
  '10.0.0.1/32',
  '2001:db8::/32',
  '2001:db8::/33',
  '::/0',
];
const ADDRESSES = ['10.0.0.1', '10.0.0.2', '10.200.0.1', '11.0.0.1', '2001:db8::1', '2001:db8:ffff::', '::1'];

/** A key, its values in requests, and the conditions on it. */
interface Key {
  readonly name: string;
  readonly value: fc.Arbitrary<string | readonly string[]>;
  readonly operators: readonly string[];
  readonly expected: fc.Arbitrary<string>;
  readonly always?: true;
}

const accountNumber = fc.constantFrom('1', '2').map((digit) => digit.repeat(12));
/** A key for accounts, compared with numbers, parts of numbers, and another key, which links the two keys. */
const accountKeys = (name: string, other: string): readonly Key[] => [
  {
    name,
    value: accountNumber,
    operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIfExists'],
    expected: fc.oneof(accountNumber, fc.constant(`\${${other}}`)),
  },
  {
    name,
    value: accountNumber,
    operators: ['StringLike', 'StringNotLike'],
    expected: fc.constantFrom('1*', '*2', `\${${other}}`),
  },
];

const ORDERED = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
const withIfExists = (operators: readonly string[]): readonly string[] =>
  operators.flatMap((each) => [each, `${each}IfExists`]);

const KEYS: readonly Key[] = [
  {
    name: 'k:Text',
    value: textOf(LETTERS, 3),
    operators: withIfExists(['StringEquals', 'StringNotEquals']),
    expected: fc.oneof(textOf(LETTERS, 2), fc.constant('${k:Other}')).filter((text) => text !== ''),
  },
  {
    name: 'k:Text',
    value: textOf(LETTERS, 3),
    operators: withIfExists(['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase']),
    expected: textOf(LETTERS, 2),
  },
  {
    name: 'k:Text',
    value: textOf(LETTERS, 3),
    operators: withIfExists(['StringLike', 'StringNotLike']),
    expected: textOf(`${LETTERS}*?`, 4),
  },
  {
    name: 'k:Other',
    value: textOf(LETTERS, 2),
    operators: ['StringLike', 'StringNotEquals'],
    expected: textOf(LETTERS, 2),
  },
  {
    name: 'aws:PrincipalArn',
    value: arnText,
    operators: withIfExists(['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals', 'StringLike', 'StringNotLike']),
    expected: arnPattern,
  },
  {
    name: 'aws:PrincipalArn',
    value: arnText,
    operators: ['StringLike', 'StringNotLike'],
    expected: cutNumber,
  },
  ...accountKeys('aws:PrincipalAccount', 'aws:ResourceAccount'),
  ...accountKeys('aws:ResourceAccount', 'aws:PrincipalAccount'),
  {
    name: 'k:Number',
    value: fc.constantFrom('-1', '0', '1', '1.5', '2', '3'),
    operators: withIfExists(ORDERED.map((each) => `Numeric${each}`)),
    expected: fc.constantFrom('0', '1', '2'),
  },
  {
    name: 'aws:CurrentTime',
    value: fc.constantFrom('2026-01-01T00:00:00Z', ...TIMES),
    operators: ORDERED.map((each) => `Date${each}`),
    expected: fc.constantFrom(...TIMES),
    always: true,
  },
  {
    name: 'aws:EpochTime',
    value: fc.constantFrom(...TIMES),
    operators: ORDERED.map((each) => `Numeric${each}`),
    expected: fc.constantFrom(...TIMES).map((time) => String(Date.parse(time) / 1000)),
    always: true,
  },
  {
    name: 'aws:SourceIp',
    value: fc.constantFrom(...ADDRESSES),
    operators: withIfExists(['IpAddress', 'NotIpAddress']),
    expected: fc.constantFrom(...RANGES),
  },
  {
    name: 'k:Flag',
    value: fc.constantFrom('true', 'false', 'other'),
    operators: ['Bool', 'BoolIfExists', 'StringEquals', 'StringNotEquals'],
    expected: fc.constantFrom('true', 'false'),
  },
  {
    name: 'k:Set',
    value: some(textOf(LETTERS, 2).filter((text) => text !== '')),
    operators: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'].flatMap((each) => [
      `ForAnyValue:${each}`,
      `ForAllValues:${each}`,
    ]),
    expected: textOf(`${LETTERS}*?`, 3).filter((text) => text !== ''),
  },
];

const condition: fc.Arbitrary<ConditionBlock> = fc.oneof(
  ...KEYS.map(({ name, operators, expected }) =>
    fc
      .tuple(fc.constantFrom(...operators), some(expected))
      .map(([operator, values]) => ({ [operator]: { [name]: values } })),
  ),
  fc
    .tuple(
      fc.constantFrom(...KEYS.filter(({ always }) => !always).map(({ name }) => name)),
      fc.constantFrom('true', 'false'),
    )
    .map(([name, value]) => ({ Null: { [name]: value } })),
);

const conditions = fc.array(condition, { maxLength: 3 }).map((blocks) =>
  blocks.reduce((merged, block) => {
    for (const [operator, keys] of Object.entries(block))
      merged = { ...merged, [operator]: { ...merged[operator], ...keys } };
    return merged;
  }, {}),
);

export const statement = (effect: Statement['Effect']): fc.Arbitrary<Statement> =>
  fc
    .tuple(
      fc.constantFrom('Action', 'Action', 'Action', 'NotAction'),
      some(fc.constantFrom(...ACTION_PATTERNS)),
      fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'),
      fc.oneof({ weight: 2, arbitrary: fc.constant(['*']) }, { weight: 1, arbitrary: some(resourcePattern, 2) }),
      conditions,
    )
    .map(([action, actions, resource, resources, Condition]) => ({
      Effect: effect,
      [action]: actions,
      [resource]: resources,
      Condition,
    }));

export const denies: fc.Arbitrary<Statement[]> = fc.array(statement('Deny'), { maxLength: 4 });

const level: fc.Arbitrary<CompilableDocument[]> = fc
  .tuple(denies, fc.option(some(statement('Allow')), { freq: 2, nil: null }))
  .map(([denied, allowed]) => [
    ...(allowed === null ? [FULL_ACCESS] : [{ Version: '2012-10-17', Statement: allowed }]),
    { Version: '2012-10-17', Statement: denied },
  ]);

export const chain: fc.Arbitrary<Chain> = fc.array(level, { minLength: 1, maxLength: 3 });

const VALUES = new Map(KEYS.filter(({ name }) => name !== 'aws:EpochTime').map((key) => [key.name, key]));

export const request: fc.Arbitrary<AlgebraRequest> = fc
  .tuple(
    fc.constantFrom(...ACTIONS, 's:pUt', 'v:Other'),
    resourceText,
    fc.tuple(
      ...[...VALUES.values()].map(({ value, always }) => (always ? value : fc.option(value, { nil: null, freq: 3 }))),
    ),
  )
  .map(([action, resource, values]) => {
    const entries = [...VALUES.keys()].map((name, index) => [name, values[index] ?? null] as const);
    const present = entries.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
    const context = Object.fromEntries(present);
    const arn = context['aws:PrincipalArn'];
    // The account of a principal is the one in its ARN.
    if (typeof arn !== 'string') return { action, resource, context };
    return { action, resource, context: { ...context, 'aws:PrincipalAccount': arn.split(':')[4] ?? '' } };
  });

/** Conditions with opaque values, which the algebra cannot divide. */
const unclearCondition: fc.Arbitrary<ConditionBlock> = fc.constantFrom<ConditionBlock>(
  { StringLike: { 'k:Text': '${k:Other}*' } },
  { StringNotLike: { 'k:Text': ['${k:Other}*', 'b'] } },
  { StringEqualsIgnoreCase: { 'k:Text': '${k:Other}' } },
  { StringEqualsIgnoreCaseIfExists: { 'k:Text': ['${k:Other}', 'a'] } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/${k:Text}' } },
  { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*' } },
  { 'ForAnyValue:StringEquals': { 'k:Set': '${k:Other}' } },
  { 'ForAllValues:StringNotLike': { 'k:Set': ['${k:Other}*', 'a'] } },
  { StringLike: { 'aws:CurrentTime': '2027*' } },
  { StringEquals: { 'k:Number': '1' } },
  { StringNotEquals: { 'k:Set': 'a' }, 'ForAnyValue:StringLike': { 'k:Set': '?*' } },
);

export const unclear: fc.Arbitrary<Statement> = fc
  .tuple(statement('Deny'), fc.option(unclearCondition, { nil: {}, freq: 2 }), fc.boolean())
  .map(([each, more, alone]) => ({ ...each, Condition: alone ? more : { ...each.Condition, ...more } }));

/** Other statements with the same meaning. */
export function rewriting(statements: readonly Statement[]): fc.Arbitrary<readonly Statement[]> {
  const written = fc.tuple(...statements.map(rewritten)).map((lists) => lists.flat());
  return written.chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));
}

/** One statement, split at a list, or with another spelling. */
function rewritten(each: Statement): fc.Arbitrary<readonly Statement[]> {
  const positive = Object.entries(each.Condition ?? {}).find(([operator]) =>
    /^(?:String(?:Equals|Like)|ArnLike)$/.test(operator),
  );
  return fc.constantFrom<readonly Statement[]>(
    [each, { ...each, Sid: 'Again' }],
    split(each, 'Action'),
    split(each, 'Resource'),
    [{ ...each, Condition: upperCased(each.Condition ?? {}) }],
    positive === undefined ? [each] : splitAtValues(each, positive),
    splitByPresence(each),
  );
}

function split(each: Statement, element: 'Action' | 'Resource'): readonly Statement[] {
  const values = [each[element] ?? []].flat();
  return values.length === 0 ? [each] : values.map((value) => ({ ...each, [element]: value }));
}

function upperCased(block: ConditionBlock): ConditionBlock {
  const upper = (keys: ConditionBlock[string]): ConditionBlock[string] =>
    Object.fromEntries(Object.entries(keys).map(([key, value]) => [key.toUpperCase(), value]));
  return Object.fromEntries(Object.entries(block).map(([operator, keys]) => [operator, upper(keys)]));
}

/** For a positive operator on one key with several values: one statement for each value. */
function splitAtValues(
  each: Statement,
  [operator, keys]: readonly [string, ConditionBlock[string]],
): readonly Statement[] {
  const [key, ...others] = Object.keys(keys);
  if (key === undefined || others.length > 0) return [each];
  return [keys[key] ?? []]
    .flat()
    .map((value) => ({ ...each, Condition: { ...each.Condition, [operator]: { [key]: value } } }));
}

/** One statement for requests with some key, and one for requests without it. */
function splitByPresence(each: Statement): readonly Statement[] {
  return ['true', 'false'].flatMap((absent) => {
    const Null = { ...each.Condition?.['Null'], 'k:Fresh': absent };
    return [{ ...each, Condition: { ...each.Condition, Null } }];
  });
}
