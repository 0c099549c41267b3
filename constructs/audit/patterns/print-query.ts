import { Token } from 'aws-cdk-lib';
import type { FilterPattern } from './filter-pattern';

const FIELDS = [
  'eventTime',
  'recipientAccountId',
  'awsRegion',
  'userIdentity.arn',
  'eventSource',
  'eventName',
  'sourceIPAddress',
  'errorCode',
];

/**
 * A query for CloudWatch Logs Insights that finds the events that match the pattern: who, what, where, when, and other fields.
 *
 * A value that is not known before the deploy, with a wildcard, is searched anywhere in its field: a regular expression
 * could not quote it.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html
 */
export function printQuery(pattern: FilterPattern, otherFields: readonly string[] = []): string {
  return `fields ${[...FIELDS, ...otherFields].join(', ')} | filter ${print(pattern)} | sort eventTime desc`;
}

function print(pattern: FilterPattern): string {
  switch (pattern.kind) {
    case 'equals':
      return equals(pattern.field, [pattern.value]).join(' or ');
    case 'differs':
      return differs(pattern.field, pattern.value);
    case 'absent':
      return `not ispresent(${name(pattern.field)})`;
    case 'all':
      return pattern.patterns.map(inParentheses).join(' and ');
    case 'any':
      return printAny(pattern.patterns);
  }
}

function inParentheses(pattern: FilterPattern): string {
  const text = print(pattern);
  return pattern.kind === 'any' ? `(${text})` : text;
}

/** Comparisons of one field become one list. */
function printAny(patterns: readonly FilterPattern[]): string {
  const equal = patterns.filter((pattern) => pattern.kind === 'equals');
  const fields = [...new Set(equal.map(({ field }) => field))];
  const lists = fields.flatMap((field) =>
    equals(
      field,
      equal.filter((pattern) => pattern.field === field).map(({ value }) => value),
    ),
  );
  const others = patterns.filter(({ kind }) => kind !== 'equals');
  return [...lists, ...others.map((pattern) => (pattern.kind === 'all' ? `(${print(pattern)})` : print(pattern)))].join(
    ' or ',
  );
}

function equals(field: string, values: readonly string[]): readonly string[] {
  const exact = values.filter((value) => !value.includes('*'));
  const wild = values.filter((value) => value.includes('*'));
  const known = wild.filter((value) => !Token.isUnresolved(value));
  const list = exact.map((value) => `"${value}"`).join(',');
  return [
    ...(exact.length === 1 ? [`${name(field)} = ${list}`] : []),
    ...(exact.length > 1 ? [`${name(field)} in [${list}]`] : []),
    ...(known.length > 0 ? [`${name(field)} like /${known.map(expression).join('|')}/`] : []),
    ...wild.filter((value) => Token.isUnresolved(value)).map((value) => `${name(field)} like "${text(value)}"`),
  ];
}

function differs(field: string, value: string): string {
  if (!value.includes('*')) return `${name(field)} != "${value}"`;
  return Token.isUnresolved(value)
    ? `${name(field)} not like "${text(value)}"`
    : `${name(field)} not like /${expression(value)}/`;
}

/** Logs Insights writes the elements of a list as `resources.0`. */
function name(field: string): string {
  return field.replaceAll(/\[(\d+)\]/g, '.$1');
}

function text(value: string): string {
  return value.replaceAll(/^\*|\*$/g, '');
}

/** The regular expression that finds the value: `Get*` is `^Get`. */
function expression(value: string): string {
  const literal = text(value).replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return `${value.startsWith('*') ? '' : '^'}${literal}${value.endsWith('*') ? '' : '$'}`;
}
