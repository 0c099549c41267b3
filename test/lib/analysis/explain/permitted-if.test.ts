import { compile } from '../../../../lib/iam/evaluation/compile';
import type { Knowledge } from '../../../../lib/iam/evaluation/context';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';
import { permittedIf } from '../../../../lib/analysis/explain/permitted-if';

const deny = (Condition: ConditionBlock): Statement => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition });

/** Whether the statement denies a request whose key has a value. */
function denies(statement: Statement, value: Knowledge): boolean {
  const [compiled] = compile({ Version: '2012-10-17', Statement: [statement] });
  return compiled?.applies({ action: 'a:b', resource: '*', context: { value: () => value } }) === true;
}

describe('what keeps a statement from denying', () => {
  test.each<[operator: string, values: string | string[], phrase: string, within: Knowledge, beyond: Knowledge]>([
    ['StringNotEquals', 'a', 'is a', 'a', 'b'],
    ['StringNotEqualsIfExists', ['a', 'b'], 'is one of a, b', 'b', 'c'],
    ['StringNotLike', ['t3.*', 'm7g.*'], 'matches one of t3.*, m7g.*', 't3.a', 'p5.a'],
    ['StringEquals', 'a', 'is not a or absent', undefined, 'a'],
    ['StringLikeIfExists', 'a*', 'does not match a*', 'b', undefined],
    ['Bool', 'false', 'is true or absent', 'true', 'false'],
    ['Null', 'true', 'is present', 'x', undefined],
    ['Null', 'false', 'is absent', undefined, 'x'],
    ['NumericGreaterThan', '2', 'is at most 2 or absent', '2', '3'],
    ['NumericLessThanEquals', '2', 'is more than 2 or absent', '3', '2'],
    ['NotIpAddress', '10.0.0.0/8', 'is in 10.0.0.0/8', '10.1.1.1', '11.1.1.1'],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], 'each value is one of a, b', ['a', 'b'], ['a', 'c']],
    ['ForAnyValue:StringEquals', 'a', 'no value is a', ['b'], ['a', 'b']],
    ['ForAllValues:StringNotEquals', 'a', 'some value is a', ['a', 'b'], ['b']],
  ])('of %s %s: it %s', (operator, values, phrase, within, beyond) => {
    const statement = deny({ [operator]: { 'ec2:Key': values } });
    const [, quantifier, rest] = /^((?:each|no|some) value) (.*)$/.exec(phrase) ?? [];
    const expected = quantifier === undefined ? `ec2:Key ${phrase}` : `${quantifier} of ec2:Key ${rest ?? ''}`;
    expect(permittedIf(statement, ['ec2:key'])).toEqual([expected]);
    expect([denies(statement, within), denies(statement, beyond)]).toEqual([false, true]);
  });

  test('is never the absence of a key that AWS always sends', () => {
    const statement = deny({ DateGreaterThanEquals: { 'aws:CurrentTime': '2027-03-31T00:00:00Z' } });
    expect(permittedIf(statement, ['aws:CurrentTime'])).toEqual(['aws:CurrentTime is less than 2027-03-31T00:00:00Z']);
  });

  test('is told only of keys that are not known', () => {
    const statement = deny({ StringNotEquals: { 'ec2:A': 'a', 'ec2:B': 'b' }, Null: { 'ec2:C': 'true' } });
    expect(permittedIf(statement, ['ec2:B', 'ec2:C'])).toEqual(['ec2:B is b', 'ec2:C is present']);
  });
});
