import {
  alternativesOf,
  isCovered,
  pointerOf,
  restOf,
  valuesAt,
  withValues,
  type Alternatives,
} from '../../../lib/iam/alternatives';
import type { ConditionBlock, Statement } from '../../../lib/iam/statement';

const DENY: Statement = { Sid: 'One', Effect: 'Deny', Action: ['s:Get', 's:Put'], Resource: '*' };

const pointersOf = (statement: Statement): readonly string[] => alternativesOf(statement).map(pointerOf);
const under = (Condition: ConditionBlock): readonly string[] =>
  pointersOf({ ...DENY, Condition }).filter((pointer) => pointer.startsWith('/Condition'));

describe('lists of alternatives', () => {
  test('are Action and Resource, but not NotAction and NotResource', () => {
    expect(pointersOf(DENY)).toEqual(['/Action', '/Resource']);
    expect(pointersOf({ Effect: 'Deny', NotAction: 's:Get', NotResource: 'arn:aws:s:::a' })).toEqual([]);
  });

  test.each(['StringEquals', 'StringLikeIfExists', 'ArnLike', 'ArnEquals', 'IpAddress', 'ForAnyValue:StringLike'])(
    'are the values under %s',
    (operator) => {
      expect(under({ [operator]: { 'aws:RequestTag/a~b': 'x' } })).toEqual([
        `/Condition/${operator}/aws:RequestTag~1a~0b`,
      ]);
    },
  );

  // Of a negated operator all values must miss; of the others AWS describes no lists, or every value of the request counts.
  test.each([
    ...['StringNotEquals', 'ArnNotLike', 'NotIpAddress', 'ForAllValues:StringLike', 'ForAnyValue:StringNotLike'],
    ...['Bool', 'Null', 'NumericLessThan', 'DateGreaterThan', 'Nonsense'],
  ])('are not the values under %s', (operator) => {
    expect(under({ [operator]: { 'k:x': 'true' } })).toEqual([]);
  });

  test('are empty if one of the values is not text', () => {
    expect(under({ StringEquals: { 'k:x': [1, true] } })).toEqual([]);
  });

  test('can be read and replaced; a single value is written without a list', () => {
    const place: Alternatives = { element: 'Condition', operator: 'StringEquals', key: 'k:x' };
    const statement = { ...DENY, Condition: { StringEquals: { 'k:x': 'a', 'k:y': 'b' }, Bool: { 'k:z': 'true' } } };
    expect(valuesAt(statement, place)).toEqual(['a']);
    expect(withValues(statement, place, ['c', 'd']).Condition).toEqual({
      StringEquals: { 'k:x': ['c', 'd'], 'k:y': 'b' },
      Bool: { 'k:z': 'true' },
    });
    expect(withValues(DENY, { element: 'Action' }, ['s:Get'])).toEqual({ ...DENY, Action: 's:Get' });
  });

  test('leave a rest that does not depend on the Sid or on any order', () => {
    const other: Statement = {
      Sid: 'Two',
      Action: 't:X',
      Effect: 'Deny',
      Condition: { ArnNotLike: { 'k:x': ['b', 'a'] } },
      Resource: ['*'],
    };
    const one = { ...DENY, Resource: ['*'], Condition: { ArnNotLike: { 'k:x': ['a', 'b'] } } };
    expect(restOf(other, { element: 'Action' })).toBe(restOf(one, { element: 'Action' }));
    expect(restOf(other, { element: 'Resource' })).not.toBe(restOf(one, { element: 'Resource' }));
  });
});

describe('a value covers another', () => {
  const action: Alternatives = { element: 'Action' };
  const resource: Alternatives = { element: 'Resource' };
  const values = (operator: string): Alternatives => ({ element: 'Condition', operator, key: 'k:x' });

  test.each<[string, Alternatives, string, string]>([
    ['of an action in another case', action, 's:get', 'S:Get'],
    ['of an action by a pattern', action, 's:G*', 's:get?'],
    ['of every resource', resource, '*', 'arn:aws:s:::a/b'],
    ['of a resource by a pattern', resource, 'arn:*:s:::a*', 'arn:aws:s:::ab/*'],
    ['of a text by a pattern', values('StringLike'), 'a*', 'ab?'],
    ['of an ARN by a pattern', values('ForAnyValue:ArnLikeIfExists'), 'arn:*:iam::*:role/*', 'arn:aws:iam::1:role/a'],
    ['which is the same', values('StringEquals'), '${aws:username}', '${aws:username}'],
  ])('%s', (_, place, outer, inner) => {
    expect(isCovered(place, outer, inner)).toBe(true);
  });

  test.each<[string, Alternatives, string, string]>([
    ['if it matches less', action, 's:Get?', 's:Get*'],
    ['if a `*` would have to match a colon', resource, 'arn:aws:s*:a', 'arn:aws:s:eu:1:a'],
    ['if wildcards are plain characters', values('StringEquals'), 'a*', 'ab'],
    ['if the comparison is case-sensitive', values('StringLike'), 'A*', 'ab'],
    ['with a variable', values('StringLike'), '${aws:username}*', '${aws:username}x'],
    ['with a placeholder, whose value has another length', resource, '?????????????????', '{organization.id}'],
  ])('never %s', (_, place, outer, inner) => {
    expect(isCovered(place, outer, inner)).toBe(false);
  });
});
