import { guardrailParts, guardrailsAt } from '../../../../lib/analysis/evaluate/provenance';
import type { Statement } from '../../../../lib/iam/statement';

const SHARED: Statement = { Effect: 'Deny', Action: ['s:Get', 's:Put', 's:List'], Resource: '*' };

test('a statement of one guardrail is one part', () => {
  expect(guardrailParts([SHARED], { '/Statement/0': ['a', 'b'] })).toEqual([
    { pointer: '/Statement/0', statement: SHARED, guardrails: ['a', 'b'] },
  ]);
});

test('a shared statement is divided among those who share it', () => {
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

test('a statement is not divided beyond the tenth by what belongs to another', () => {
  const statements = Array.from({ length: 11 }, () => SHARED);
  const places = { '/Statement/1': ['a'], '/Statement/10/Action/0': ['b'], '/Statement/10/Action/1': ['c'] };
  expect(guardrailParts(statements, places)[1]).toEqual({
    pointer: '/Statement/1',
    statement: SHARED,
    guardrails: ['a'],
  });
});

test.each([
  ['some value is nobody’s', { '/Statement/0/Action/0': ['a'], '/Statement/0/Action/1': ['b'] }],
  ['it is shared along two lists', { '/Statement/0/Action': ['a'], '/Statement/0/Resource': ['b'] }],
  ['all of it is somebody’s besides', { '/Statement/0': ['a'], '/Statement/0/Action': ['b'] }],
  ['a part is no list', { '/Statement/0/Effect': ['a', 'b'] }],
] as const)('a statement stays whole where %s', (_, places) => {
  expect(guardrailParts([SHARED], places)).toEqual([
    { pointer: '/Statement/0', statement: SHARED, guardrails: ['a', 'b'] },
  ]);
});

test('what holds a place and what the place holds is there', () => {
  const places = { '': ['all'], '/Statement/1': ['a'], '/Statement/1/Action/0': ['b'], '/Statement/10': ['c'] };
  expect(guardrailsAt('/Statement/1', places)).toEqual(['all', 'a', 'b']);
});
