import type { FilterPattern } from './filter-pattern';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
const MAXIMUM_LENGTH = 1024;

/**
 * The pattern in the syntax of CloudWatch Logs. Values are always in quotes: without them, anything but letters and digits
 * ends the value.
 *
 * Tokens are counted as they are written here, which is longer than the account numbers that they stand for.
 */
export function printFilterPattern(pattern: FilterPattern): string {
  const text = `{ ${print(pattern)} }`;
  if (text.length > MAXIMUM_LENGTH)
    throw new Error(
      `a filter pattern has at most ${MAXIMUM_LENGTH} characters, got ${text.length}: compare fewer values, or values ` +
        `with '*' at the beginning or end: ${text}`,
    );
  return text;
}

function print(pattern: FilterPattern): string {
  switch (pattern.kind) {
    case 'equals':
      return `$.${pattern.field} = "${pattern.value}"`;
    case 'differs':
      return `$.${pattern.field} != "${pattern.value}"`;
    case 'absent':
      return `$.${pattern.field} NOT EXISTS`;
    case 'all':
      return pattern.patterns.map(inParentheses).join(' && ');
    case 'any':
      return pattern.patterns.map(inParentheses).join(' || ');
  }
}

function inParentheses(pattern: FilterPattern): string {
  return pattern.kind === 'all' || pattern.kind === 'any' ? `(${print(pattern)})` : print(pattern);
}
