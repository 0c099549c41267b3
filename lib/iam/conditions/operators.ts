import { addressRange } from './ip-address';
import { arnLike } from './arn';
import { bytes } from './binary';
import { truthValue } from './boolean';
import type { ValueComparison } from './comparison';
import { dateComparison } from './date';
import { numericComparison } from './numeric';
import { exactText, textIgnoringCase, textLike } from './string';

type Family = 'String' | 'Numeric' | 'Date' | 'Bool' | 'Binary' | 'IpAddress' | 'Arn';

/** A condition operator, without `IfExists` and without a set operator. */
export interface Operator {
  readonly name: string;
  readonly family: Family;
  /** It is true if its comparison is false, or the key is absent. */
  readonly negated: boolean;
  readonly comparison: ValueComparison;
}

const equal = (a: number, b: number): boolean => a === b;
const less = (a: number, b: number): boolean => a < b;
const lessOrEqual = (a: number, b: number): boolean => a <= b;
const greater = (a: number, b: number): boolean => a > b;
const greaterOrEqual = (a: number, b: number): boolean => a >= b;

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const OPERATORS: readonly Operator[] = [
  { name: 'StringEquals', family: 'String', negated: false, comparison: exactText },
  { name: 'StringNotEquals', family: 'String', negated: true, comparison: exactText },
  { name: 'StringEqualsIgnoreCase', family: 'String', negated: false, comparison: textIgnoringCase },
  { name: 'StringNotEqualsIgnoreCase', family: 'String', negated: true, comparison: textIgnoringCase },
  { name: 'StringLike', family: 'String', negated: false, comparison: textLike },
  { name: 'StringNotLike', family: 'String', negated: true, comparison: textLike },
  { name: 'NumericEquals', family: 'Numeric', negated: false, comparison: numericComparison(equal) },
  { name: 'NumericNotEquals', family: 'Numeric', negated: true, comparison: numericComparison(equal) },
  { name: 'NumericLessThan', family: 'Numeric', negated: false, comparison: numericComparison(less) },
  { name: 'NumericLessThanEquals', family: 'Numeric', negated: false, comparison: numericComparison(lessOrEqual) },
  { name: 'NumericGreaterThan', family: 'Numeric', negated: false, comparison: numericComparison(greater) },
  {
    name: 'NumericGreaterThanEquals',
    family: 'Numeric',
    negated: false,
    comparison: numericComparison(greaterOrEqual),
  },
  { name: 'DateEquals', family: 'Date', negated: false, comparison: dateComparison(equal) },
  { name: 'DateNotEquals', family: 'Date', negated: true, comparison: dateComparison(equal) },
  { name: 'DateLessThan', family: 'Date', negated: false, comparison: dateComparison(less) },
  { name: 'DateLessThanEquals', family: 'Date', negated: false, comparison: dateComparison(lessOrEqual) },
  { name: 'DateGreaterThan', family: 'Date', negated: false, comparison: dateComparison(greater) },
  { name: 'DateGreaterThanEquals', family: 'Date', negated: false, comparison: dateComparison(greaterOrEqual) },
  { name: 'Bool', family: 'Bool', negated: false, comparison: truthValue },
  { name: 'BinaryEquals', family: 'Binary', negated: false, comparison: bytes },
  { name: 'IpAddress', family: 'IpAddress', negated: false, comparison: addressRange },
  { name: 'NotIpAddress', family: 'IpAddress', negated: true, comparison: addressRange },
  { name: 'ArnEquals', family: 'Arn', negated: false, comparison: arnLike },
  { name: 'ArnNotEquals', family: 'Arn', negated: true, comparison: arnLike },
  { name: 'ArnLike', family: 'Arn', negated: false, comparison: arnLike },
  { name: 'ArnNotLike', family: 'Arn', negated: true, comparison: arnLike },
];

export type SetOperator = 'ForAllValues' | 'ForAnyValue';

/** An operator as written in a condition block, such as `ForAnyValue:StringLike`. */
export interface ComparisonOperator extends Operator {
  readonly set: SetOperator | null;
  readonly ifExists: boolean;
}

/** `Null`, which compares nothing. */
const NULL = { name: 'Null', family: 'Null', negated: false, set: null, ifExists: false } as const;

/** Any operator of a condition block. */
export type ConditionOperator = ComparisonOperator | typeof NULL;

const BY_NAME: ReadonlyMap<string, Operator> = new Map(OPERATORS.map((operator) => [operator.name, operator]));

/** Parses an operator such as `ForAllValues:StringLikeIfExists`; null if it does not exist. */
export function findOperator(text: string): ConditionOperator | null {
  if (text === NULL.name) return NULL;
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text);
  const operator = BY_NAME.get(match?.[2] ?? '');
  if (match === null || operator === undefined) return null;
  return { ...operator, set: (match[1] as SetOperator | undefined) ?? null, ifExists: match[3] !== undefined };
}

/** Whether `*` and `?` are wildcards in the operator's values. */
export function takesWildcards({ family, name }: Pick<ConditionOperator, 'family' | 'name'>): boolean {
  return family === 'Arn' || name.endsWith('Like');
}
