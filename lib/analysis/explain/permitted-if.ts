/** What a call must carry so that a statement does not deny it. */
import { presenceOf } from '../../iam/evaluation/presence';
import { findOperator, takesWildcards, type ComparisonOperator } from '../../iam/conditions/operators';
import type { Statement } from '../../iam/statement';

/**
 * Each of them alone keeps a Deny from applying: its conditions on keys that are not known, turned around. Phrases such as
 * "`aws:RequestTag/owner` is present".
 *
 * @param open the keys that are not known
 */
export function permittedIf({ Effect, Condition = {} }: Statement, open: readonly string[]): readonly string[] {
  if (Effect !== 'Deny') return [];
  const keys = new Set(open.map((key) => key.toLowerCase()));
  return Object.entries(Condition).flatMap(([operator, block]) =>
    Object.entries(block)
      .filter(([key]) => keys.has(key.toLowerCase()))
      .map(([key, values]) => turnAround(operator, key, [values].flat().map(String))),
  );
}

function turnAround(name: string, key: string, values: readonly string[]): string {
  const operator = findOperator(name);
  // INVARIANT: the statement has been parsed.
  if (operator === null) throw new Error(`unknown operator ${name}`);
  if (operator.family === 'Null')
    return `${key} is ${values.some((value) => value.toLowerCase() === 'true') ? 'present' : 'absent'}`;
  const { negated, ifExists, set } = operator;
  if (set !== null)
    return `${set === 'ForAnyValue' ? (negated ? 'each' : 'no') : negated ? 'some' : 'not each'} value of ${key} ${positive(operator, values)}`;
  if (negated) return `${key} ${positive(operator, values)}`;
  const otherwise = `${key} ${negative(operator, values)}`;
  // Without the key, the statement does not apply; with `IfExists` it does.
  return ifExists || isAlwaysSent(key) ? otherwise : `${otherwise} or absent`;
}

function isAlwaysSent(key: string): boolean {
  return presenceOf(key, 'role') === 'always';
}

const MOST = 8;

function oneOf(values: readonly string[]): string {
  const shown = values.slice(0, MOST).join(', ');
  if (values.length <= 1) return shown;
  return `one of ${shown}${values.length > MOST ? ` and ${values.length - MOST} more` : ''}`;
}

function positive(operator: ComparisonOperator, values: readonly string[]): string {
  if (operator.family === 'IpAddress') return `is in ${oneOf(values)}`;
  if (ORDER[base(operator)] !== undefined) return `is ${ORDER[base(operator)]?.[0] ?? ''} ${oneOf(values)}`;
  return `${takesWildcards(operator) && values.some((value) => /[*?]/.test(value)) ? 'matches' : 'is'} ${oneOf(values)}`;
}

function negative(operator: ComparisonOperator, values: readonly string[]): string {
  if (operator.family === 'Bool') return `is ${values[0]?.toLowerCase() === 'true' ? 'false' : 'true'}`;
  if (operator.family === 'IpAddress') return `is not in ${oneOf(values)}`;
  if (ORDER[base(operator)] !== undefined) return `is ${ORDER[base(operator)]?.[1] ?? ''} ${oneOf(values)}`;
  const matches = takesWildcards(operator) && values.some((value) => /[*?]/.test(value));
  return `${matches ? 'does not match' : 'is not'} ${oneOf(values)}`;
}

function base({ name }: ComparisonOperator): string {
  return name.replace(/^(?:Numeric|Date)/, '');
}

/** In words, and turned around. */
const ORDER: Readonly<Record<string, readonly [string, string] | undefined>> = {
  LessThan: ['less than', 'at least'],
  LessThanEquals: ['at most', 'more than'],
  GreaterThan: ['more than', 'at most'],
  GreaterThanEquals: ['at least', 'less than'],
};
