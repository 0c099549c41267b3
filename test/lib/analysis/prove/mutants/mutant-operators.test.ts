import { MUTANT_OPERATORS } from '../../../../../lib/analysis/prove/mutants/mutant-operators';
import { alterSetting, dropSetting } from '../../../../../lib/analysis/prove/mutants/operators/management-policies';
import type { Statement } from '../../../../../lib/iam/statement';
import { deny } from '../../../../../policies/core/statements';

const KNOWN = ['iam:CreateUser', 'iam:DeleteRole', 'iam:DeleteRolePolicy'];
const world = {
  actionsMatching: (pattern: string) =>
    KNOWN.filter((action) => (pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern)),
  boundPlatform: ['arn:*:iam::*:role/bound'],
};

/** What an operator changes in a statement. */
function changes(id: string, statement: Omit<Statement, 'Effect'>): readonly unknown[] {
  const operator = MUTANT_OPERATORS.find((each) => each.id === id);
  if (operator === undefined) throw new Error(`no operator '${id}'`);
  return operator.mutate(deny(statement), world).map(({ statement: { Effect, ...changed } }) => {
    expect(Effect).toBe('Deny');
    return changed;
  });
}

function conditionChanges(id: string, Condition: Statement['Condition']): readonly unknown[] {
  return changes(id, { ...(Condition && { Condition }) }).map((changed) => (changed as Statement).Condition);
}

test.each([
  ['drop-action', { Action: ['a:B', 'a:C'] }, [{ Action: 'a:C' }, { Action: 'a:B' }]],
  ['drop-action', { Action: 'a:B' }, []],
  ['drop-action', { NotAction: ['a:B', 'a:C'] }, [{ NotAction: 'a:C' }, { NotAction: 'a:B' }]],
  ['widen-action', { Action: 'iam:DeleteRole' }, [{ Action: 'iam:DeleteRole*' }]],
  ['widen-action', { Action: ['iam:DeleteRole', 'iam:DeleteRolePolicy'] }, []],
  ['widen-action', { Action: 'iam:CreateUser' }, []],
  ['narrow-action', { Action: ['iam:Get*', 'iam:*'] }, [{ Action: ['iam:Get', 'iam:*'] }]],
  ['invert-actions', { Action: 'a:B' }, [{ NotAction: 'a:B' }]],
  ['except-service', { Action: 's3:*' }, []],
  ['every-action', { NotAction: 'ec2:*' }, [{ Action: '*' }]],
  ['whole-service', { Action: ['iam:CreateUser', 'ec2:Run'] }, [{ Action: ['iam:*', 'ec2:Run'] }]],
  [
    'names-of-today',
    { Action: ['iam:*', 's3:Get*'] },
    [{ Action: ['iam:Create*', 'iam:Delete*', 's3:Get*'] }, { Action: ['iam:*Role*', 's3:Get*'] }],
  ],
  ['drop-resource', { NotResource: ['x', 'y'] }, [{ NotResource: 'y' }, { NotResource: 'x' }]],
  ['any-resource', { Resource: 'x' }, [{ Resource: '*' }]],
  ['any-resource', { NotResource: 'x' }, [{ Resource: '*' }]],
  ['any-resource', { Resource: '*' }, []],
  [
    'widen-resource',
    { Resource: 'arn:*:s3:::logs/year' },
    [{ Resource: 'arn:*:s3:::logs/year*' }, { Resource: 'arn:*:s3:::*/year' }, { Resource: 'arn:*:s3:::logs/*' }],
  ],
  [
    'narrow-resource',
    { Resource: 'arn:*:s3:::logs-*' },
    [{ Resource: 'arn::s3:::logs-*' }, { Resource: 'arn:*:s3:::logs-' }],
  ],
])('%s of %j', (id, statement, expected) => {
  expect(changes(id, statement)).toEqual(expected);
});

