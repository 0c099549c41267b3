import { matchesEvent } from '../../support/event-pattern-matcher';

const EVENT = {
  source: 'aws.ec2',
  detail: { state: 'running', count: 5, names: ['rampart-a', 'other'], parameters: null, nested: { leaf: 'x' } },
};

describe('a pattern of EventBridge matches', () => {
  test.each([
    ['one text of its list', { source: ['aws.s3', 'aws.ec2'] }],
    ['fields within fields', { source: ['aws.ec2'], detail: { state: ['running'] } }],
    ['the beginning of a text', { source: [{ prefix: 'aws.' }] }],
    ['one element of a list in the event', { detail: { names: [{ prefix: 'rampart-' }] } }],
    ['an existing field', { detail: { state: [{ exists: true }] } }],
    ['an absent field', { detail: { other: [{ exists: false }] } }],
    ['an absent field within an absent field', { detail: { other: { leaf: [{ exists: false }] } } }],
    ['an absent field within null', { detail: { parameters: { leaf: [{ exists: false }] } } }],
    ['another text', { detail: { state: [{ 'anything-but': ['stopped'] }] } }],
    ['a number that is the least', { detail: { count: [{ numeric: ['>=', 5] }] } }],
    ['a greater number', { detail: { count: [{ numeric: ['>=', 4.9] }] } }],
    ['text or an absent field', { detail: { state: ['running', { exists: false }], other: ['x', { exists: false }] } }],
  ])('%s', (_, pattern) => {
    expect(matchesEvent(pattern, EVENT)).toBe(true);
  });
});

describe('a pattern of EventBridge does not match', () => {
  test.each([
    ['another text', { source: ['aws.s3'] }],
    ['one field of two', { source: ['aws.ec2'], detail: { state: ['stopped'] } }],
    ['another beginning', { source: [{ prefix: 'ec2' }] }],
    ['an existing field that must not exist', { detail: { state: [{ exists: false }] } }],
    ['an absent field that must exist', { detail: { other: [{ exists: true }] } }],
    ['a text that is excluded', { detail: { state: [{ 'anything-but': ['running', 'stopped'] }] } }],
    ['an absent field, if texts are excluded', { detail: { other: [{ 'anything-but': ['running'] }] } }],
    ['a field within an absent field', { detail: { other: { leaf: ['x'] } } }],
    ['a smaller number', { detail: { count: [{ numeric: ['>=', 5.1] }] } }],
    ['text, if a number is compared', { detail: { state: [{ numeric: ['>=', 0] }] } }],
    ['an absent field, if a number is compared', { detail: { other: [{ numeric: ['>=', 0] }] } }],
    ['an existing field with another text', { detail: { state: ['stopped', { exists: false }] } }],
  ])('%s', (_, pattern) => {
    expect(matchesEvent(pattern, EVENT)).toBe(false);
  });
});

test.each([
  [{ source: [{ suffix: '.ec2' }] }],
  [{ source: 'aws.ec2' }],
  [{ detail: { count: [{ numeric: ['<', 9] }] } }],
  [{ detail: { count: [{ numeric: ['>=', 1, '<', 9] }] } }],
])('what the rules do not use is refused: %j', (pattern) => {
  expect(() => matchesEvent(pattern, EVENT)).toThrow();
});
