import { findsEvent, parseFilter } from '../../support/filter-pattern-matcher';

/** The examples of AWS's page: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html */
const EVENT = {
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  'cluster.name': 'c',
  latency: 49,
};
const COMPOUND = {
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
  ],
};

describe('a metric filter finds an event', () => {
  test.each([
    '{ $.eventType = "UpdateTrail" }',
    '{ $.eventType = UpdateTrail }',
    '{ $.eventType = "*Trail" }',
    '{ $.eventType = "Update*" }',
    '{ $.eventType = "*dateTr*" }',
    '{ $.eventType = "*" }',
    '{ $.sourceIPAddress != 123.123.* }',
    '{ $.arrayKey[0] = "value" }',
    '{ $.objectList[1].id = 2 }',
    '{ $.[\'cluster.name\'] = "c" }',
    '{ $.SomeObject IS NULL }',
    '{ $.ThisFlag IS TRUE }',
    '{ $.SomeOtherObject NOT EXISTS }',
    '{ $.SomeOther.Nested NOT EXISTS }',
    '{ $.latency < 50 }',
    '{ $.latency >= 49 && $.latency <= 49 && $.latency > 4.8e1 }',
  ])('%s', (filter) => {
    expect(findsEvent(filter, EVENT)).toBe(true);
  });

  test.each([
    '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }',
    '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
    '{ $.coordinates[1][2] = 6 }',
  ])('%s', (filter) => {
    expect(findsEvent(filter, COMPOUND)).toBe(true);
  });
});

describe('a metric filter finds no event', () => {
  test.each([
    '{ $.eventType = "updatetrail" }',
    '{ $.eventType = "Up*Trail" }',
    '{ $.eventType = "*Update" }',
    '{ $.eventType != "Update*" }',
    '{ $.sourceIPAddress != 111.111.* }',
    '{ $.arrayKey[1] = "value" }',
    '{ $.arrayKey = "*" }',
    '{ $.eventType NOT EXISTS }',
    '{ $.ThisFlag IS FALSE }',
    '{ $.SomeObject = "*" }',
    '{ $.SomeOtherObject = "*" }',
    '{ $.latency > 49 }',
    '{ $.absent < 50 || $.absent > 0 }',
  ])('%s', (filter) => {
    expect(findsEvent(filter, EVENT)).toBe(false);
  });

  test.each([
    '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
    '{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }',
  ])('%s', (filter) => {
    expect(findsEvent(filter, COMPOUND)).toBe(false);
  });
});

test('a filter whose answer hangs on an absent field being different is refused, because AWS does not say', () => {
  expect(() => findsEvent('{ $.absent != "x" }', EVENT)).toThrow("'!=' on an absent field decides");
  expect(findsEvent('{ $.absent NOT EXISTS || $.absent != "x" }', EVENT)).toBe(true);
  expect(findsEvent('{ $.absent != "x" && $.eventType = "Other" }', EVENT)).toBe(false);
});

test.each([
  'ERROR',
  '{ $.a = "b"',
  '{ $.a = "b" } }',
  '{ $.a "b" }',
  '{ $.a = "b" && }',
  '{ a = "b" }',
  '{ $.a IS MAYBE }',
  '{ ($.a = "b" }',
  '{ $.a = %b% } "',
])('what is not a filter for JSON is refused: %s', (filter) => {
  expect(() => parseFilter(filter)).toThrow();
});