test.each([
  ['drop-condition', { Bool: { k: 'true', l: 'true' } }, [{ Bool: { l: 'true' } }, { Bool: { k: 'true' } }]],
  ['drop-condition', { Bool: { k: 'true' } }, [undefined]],
  ['drop-operator', { Bool: { k: 'true', l: 'true' }, Null: { k: 'true' } }, [{ Null: { k: 'true' } }]],
  ['drop-value', { StringLike: { k: ['a', 'b'] } }, [{ StringLike: { k: 'b' } }, { StringLike: { k: 'a' } }]],
  [
    'toggle-if-exists',
    { Bool: { k: 'true' }, Null: { k: 'true' } },
    [{ Null: { k: 'true' }, BoolIfExists: { k: 'true' } }],
  ],
  ['toggle-if-exists', { BoolIfExists: { k: 'true' } }, [{ Bool: { k: 'true' } }]],
  ['negate-operator', { StringLikeIfExists: { k: 'a' } }, [{ StringNotLikeIfExists: { k: 'a' } }]],
  ['negate-operator', { 'ForAnyValue:StringEquals': { k: 'a' } }, [{ 'ForAnyValue:StringNotEquals': { k: 'a' } }]],
  ['adjacent-operator', { DateGreaterThanEquals: { k: 'x' } }, [{ DateGreaterThan: { k: 'x' } }]],
  ['exchange-set-operator', { 'ForAnyValue:StringLike': { k: 'a' } }, [{ 'ForAllValues:StringLike': { k: 'a' } }]],
  ['widen-value', { StringLike: { k: 't3.micro' } }, [{ StringLike: { k: 't3.micro*' } }]],
  ['widen-value', { StringEquals: { k: 't3.micro' } }, []],
  [
    'narrow-value',
    { ArnLike: { k: 'arn:*:iam::1:role/a*' } },
    [{ ArnLike: { k: 'arn::iam::1:role/a*' } }, { ArnLike: { k: 'arn:*:iam::1:role/a' } }],
  ],
  ['flip-boolean', { Null: { k: 'true' } }, [{ Null: { k: 'false' } }]],
  [
    'shift-date',
    { DateLessThan: { k: '2030-01-01T00:00:00Z' } },
    [{ DateLessThan: { k: '2030-01-01T00:00:01Z' } }, { DateLessThan: { k: '2029-12-31T23:59:59Z' } }],
  ],
  [
    'shift-number',
    { NumericLessThan: { k: '2.0' } },
    [{ NumericLessThan: { k: '3' } }, { NumericLessThan: { k: '1' } }],
  ],
])('%s of the condition %j', (id, condition, expected) => {
  expect(conditionChanges(id, condition)).toEqual(expected);
});

test('except-service leaves one service out of every action', () => {
  expect(changes('except-service', { Action: '*' })).toContainEqual({ NotAction: 'secretsmanager:*' });
});

test('exempt-somebody adds somebody to the principals that are already exempt, or a bound platform principal', () => {
  expect(conditionChanges('exempt-somebody', { ArnNotLike: { 'aws:PrincipalArn': 'x' } })).toEqual([
    { ArnNotLike: { 'aws:PrincipalArn': ['x', 'arn:*:iam::*:role/developer'] } },
    { ArnNotLike: { 'aws:PrincipalArn': ['x', 'arn:*:iam::*:user/*'] } },
    { ArnNotLike: { 'aws:PrincipalArn': ['x', 'arn:*:iam::*:root'] } },
    { ArnNotLike: { 'aws:PrincipalArn': ['x', 'arn:*:iam::*:role/bound'] } },
  ]);
});

test('settings are dropped and altered leaf by leaf', () => {
  const content = { a: { b: 'on' }, c: ['x', 'y'] };
  expect(dropSetting.mutate(content).map((mutation) => mutation.content)).toEqual([
    { a: {}, c: ['x', 'y'] },
    { a: { b: 'on' } },
  ]);
  expect(alterSetting.mutate(content).map((mutation) => mutation.content)).toEqual([
    { a: { b: 'onx' }, c: ['x', 'y'] },
    { a: { b: 'on' }, c: ['y'] },
    { a: { b: 'on' }, c: ['x'] },
  ]);
});
