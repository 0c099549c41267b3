import { compile, type CompiledStatement } from '../../../../lib/iam/evaluation/compile';
import type { Statement } from '../../../../lib/iam/statement';
import type { Truth } from '../../../../lib/iam/evaluation/truth';
import { contextOf, type Keys } from '../conditions/ask';

function compileOne(statement: Partial<Statement>, Version = '2012-10-17'): CompiledStatement {
  const [compiled] = compile({ Version, Statement: [{ Effect: 'Deny', ...statement }] });
  if (compiled === undefined) throw new Error('one statement in, none out');
  return compiled;
}

const matchesAction = (statement: Partial<Statement>, action: string): boolean =>
  compileOne(statement).matchesAction(action.toLowerCase());

const applies = (statement: Partial<Statement>, resource: string | null, keys: Keys = {}): Truth =>
  compileOne({ Action: '*', ...statement }).applies({ action: 's3:GetObject', resource, context: contextOf(keys) });

describe('actions', () => {
  test.each([
    ['*', true],
    ['s3:*', true],
    ['S3:getobject', true],
    ['s3:Get*', true],
    ['s3:*Object', true],
    ['s3:G?tObject', true],
    ['s*:Get*', true],
    ['s3:Put*', false],
    ['s3:GetObjectAcl', false],
    ['ec2:*', false],
  ])('%s matches s3:GetObject, ignoring case: %s', (pattern, expected) => {
    expect(matchesAction({ Action: pattern }, 's3:GetObject')).toBe(expected);
    expect(matchesAction({ NotAction: pattern }, 's3:GetObject')).toBe(!expected);
  });

  test('NotAction matches actions that none of its patterns matches', () => {
    expect(matchesAction({ NotAction: ['iam:*', 's3:*'] }, 's3:GetObject')).toBe(false);
    expect(matchesAction({ NotAction: ['iam:*', 'ec2:*'] }, 's3:GetObject')).toBe(true);
  });
});

describe('resources', () => {
  const object = 'arn:aws:s3:::orders/a';

  test('NotResource matches resources that none of its patterns matches', () => {
    expect(applies({ NotResource: ['arn:aws:s3:::orders/*'] }, object)).toBe(false);
    expect(applies({ NotResource: ['arn:aws:s3:::invoices/*'] }, object)).toBe(true);
    expect(applies({ NotResource: '*' }, object)).toBe(false);
    expect(applies({ NotResource: ['arn:aws:s3:::invoices/*'] }, '*')).toBe(true);
  });

  test('NotResource with a variable without a value matches', () => {
    expect(applies({ NotResource: ['arn:aws:s3:::orders/${aws:username}*'] }, object)).toBe(true);
    expect(applies({ Resource: ['arn:aws:s3:::orders/${aws:username}*'] }, object)).toBe(false);
  });

  test('variables are plain text before version 2012-10-17', () => {
    const statement = { Action: '*', Resource: 'arn:aws:s3:::orders/${aws:username}' };
    const context = contextOf({ 'aws:username': 'a' });
    for (const version of ['2008-10-17', '']) {
      const old = compileOne(statement, version);
      expect(old.applies({ action: 's3:GetObject', resource: object, context })).toBe(false);
      expect(old.applies({ action: 's3:GetObject', resource: 'arn:aws:s3:::orders/${aws:username}', context })).toBe(
        true,
      );
    }
    expect(compileOne(statement).applies({ action: 's3:GetObject', resource: object, context })).toBe(true);
  });
});

describe('a statement', () => {
  const Condition = {
    StringEquals: { 'aws:RequestTag/a': '1', 'aws:RequestTag/b': '2' },
    Bool: { 'aws:SecureTransport': 'true' },
  };

  test('applies if all its conditions are true', () => {
    const all = { 'aws:RequestTag/a': '1', 'aws:RequestTag/b': '2', 'aws:SecureTransport': 'true' };
    expect(applies({ Condition }, '*', all)).toBe(true);
    for (const key of Object.keys(all)) expect(applies({ Condition }, '*', { ...all, [key]: undefined })).toBe(false);
  });

  test('compares keys ignoring case', () => {
    expect(
      applies({ Condition: { StringEquals: { 'AWS:requesttag/A': '1' } } }, '*', { 'aws:RequestTag/a': '1' }),
    ).toBe(true);
  });

  test('is undecided if a condition is undecided and no other condition is false', () => {
    const open = { 'aws:RequestTag/a': '?', 'aws:RequestTag/b': '2', 'aws:SecureTransport': 'true' };
    expect(applies({ Condition }, '*', open)).toBeNull();
    expect(applies({ Condition }, '*', { ...open, 'aws:SecureTransport': 'false' })).toBe(false);
  });

  test('reports why it is undecided', () => {
    const statement = compileOne({ Action: '*', Resource: 'arn:aws:s3:::${aws:username}', Condition });
    const keys = { 'aws:RequestTag/a': '?', 'aws:RequestTag/b': '2', 'aws:SecureTransport': '?', 'aws:username': '?' };
    const doubts = (resource: string | null): readonly string[] =>
      statement.doubts({ action: 's3:GetObject', resource, context: contextOf(keys) }).flatMap((doubt) => doubt.keys);
    expect(doubts('arn:aws:s3:::x')).toEqual(['aws:username', 'aws:RequestTag/a', 'aws:SecureTransport']);
    expect(doubts(null)).toEqual(['resource', 'aws:RequestTag/a', 'aws:SecureTransport']);
  });

  test('is unconditional if it covers all resources and has no condition', () => {
    expect(compileOne({ Action: 's3:*', Resource: '*' }).unconditional).toBe(true);
    expect(compileOne({ Action: 's3:*', Resource: 'arn:aws:s3:::*' }).unconditional).toBe(false);
    expect(compileOne({ Action: 's3:*', Resource: '*', Condition }).unconditional).toBe(false);
  });

  test('with an unknown operator throws an error', () => {
    expect(() => compileOne({ Action: '*', Condition: { StringEqual: { 'aws:x': 'a' } } })).toThrow('StringEqual');
  });
});
