import type { ControlPolicyType } from '../../../../lib/iam/control-policy-type';
import { parsePolicy } from '../../../../lib/iam/grammar/parse-policy';
import { parsePolicyText } from '../../../../lib/iam/grammar/parse-policy-text';

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';
const Version = '2012-10-17';
const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' };

function problemsOf(value: unknown, type: ControlPolicyType = SCP): readonly string[] {
  const parsed = parsePolicy(value, type);
  return parsed.kind === 'policy' ? [] : parsed.problems.map(({ pointer, message }) => `${pointer}: ${message}`);
}

const ofStatement = (statement: unknown, type: ControlPolicyType = SCP): readonly string[] =>
  problemsOf({ Version, Statement: [statement] }, type);

const ofCondition = (Condition: unknown): readonly string[] => ofStatement({ ...deny, Condition });

describe('parsePolicy', () => {
  test('reads a policy as it is written', () => {
    const policy = {
      Version,
      Statement: [
        {
          Sid: 'One',
          ...deny,
          Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': ['a*', "${aws:PrincipalTag/team, 'x y'}"] } },
        },
        {
          Effect: 'Allow',
          NotAction: ['iam:*', '*:Get?'],
          NotResource: ['arn:aws:s3:::a', 'arn:aws:s3:::b/${aws:username}'],
        },
        {
          ...deny,
          Condition: {
            Null: { 'aws:x': true },
            NumericLessThan: { 's3:max-keys': 10 },
            Bool: { 'aws:SecureTransport': 'false' },
          },
        },
      ],
    };
    expect(parsePolicy(policy, SCP)).toEqual({ kind: 'policy', document: policy });
  });

  test.each([
    { Bool: { 'aws:x': ['true', 'false'] } },
    { ArnLike: { 'aws:x': '*' } },
    { ArnNotLike: { 'aws:x': 'lz-*' } },
  ])('takes %j, as AWS does', (condition) => {
    expect(ofCondition(condition)).toEqual([]);
  });

  test('takes a single statement without a list', () => {
    expect(parsePolicy({ Version, Statement: deny }, SCP)).toMatchObject({ document: { Statement: [deny] } });
  });

  test.each([
    [[], ': the policy is an empty list'],
    [null, ': the policy is `null`'],
    ['{}', ': the policy is `"{}"`'],
    [{ Statement: [deny] }, ': the policy has no `Version`'],
    [{ Version: '2008-10-17', Statement: [deny] }, '/Version: the version is `"2008-10-17"`'],
    [{ Version, Statement: [] }, '/Statement: the policy has no statement'],
    [{ Version }, ': the policy has no statement'],
    [{ Version, Id: 1, Statement: [deny] }, '/Id: the id is `1`'],
    [
      { Version, statement: [deny], Statement: deny },
      '/statement: `"statement"` is no element of a policy; case counts: `Statement`',
    ],
    [{ Version, Statement: ['deny'] }, '/Statement/0: the statement is `"deny"`'],
    [
      {
        Version,
        Statement: [
          { Sid: 'A', ...deny },
          { Sid: 'A', ...deny },
        ],
      },
      '/Statement/1/Sid: two statements have the Sid `"A"`',
    ],
  ])('refuses %j', (value, problem) => {
    expect(problemsOf(value)).toEqual([problem]);
  });

  test.each([
    [{ ...deny, Effect: 'deny' }, '/Effect: the effect is `"deny"`'],
    [{ Action: 's3:*', Resource: '*' }, ': the statement has no `Effect`'],
    [{ ...deny, Sid: 'a b' }, '/Sid: the Sid is `"a b"`'],
    [{ ...deny, NotAction: 's3:*' }, ': the statement has both `Action` and `NotAction`'],
    [{ Effect: 'Deny', Resource: '*' }, ': the statement has neither `Action` nor `NotAction`'],
    [{ Effect: 'Deny', Action: '*' }, ': the statement has neither `Resource` nor `NotResource`'],
    [{ ...deny, Action: 's3' }, '/Action: `"s3"` is no action'],
    [{ ...deny, Action: ['s3:*', 5] }, '/Action/1: `5` stands where text should'],
    [{ ...deny, Action: [] }, '/Action: the list is empty'],
    [{ ...deny, Resource: 'orders' }, '/Resource: `"orders"` is no resource'],
    [
      { ...deny, Resource: ['arn:aws:s3:::${aws:username'] },
      '/Resource/0: `"arn:aws:s3:::${aws:username"` holds a variable without its closing brace',
    ],
    [{ ...deny, Resource: { a: 1 } }, '/Resource: an object stands where text should'],
    [{ ...deny, Principal: '*' }, '/Principal: a service control policy names a principal'],
    [{ ...deny, NotPrincipal: '*' }, '/NotPrincipal: control policies take no `NotPrincipal`'],
    [{ ...deny, Actions: 's3:*' }, '/Actions: `"Actions"` is no element of a policy'],
    [{ ...deny, metadata: { a: 1 } }, '/metadata: `"metadata"` is no element of a policy'],
  ])('refuses the statement %j', (statement, problem) => {
    expect(ofStatement(statement)).toEqual([`/Statement/0${problem}`]);
  });

  test.each([
    [[], ': the condition is an empty list'],
    [{ StringEqual: { 'aws:x': 'a' } }, '/StringEqual: `"StringEqual"` is no condition operator'],
    [{ NullIfExists: { 'aws:x': 'true' } }, '/NullIfExists: `"NullIfExists"` is no condition operator'],
    [
      { 'ForAnyValues:StringLike': { 'aws:x': 'a' } },
      '/ForAnyValues:StringLike: `"ForAnyValues:StringLike"` is no condition operator',
    ],
    [{ StringEquals: 'aws:x' }, '/StringEquals: the keys of `StringEquals` are `"aws:x"`'],
    [{ StringEquals: { region: 'a' } }, '/StringEquals/region: `"region"` is no condition key'],
    [{ StringEquals: { 'aws:RequestTag': 'a' } }, '/StringEquals/aws:RequestTag: `aws:RequestTag` names no tag'],
    [{ StringEquals: { 'aws:x': [] } }, '/StringEquals/aws:x: the list of values is empty'],
    [{ StringEquals: { 'aws:x': { a: 1 } } }, '/StringEquals/aws:x: an object stands where a value should'],
    [
      { StringEquals: { 'aws:x': 'a', 'AWS:X': 'b' } },
      '/StringEquals/AWS:X: `AWS:X` and `aws:x` are one key: case does not count',
    ],
    [
      { StringEquals: { 'aws:x/y': '${aws:username' } },
      '/StringEquals/aws:x~1y: `"${aws:username"` cannot be compared: it holds a variable without its closing brace',
    ],
    [
      { NumericEquals: { 'aws:x': 'ten' } },
      '/NumericEquals/aws:x: `"ten"` cannot be compared: it is no number of up to 15 digits',
    ],
    [
      { NumericEquals: { 'aws:x': '${aws:y}' } },
      '/NumericEquals/aws:x: `"${aws:y}"` cannot be compared: `NumericEquals` takes no policy variables',
    ],
    [
      { DateLessThan: { 'aws:x': '31.3.2027' } },
      '/DateLessThan/aws:x: `"31.3.2027"` cannot be compared: it is no ISO 8601 date with a time zone and no epoch in seconds',
    ],
    [
      { IpAddress: { 'aws:x': ['10.0.0.0/8', '10.0.0.0/64'] } },
      '/IpAddress/aws:x/1: `"10.0.0.0/64"` cannot be compared: it is no IP address or range such as `203.0.113.0/24`',
    ],
    [{ Bool: { 'aws:x': 'yes' } }, '/Bool/aws:x: `"yes"` cannot be compared: it is neither `true` nor `false`'],
    [
      { Null: { 'aws:x': ['team', 'true'] } },
      '/Null/aws:x/0: `"team"` cannot be compared: `Null` takes "true" or "false"',
    ],
    [{ BinaryEquals: { 'aws:x': '§' } }, '/BinaryEquals/aws:x: `"§"` cannot be compared: it is not written in base 64'],
  ])('refuses the condition %j', (condition, problem) => {
    expect(ofCondition(condition)[0]).toBe(`/Statement/0/Condition${problem}`);
  });

  test('suggests the operator that is meant', () => {
    const parsed = parsePolicy({ Version, Statement: [{ ...deny, Condition: { stringequalsifexists: {} } }] }, SCP);
    expect(parsed).toMatchObject({ problems: [{ allowed: expect.stringContaining('`StringEquals`') as string }] });
  });
});

