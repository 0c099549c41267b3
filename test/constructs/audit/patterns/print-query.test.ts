import { Fn } from 'aws-cdk-lib';
import { all, any, eq, ne, not, notExists, oneOf } from '../../../../constructs/audit/patterns/filter-pattern';
import { printQuery } from '../../../../constructs/audit/patterns/print-query';

const UNKNOWN = Fn.importValue('Account');

test('a query shows who called what, where and when, the newest first', () => {
  expect(printQuery(eq('eventName', 'StopLogging'))).toBe(
    'fields eventTime, recipientAccountId, awsRegion, userIdentity.arn, eventSource, eventName, sourceIPAddress, errorCode ' +
      '| filter eventName = "StopLogging" | sort eventTime desc',
  );
});

test.each([
  ['values of one field as a list', oneOf('a', ['x', 'y']), 'a in ["x","y"]'],
  ['wildcards as one expression', oneOf('a', ['x*', '*y', '*z*']), 'a like /^x|y$|z/'],
  ['values and wildcards', oneOf('a', ['x', 'y*']), 'a = "x" or a like /^y/'],
  ['signs that have a meaning in an expression', eq('a', '*:role/x.y*'), String.raw`a like /:role\/x\.y/`],
  ['another value', ne('a', 'x'), 'a != "x"'],
  ['another beginning', ne('a', 'Get*'), 'a not like /^Get/'],
  ['an element of a list', eq('resources[0].ARN', 'x'), 'resources.0.ARN = "x"'],
  ['an absent field', notExists('a'), 'not ispresent(a)'],
  ['absent or another value', not(eq('a', 'x')), 'not ispresent(a) or a != "x"'],
  ['one of two, with both', all(eq('a', 'x'), oneOf('b', ['y', 'z'])), 'a = "x" and (b in ["y","z"])'],
  ['both, or one', any(all(eq('a', 'x'), eq('b', 'y')), eq('c', 'z')), 'c = "z" or (a = "x" and b = "y")'],
  ['an unknown value', eq('a', `x${UNKNOWN}`), `a = "x${UNKNOWN}"`],
  ['an unknown value with a wildcard', eq('a', `x${UNKNOWN}*`), `a like "x${UNKNOWN}"`],
  ['another unknown value with a wildcard', ne('a', `*${UNKNOWN}`), `a not like "${UNKNOWN}"`],
])('a query compares %s', (_, pattern, condition) => {
  expect(printQuery(pattern)).toContain(` | filter ${condition} | `);
});
