import type { ControlPolicyType } from '../../../../lib/iam/control-policy-type';
import { parsePolicy } from '../../../../lib/iam/grammar/parse-policy';

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
    { StringEquals: { 'accounts.google.com:aud': 'a', 'oidc.eks.eu-west-1.amazonaws.com/id/A1:sub': 'b' } },
  ])('accepts %j, as AWS does', (condition) => {
    expect(ofCondition(condition)).toEqual([]);
  });

  test('accepts a single statement without a list', () => {
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
    [{ Version, Id: 1, Statement: [deny] }, '/Id: the `Id` is `1`'],
    [
      { Version, statement: [deny], Statement: deny },
      '/statement: `"statement"` is not a policy element; names are case-sensitive, write `Statement`',
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
    [{ ...deny, Action: 's3' }, '/Action: `"s3"` is not an action'],
    [{ ...deny, Action: ['s3:*', 5] }, '/Action/1: `5` is not a string'],
    [{ ...deny, Action: [] }, '/Action: the list is empty'],
    [{ ...deny, Resource: 'orders' }, '/Resource: `"orders"` is not a resource'],
    [
      { ...deny, Resource: ['arn:aws:s3:::${aws:username'] },
      '/Resource/0: `"arn:aws:s3:::${aws:username"` contains a variable without its closing brace',
    ],
    [{ ...deny, Resource: { a: 1 } }, '/Resource: an object is not a string'],
    [{ ...deny, Principal: '*' }, '/Principal: a service control policy cannot contain `Principal`'],
    [
      { ...deny, NotPrincipal: '*' },
      '/NotPrincipal: service and resource control policies cannot contain `NotPrincipal`',
    ],
    [{ ...deny, Actions: 's3:*' }, '/Actions: `"Actions"` is not a policy element'],
    [{ ...deny, metadata: { a: 1 } }, '/metadata: `"metadata"` is not a policy element'],
  ])('refuses the statement %j', (statement, problem) => {
    expect(ofStatement(statement)).toEqual([`/Statement/0${problem}`]);
  });

  test.each([
    [[], ': the condition is an empty list'],
    [{ StringEqual: { 'aws:x': 'a' } }, '/StringEqual: `"StringEqual"` is not a condition operator'],
    [{ NullIfExists: { 'aws:x': 'true' } }, '/NullIfExists: `"NullIfExists"` is not a condition operator'],
    [
      { 'ForAnyValues:StringLike': { 'aws:x': 'a' } },
      '/ForAnyValues:StringLike: `"ForAnyValues:StringLike"` is not a condition operator',
    ],
    [{ StringEquals: 'aws:x' }, '/StringEquals: the keys of `StringEquals` are `"aws:x"`'],
    [{ StringEquals: { region: 'a' } }, '/StringEquals/region: `"region"` is not a condition key'],
    [{ StringEquals: { 'aws:RequestTag': 'a' } }, '/StringEquals/aws:RequestTag: `aws:RequestTag` does not name a tag'],
    [{ StringEquals: { 'aws:x': [] } }, '/StringEquals/aws:x: the list of values is empty'],
    [{ StringEquals: { 'aws:x': { a: 1 } } }, '/StringEquals/aws:x: an object is not a value'],
    [
      { StringEquals: { 'aws:x': 'a', 'AWS:X': 'b' } },
      '/StringEquals/AWS:X: `AWS:X` and `aws:x` are the same key: keys are not case-sensitive',
    ],
    [
      { StringEquals: { 'aws:x/y': '${aws:username' } },
      '/StringEquals/aws:x~1y: `"${aws:username"` cannot be compared: it contains a variable without its closing brace',
    ],
    [
      { NumericEquals: { 'aws:x': 'ten' } },
      '/NumericEquals/aws:x: `"ten"` cannot be compared: it is not a number of up to 15 digits',
    ],
    [
      { NumericEquals: { 'aws:x': '${aws:y}' } },
      '/NumericEquals/aws:x: `"${aws:y}"` cannot be compared: `NumericEquals` does not accept policy variables',
    ],
    [
      { DateLessThan: { 'aws:x': '31.3.2027' } },
      '/DateLessThan/aws:x: `"31.3.2027"` cannot be compared: it is neither an ISO 8601 date with a time zone nor a number of seconds since 1970',
    ],
    [
      { IpAddress: { 'aws:x': ['10.0.0.0/8', '10.0.0.0/64'] } },
      '/IpAddress/aws:x/1: `"10.0.0.0/64"` cannot be compared: it is not an IP address or a range such as `203.0.113.0/24`',
    ],
    [{ Bool: { 'aws:x': 'yes' } }, '/Bool/aws:x: `"yes"` cannot be compared: it is neither `true` nor `false`'],
    [
      { Null: { 'aws:x': ['team', 'true'] } },
      '/Null/aws:x/0: `"team"` cannot be compared: `Null` accepts only "true" or "false"',
    ],
    [{ BinaryEquals: { 'aws:x': '§' } }, '/BinaryEquals/aws:x: `"§"` cannot be compared: it is not Base64 text'],
  ])('refuses the condition %j', (condition, problem) => {
    expect(ofCondition(condition)[0]).toBe(`/Statement/0/Condition${problem}`);
  });

  test.each([
    ['stringequalsifexists', 'StringEquals'],
    ['ForAnyValue:StringLikes', 'StringLike'],
    ['null', 'Null'],
  ])('suggests another operator for `%s`', (operator, meant) => {
    const parsed = parsePolicy({ Version, Statement: [{ ...deny, Condition: { [operator]: {} } }] }, SCP);
    expect(parsed).toMatchObject({ problems: [{ allowed: expect.stringContaining(`\`${meant}\``) as string }] });
  });

  test('lists all problems of a statement', () => {
    const statement = { Action: ['s3'], NotAction: [], Resource: '*', Condition: { Same: { 'aws:x': [{}] } } };
    expect(ofStatement(statement)).toEqual([
      '/Statement/0: the statement has no `Effect`',
      '/Statement/0: the statement has both `Action` and `NotAction`',
      '/Statement/0/Action/0: `"s3"` is not an action',
      '/Statement/0/NotAction: the list is empty',
      '/Statement/0/Condition/Same: `"Same"` is not a condition operator',
      '/Statement/0/Condition/Same/aws:x/0: an object is not a value',
    ]);
  });
});