describe('a resource control policy', () => {
  const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

  test('denies everyone something', () => {
    expect(ofStatement(statement, RCP)).toEqual([]);
  });

  test.each([
    [{ ...statement, Effect: 'Allow' }, '/Effect: a resource control policy allows something'],
    [{ ...deny }, ': the statement has no `Principal`'],
    [{ ...statement, Principal: { AWS: '*' } }, '/Principal: the principal is an object'],
    [{ ...statement, Action: '*' }, '/Action: `"*"` stands alone'],
    [
      { Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' },
      '/NotAction: a resource control policy takes no `NotAction`',
    ],
  ])('is refused with %j', (value, problem) => {
    expect(ofStatement(value, RCP)).toEqual([`/Statement/0${problem}`]);
  });

  test('may be AWS’s own, which allows everything', () => {
    expect(ofStatement({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }, RCP)).toEqual([]);
  });
});

describe('hostile input', () => {
  test('of 100,000 nested values is refused, wherever they stand', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) deep = depth % 2 === 0 ? [deep] : { a: deep };
    expect(problemsOf(deep)).not.toEqual([]);
    for (const element of ['Sid', 'Effect', 'Action', 'Resource', 'Condition', 'Other']) {
      expect(ofStatement({ ...deny, [element]: deep })).not.toEqual([]);
    }
    expect(ofCondition({ StringEquals: { 'aws:x': deep } })).not.toEqual([]);
  });

  test('with very many mistakes is told some of them', () => {
    const problems = problemsOf({ Version, Statement: Array.from({ length: 100_000 }, () => null) });
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toBe(': 99900 more problems are not shown');
  });

  test('of 10 MB is refused before it is read', () => {
    expect(parsePolicyText(' '.repeat(10_000_000), SCP)).toEqual({
      kind: 'problems',
      problems: [
        {
          pointer: '',
          line: 1,
          column: 1,
          message: 'the policy has 10,000,000 characters',
          allowed: 'up to 1,000,000; AWS takes 10,240 at most',
        },
      ],
    });
  });
});

describe('parsePolicyText', () => {
  test('tells line and column', () => {
    const text =
      '{\n  "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Deny",\n    "Action": "s3", "Resource": "*" }]\n}';
    expect(parsePolicyText(text, SCP)).toMatchObject({
      problems: [{ line: 4, column: 15, pointer: '/Statement/0/Action' }],
    });
  });

  test.each([
    ['a comment', '{\n  // why\n}', 2, 3],
    ['a trailing comma', '{ "Version": "2012-10-17", }', 1, 28],
    ['an operator twice', '{ "StringEquals": {}, "StringEquals": {} }', 1, 23],
  ])('refuses %s', (_what, text, line, column) => {
    expect(parsePolicyText(text, SCP)).toMatchObject({
      problems: [{ line, column, message: expect.stringContaining('this is no JSON') as string }],
    });
  });

  test('takes a byte order mark', () => {
    expect(parsePolicyText(`\uFEFF${JSON.stringify({ Version, Statement: [deny] })}`, SCP).kind).toBe('policy');
  });
});
