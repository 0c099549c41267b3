import type { CallerSet } from '../../../../lib/iam/algebra/callers';
import { callersOf } from '../../../../lib/iam/algebra/callers';
import { FULL_ACCESS, chainOf } from '../../../../lib/iam/algebra/chain';
import { compare, equivalent, equivalentChains } from '../../../../lib/iam/algebra/compare';
import type { CompareOptions } from '../../../../lib/iam/algebra/compare';
import { resourceControlPolicies, serviceControlPolicies } from '../../../../lib/iam/algebra/policy-types';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';

const deny = (Condition: ConditionBlock, rest: Partial<Statement> = {}): Statement => ({
  Effect: 'Deny',
  Action: 's3:PutObject',
  Resource: '*',
  Condition,
  ...rest,
});

const answer = (a: ConditionBlock, b: ConditionBlock, options?: CompareOptions): string =>
  equivalent([deny(a)], [deny(b)], options).answer;

const SCP = serviceControlPolicies();
const ROLE = 'arn:*:iam::*:role/';

describe('conditions with the same meaning', () => {
  test.each<[string, ConditionBlock, ConditionBlock]>([
    ['IfExists on a negated operator', { StringNotEquals: { k: 'a' } }, { StringNotEqualsIfExists: { k: 'a' } }],
    ['a value that a pattern covers', { StringLike: { k: ['a*', 'ab'] } }, { StringLike: { k: 'a*' } }],
    ['an exact text, as a pattern', { StringEquals: { k: 'a' } }, { StringLike: { k: 'a' } }],
    ['ArnEquals and ArnLike', { ArnEquals: { k: `${ROLE}x*` } }, { ArnLike: { k: `${ROLE}x*` } }],
    ['ranges, joined', { IpAddress: { k: '10.0.0.0/8' } }, { IpAddress: { k: ['10.0.0.0/9', '10.128.0.0/9'] } }],
    ['an IPv6 address, abbreviated', { IpAddress: { k: '2001:DB8::1' } }, { IpAddress: { k: '2001:db8:0:0::1/128' } }],
    [
      'a date, in another zone',
      { DateLessThan: { k: '2027-01-01T00:00:00Z' } },
      { DateLessThan: { k: '2027-01-01T01:00:00+01:00' } },
    ],
    ['a date, in seconds', { DateLessThan: { k: '2027-01-01T00:00:00Z' } }, { DateLessThan: { k: '1798761600' } }],
    ['a number, with zeros', { NumericEquals: { k: '1' } }, { NumericEquals: { k: '01.0' } }],
    ['any value, and presence', { StringLike: { k: '*' } }, { Null: { k: 'false' } }],
    ['a Boolean, in JSON', { Bool: { k: false } }, { Bool: { k: 'False' } }],
    ['for all values of none', { 'ForAllValues:StringEquals': { k: [] } }, { Null: { k: 'true' } }],
    ['two keys, the other way round', { StringEquals: { k: '${l}' } }, { StringEquals: { l: '${k}' } }],
    [
      'a key that equals another key with a value',
      { StringEquals: { 'k:a': '${k:b}', 'k:b': 'x' } },
      { StringEquals: { 'k:a': 'x', 'k:b': 'x' } },
    ],
    ['an unclear condition, repeated', { StringLike: { k: ['${l}*', '${l}*'] } }, { StringLike: { k: '${l}*' } }],
    [
      'the time, by its other name',
      { DateGreaterThanEquals: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
      { NumericGreaterThan: { 'aws:EpochTime': '1798761599' } },
    ],
  ])('%s', (_, a, b) => {
    expect(answer(a, b)).toBe('yes');
  });
});

describe('conditions that differ', () => {
  test.each<[string, ConditionBlock, ConditionBlock, Record<string, unknown>]>([
    ['IfExists on a positive operator: an absent key', { Bool: { k: 'false' } }, { BoolIfExists: { k: 'false' } }, {}],
    ['case', { StringEquals: { k: 'a' } }, { StringEqualsIgnoreCase: { k: 'a' } }, { k: 'A' }],
    ['one character and any', { StringLike: { k: 'a?' } }, { StringLike: { k: 'a*' } }, { k: 'a' }],
    [
      'ARNs as text: a `*` that matches colons',
      { ArnLike: { k: 'arn:aws:s3:::*x' } },
      { StringLike: { k: 'arn:aws:s3:*x' } },
      { k: expect.any(String) },
    ],
    [
      'ForAllValues and ForAnyValue without a value',
      { 'ForAnyValue:StringEquals': { k: 'a' } },
      { 'ForAllValues:StringEquals': { k: 'a' } },
      expect.anything(),
    ],
    ['the bound itself', { NumericLessThan: { k: '1' } }, { NumericLessThanEquals: { k: '1' } }, { k: '1' }],
    [
      'IPv6',
      { NotIpAddress: { k: '0.0.0.0/0' } },
      { NotIpAddress: { k: ['0.0.0.0/0', '::/0'] } },
      { k: expect.stringContaining(':') },
    ],
    [
      'two keys of one class, and equal',
      { StringLike: { k: 'a*', l: 'a*' } },
      { StringLike: { k: 'a*', l: 'a*' }, StringEquals: { k: '${l}' } },
      { k: 'ax', l: 'a' },
    ],
    [
      'a variable without a value',
      { StringNotEquals: { k: '${l}' } },
      { StringNotEquals: { k: '${l}' }, Null: { l: 'false' } },
      {},
    ],
  ])('%s', (_, a, b, context) => {
    const result = equivalent([deny(a)], [deny(b)]);
    expect(result).toMatchObject({ answer: 'no' });
    if (result.answer === 'no') expect(result.difference.witness.context).toEqual(context);
  });
});

describe('callers', () => {
  test('have a principal type that depends on the ARN', () => {
    const byType: ConditionBlock = { StringEquals: { 'aws:PrincipalType': 'Account' } };
    const byArn: ConditionBlock = { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } };
    expect(answer(byType, byArn)).toBe('no');
    expect(answer(byType, byArn, SCP)).toBe('yes');
  });

  test('have a principal account that depends on the ARN', () => {
    const byAccount: ConditionBlock = { StringEquals: { 'aws:PrincipalAccount': '222222222222' } };
    const byArn: ConditionBlock = { ArnLike: { 'aws:PrincipalArn': 'arn:*:*::222222222222:*' } };
    expect(answer(byAccount, byArn, SCP)).toBe('yes');
    expect(answer(byAccount, { ...byAccount, ...byArn }, SCP)).toBe('yes');
  });

  test('do not include services for service control policies', () => {
    const services: ConditionBlock = { Bool: { 'aws:PrincipalIsAWSService': 'true' } };
    expect(equivalent([deny(services)], [], SCP).answer).toBe('yes');
    expect(equivalent([deny(services)], [], resourceControlPolicies()).answer).toBe('no');
  });

  test('do not include service-linked roles', () => {
    const linked: ConditionBlock = { ArnLike: { 'aws:PrincipalArn': `${ROLE}aws-service-role/*` } };
    expect(equivalent([deny(linked)], [], SCP).answer).toBe('yes');
  });

  test('can be limited to one account', () => {
    const other: ConditionBlock = { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::111111111111:role/x' } };
    expect(equivalent([deny(other)], [], SCP).answer).toBe('no');
    expect(equivalent([deny(other)], [], serviceControlPolicies('222222222222')).answer).toBe('yes');
  });

  test('have the keys that AWS always sends, and not those that it never sends', () => {
    expect(
      answer({ Null: { 'aws:RequestedRegion': 'true' } }, { Null: { 'aws:PrincipalServiceName': 'false' } }, SCP),
    ).toBe('yes');
    expect(answer({ StringLike: { 'aws:RequestedRegion': '*' } }, {}, SCP)).toBe('yes');
    const never: CallerSet = {
      name: 'nobody',
      conditions: {},
      presence: (key) => (key === 'k' ? 'never' : 'sometimes'),
    };
    expect(answer({ StringLike: { k: '*' } }, { StringEquals: { k: 'a' } }, { callers: [never] })).toBe('yes');
  });

  test('are listed with each set', () => {
    const roles: ConditionBlock = { ArnLike: { 'aws:PrincipalArn': `${ROLE}*` } };
    const [set] = compare(chainOf([]), chainOf([deny(roles)]), SCP).denied;
    expect(set?.callers).toEqual(['role']);
    expect(set?.witness.context).toEqual({ 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/x' });
  });

  test('who can send no request make everything equal', () => {
    const callers = callersOf(['role'], '111111111111');
    const never: ConditionBlock = { StringEquals: { 'aws:PrincipalAccount': '222222222222' } };
    expect(equivalent([deny(never)], [], { callers }).answer).toBe('yes');
  });
});

describe('resources', () => {
  const put = (Resource: string | string[]): Statement => deny({}, { Resource });

  test('are compared part by part', () => {
    expect(equivalent([put('arn:aws:s3:::a*')], [put(['arn:aws:s3:::a*', 'arn:aws:s3:::ab/*'])]).answer).toBe('yes');
    expect(equivalent([put('arn:*:s3:::a')], [put('arn:aws*:s3:::a')]).answer).toBe('no');
  });

  test('with a partition do not include `*`', () => {
    expect(equivalent([put('*')], [put(['arn:*', '*'])]).answer).toBe('yes');
    const { answer: different, ...rest } = equivalent([put('*')], [put('arn:aws:*')]);
    expect(different).toBe('no');
    expect(rest).toMatchObject({ difference: { witness: { resource: '*' } } });
  });

  test('with variables are undecided, unless both sides are equal', () => {
    const own = put('arn:aws:s3:::${aws:PrincipalTag/team}/*');
    expect(equivalent([own], [own, put('arn:aws:s3:::x')]).answer).toBe('no');
    expect(equivalent([own], [own, put('arn:aws:s3:::x/y')]).answer).toBe('undecided');
    expect(equivalent([own], [{ ...own, Sid: 'Own' }]).answer).toBe('yes');
    expect(equivalent([own], [put('arn:aws:s3:::${aws:username}/*')])).toEqual({
      answer: 'undecided',
      reasons: ['a resource with a policy variable'],
    });
  });
});

describe('undecided comparisons', () => {
  test.each<[string, ConditionBlock, RegExp]>([
    ['an ARN of three parts', { ArnLike: { k: 'arn:aws:*' } }, /six parts/],
    ['a text that is not a date', { DateLessThan: { k: 'tomorrow' } }, /ISO 8601/],
    [
      'text and number on one key',
      { StringEquals: { k: '1' }, NumericEquals: { k: '2' } },
      /both as number and as text/,
    ],
    ['one value and several', { StringEquals: { k: '1' }, 'ForAnyValue:StringEquals': { k: '1' } }, /set operator/],
    ['IfExists with ForAnyValue', { 'ForAnyValue:StringEqualsIfExists': { k: '1' } }, /IfExists/],
    ['an operator that does not exist', { StringAlike: { k: '1' } }, /StringAlike/],
    [
      'too many inner wildcards',
      { StringLike: { k: Array.from({ length: 16 }, (_, i) => `*${'abcdefghijklmnop'[i] ?? ''}*`) } },
      /too many classes/,
    ],
  ])('%s is reported with the reason', (_, condition, reason) => {
    const { denied, undecided } = compare(chainOf([]), chainOf([deny(condition)]));
    expect(denied).toEqual([]);
    expect(undecided.map((each) => [each.change, each.actions?.witness])).toEqual([['denied', 's3:PutObject']]);
    expect(undecided[0]?.reason).toMatch(reason);
  });

  test('do not hide comparisons that can be decided', () => {
    const open: ConditionBlock = { StringLike: { k: '${l}*' } };
    const { denied, undecided } = compare(chainOf([]), chainOf([deny(open), deny({ StringEquals: { m: 'x' } })]));
    expect(denied.map(({ witness }) => witness.context)).toEqual([{ m: 'x' }]);
    expect(undecided).toHaveLength(1);
  });

  test('do not matter if another statement denies', () => {
    const open: ConditionBlock = { StringLike: { k: '${l}*' } };
    expect(equivalent([deny({}), deny(open)], [deny({})]).answer).toBe('yes');
  });

  test('do not include results that are the same in both cases', () => {
    const open = (operator: string): Statement => deny({ [operator]: { k: '${l}*' } });
    expect(equivalent([open('StringLike'), open('StringNotLike')], [deny({})]).answer).toBe('yes');
  });

  test('include statements with too many alternatives', () => {
    const many = (index: number): ConditionBlock =>
      Object.fromEntries([
        [`ForAnyValue:StringLike`, { [`k:${index}`]: ['a*', 'b*', 'c*', 'd*'], [`l:${index}`]: ['a*', 'b*', 'c*'] }],
      ]);
    const all: ConditionBlock = {
      'ForAnyValue:StringLike': Object.assign(
        {},
        ...[1, 2, 3, 4].map((each) => many(each)['ForAnyValue:StringLike']),
      ) as ConditionBlock[string],
    };
    const { undecided } = compare(chainOf([]), chainOf([deny(all)]));
    expect(undecided.map(({ reason }) => reason)).toEqual(['its statements overlap in too many ways']);
  });
});

describe('chains', () => {
  const allow = (Action: string): Statement => ({ Effect: 'Allow', Action, Resource: '*' });
  const document = (...statements: readonly Statement[]): typeof FULL_ACCESS => ({
    Version: '2012-10-17',
    Statement: statements,
  });

  test('permit what every level allows', () => {
    const before = [[FULL_ACCESS], [document(allow('s3:*'), allow('ec2:*'))]];
    const after = [[document(allow('s3:*'))], [document(allow('s3:*'), allow('ec2:*'))]];
    const { denied, permitted } = compare(before, after);
    expect(denied.map(({ actions }) => actions.patterns)).toEqual([['ec2:*', '*']]);
    expect(permitted).toEqual([]);
  });

  test('deny everything below a level that allows nothing', () => {
    expect(compare([[FULL_ACCESS]], [[FULL_ACCESS], []]).denied).toHaveLength(1);
  });

  test('are equal when a denied service is no longer allowed', () => {
    const denying = document(deny({}, { Action: 's3:*' }));
    const allBut: Statement = { Effect: 'Allow', NotAction: 's3:*', Resource: '*' };
    expect(equivalentChains([[FULL_ACCESS, denying]], [[document(allBut), denying]])).toEqual({ answer: 'yes' });
  });

  test('are equal when a Deny moves to another level', () => {
    const denying = document(deny({}));
    expect(
      equivalentChains([[FULL_ACCESS, denying], [FULL_ACCESS]], [[FULL_ACCESS], [FULL_ACCESS, denying]]).answer,
    ).toBe('yes');
  });

  test('support variables only in the version that has them', () => {
    const denying = deny({ StringEquals: { k: '${l}' } });
    const old = { Version: '2008-10-17', Statement: [denying] };
    expect(equivalentChains([[FULL_ACCESS, document(denying)]], [[FULL_ACCESS, old]]).answer).toBe('no');
  });

  test('never lose `sts:GetCallerIdentity`', () => {
    expect(equivalent([], [deny({}, { Action: 'sts:GetCallerIdentity' })]).answer).toBe('yes');
    expect(equivalent([], [deny({}, { Action: 'sts:*' })]).answer).toBe('no');
  });
});

describe('a request set', () => {
  test('contains exactly the requests that changed', () => {
    const before = [deny({ StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } }, { Action: '*' })];
    const after = [
      deny({ StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } }, { Action: '*' }),
    ];
    const { permitted, denied } = compare(chainOf(before), chainOf(after), SCP);
    expect(denied).toEqual([]);
    const [set, ...others] = permitted;
    expect(others).toEqual([]);
    const inRegion = (value: string, action = 'ec2:RunInstances'): boolean | undefined =>
      set?.contains({ action, resource: '*', context: { 'AWS:requestedregion': value } });
    expect(inRegion('eu-west-1')).toBe(true);
    expect(inRegion('eu-central-1')).toBe(false);
    expect(inRegion('us-east-1')).toBe(false);
    expect(inRegion('eu-west-1', 'sts:GetCallerIdentity')).toBe(false);
    const [limit] = set?.limits ?? [];
    expect(limit?.axis).toMatchObject({ kind: 'key', name: 'aws:RequestedRegion' });
    const patterns =
      limit?.axis.kind === 'key' ? limit.axis.values.map((value) => value.kind === 'text' && value.pattern) : [];
    expect(patterns).toEqual(['eu-central-1', 'eu-west-1']);
  });

  test('does not mention the presence of a key that AWS always sends', () => {
    const anywhere = deny({ StringLike: { 'aws:RequestedRegion': '*' } });
    expect(compare(chainOf([]), chainOf([anywhere]), SCP).denied.map(({ limits }) => limits)).toEqual([[]]);
  });

  test('has a witness from the given examples', () => {
    const examples = (key: string): readonly string[] =>
      key === 'aws:principalarn' ? ['arn:aws:iam::222222222222:role/developer'] : [];
    const change = deny({ ArnNotLike: { 'aws:PrincipalArn': `${ROLE}platform/*` } });
    const [set] = compare(chainOf([]), chainOf([change]), { ...SCP, examples }).denied;
    expect(set?.witness.context).toEqual({ 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/developer' });
  });

  test('lists the known actions, and says whether there are others', () => {
    const knownActions = ['s3:PutObject', 's3:PutObjectAcl', 's3:GetObject'];
    const [set] = compare(chainOf([]), chainOf([deny({}, { Action: 's3:Put*' })]), { knownActions }).denied;
    expect(set?.actions).toMatchObject({
      known: ['s3:PutObject', 's3:PutObjectAcl'],
      open: true,
      patterns: ['s3:put*', '*'],
    });
  });
});

describe('speed', () => {
  const roles = Array.from({ length: 40 }, (_, index) => `${ROLE}team${index}-*`);

  test('40 role patterns are compared quickly', () => {
    const started = performance.now();
    expect(
      answer(
        { ArnNotLike: { 'aws:PrincipalArn': roles } },
        { ArnNotLike: { 'aws:PrincipalArn': roles.slice(1) } },
        SCP,
      ),
    ).toBe('no');
    expect(answer({ StringLike: { 'aws:PrincipalArn': roles } }, { ArnLike: { 'aws:PrincipalArn': roles } }, SCP)).toBe(
      'yes',
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('a pattern that is designed to be slow is quickly undecided', () => {
    const started = performance.now();
    const slow = `*a${'?'.repeat(60)}`;
    expect(answer({ StringLike: { k: [slow, '*b*'] } }, { StringLike: { k: slow } })).toBe('undecided');
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