describe('a resource control policy', () => {
  const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

  test('denies something to everyone', () => {
    expect(ofStatement(statement, RCP)).toEqual([]);
  });

  test.each([
    [{ ...statement, Effect: 'Allow' }, '/Effect: a resource control policy cannot allow anything'],
    [{ ...deny }, ': the statement has no `Principal`'],
    [{ ...statement, Principal: { AWS: '*' } }, '/Principal: the principal is an object'],
    [{ ...statement, Action: '*' }, '/Action: the action `"*"` does not name a service'],
    [
      { Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' },
      '/NotAction: a resource control policy cannot contain `NotAction`',
    ],
  ])('is refused with %j', (value, problem) => {
    expect(ofStatement(value, RCP)).toEqual([`/Statement/0${problem}`]);
  });

  test('may be `RCPFullAWSAccess`, which allows everything', () => {
    expect(ofStatement({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }, RCP)).toEqual([]);
  });
});

describe('hostile input', () => {
  test('with 100,000 nested values is refused, in any element', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) deep = depth % 2 === 0 ? [deep] : { a: deep };
    expect(problemsOf(deep)).not.toEqual([]);
    for (const element of ['Sid', 'Effect', 'Action', 'Resource', 'Condition', 'Other']) {
      expect(ofStatement({ ...deny, [element]: deep })).not.toEqual([]);
    }
    expect(ofCondition({ StringEquals: { 'aws:x': deep } })).not.toEqual([]);
  });

  test('with very many problems lists the first 100', () => {
    const problems = problemsOf({ Version, Statement: Array.from({ length: 100_000 }, () => null) });
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toBe(': 99900 more problems are not shown');
  });
});
