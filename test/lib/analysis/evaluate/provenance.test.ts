import { guardrailParts, guardrailsAt } from '../../../../lib/analysis/evaluate/provenance';
import type { Statement } from '../../../../lib/iam/statement';

const SHARED: Statement = { Effect: 'Deny', Action: ['s:Get', 's:Put', 's:List'], Resource: '*' };

test('a statement of one guardrail is one part', () => {
  expect(guardrailParts([SHARED], { '/Statement/0': ['a', 'b'] })).toEqual([
    { pointer: '/Statement/0', statement: SHARED, guardrails: ['a', 'b'] },
  ]);
});

test('a shared statement is divided into the parts of its guardrails', () => {
  const places = {
    '/Statement/1/Action/0': ['a'],
    '/Statement/1/Action/1': ['a', 'b'],
    '/Statement/1/Action/2': ['a'],
  };
  expect(guardrailParts([SHARED, SHARED], { '/Statement/0': ['c'], ...places })).toEqual([
    { pointer: '/Statement/0', statement: SHARED, guardrails: ['c'] },
    { pointer: '/Statement/1', statement: { ...SHARED, Action: ['s:Get', 's:List'] }, guardrails: ['a'] },
    { pointer: '/Statement/1', statement: { ...SHARED, Action: 's:Put' }, guardrails: ['a', 'b'] },
  ]);
});

test('a pointer to statement 10 does not divide statement 1', () => {
  const statements = Array.from({ length: 11 }, () => SHARED);
  const places = { '/Statement/1': ['a'], '/Statement/10/Action/0': ['b'], '/Statement/10/Action/1': ['c'] };
  expect(guardrailParts(statements, places)[1]).toEqual({
    pointer: '/Statement/1',
    statement: SHARED,
    guardrails: ['a'],
  });
});

test.each([
  ['a value has no guardrail', { '/Statement/0/Action/0': ['a'], '/Statement/0/Action/1': ['b'] }],
  ['it is shared along two lists', { '/Statement/0/Action': ['a'], '/Statement/0/Resource': ['b'] }],
  ['all of it has a guardrail as well', { '/Statement/0': ['a'], '/Statement/0/Action': ['b'] }],
  ['a part is not a list', { '/Statement/0/Effect': ['a', 'b'] }],
] as const)('a statement is not divided if %s', (_, places) => {
  expect(guardrailParts([SHARED], places)).toEqual([
    { pointer: '/Statement/0', statement: SHARED, guardrails: ['a', 'b'] },
  ]);
});

test('the guardrails at a place are those of its parts and of what contains it', () => {
  const places = { '': ['all'], '/Statement/1': ['a'], '/Statement/1/Action/0': ['b'], '/Statement/10': ['c'] };
  expect(guardrailsAt('/Statement/1', places)).toEqual(['all', 'a', 'b']);
});
