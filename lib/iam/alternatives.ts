/**
 * The lists of a statement whose values are alternatives: it applies where one of them matches. Two statements that
 * differ in one such list only say together what one statement says with both lists.
 */
import { findOperator, takesWildcards } from './conditions/operators';
import { arnCovers, globCovers } from './patterns/glob';
import { below } from './json';
import { canonical } from './algebra/chain';
import type { Statement } from './statement';

/** Where such a list stands in a statement. */
export type Alternatives =
  | { readonly element: 'Action' | 'Resource' }
  | { readonly element: 'Condition'; readonly operator: string; readonly key: string };

/** The lists of alternatives of a statement, in the order in which they stand. */
export function alternativesOf(statement: Statement): readonly Alternatives[] {
  const elements = (['Action', 'Resource'] as const).filter((element) => statement[element] !== undefined);
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    areAlternatives(operator) ? Object.keys(keys).map((key) => ({ element: 'Condition' as const, operator, key })) : [],
  );
  return [...elements.map((element) => ({ element })), ...conditions].filter(
    (place) => valuesAt(statement, place).length > 0,
  );
}

/**
 * Whether one value that matches is enough, for a key with and without a value. Not so for negated operators, which want
 * all values to miss, and for `ForAllValues`. `Bool` and ordered comparisons are left alone: AWS describes no lists there.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
function areAlternatives(operator: string): boolean {
  const found = findOperator(operator);
  if (found === null || found.set === 'ForAllValues' || found.negated) return false;
  return ['String', 'Arn', 'IpAddress'].includes(found.family);
}

/** The values of a list of alternatives; none where something else than text stands there. */
export function valuesAt(statement: Statement, place: Alternatives): readonly string[] {
  const value =
    place.element === 'Condition' ? statement.Condition?.[place.operator]?.[place.key] : statement[place.element];
  const values = value === undefined ? [] : [value].flat();
  return values.every((each) => typeof each === 'string') ? values : [];
}

/** The statement with other values in a list of alternatives; a single one stands alone. */
export function withValues(statement: Statement, place: Alternatives, values: readonly string[]): Statement {
  const [first, ...others] = values;
  const value = first !== undefined && others.length === 0 ? first : values;
  if (place.element !== 'Condition') return { ...statement, [place.element]: value };
  const { operator, key } = place;
  const { Condition = {} } = statement;
  return { ...statement, Condition: { ...Condition, [operator]: { ...Condition[operator], [key]: value } } };
}

/** What a statement says but for its name and one list; equal where two statements differ in nothing else. */
export function restOf(statement: Statement, place: Alternatives): string {
  const known = rests.get(statement) ?? new Map<string, string>();
  const pointer = pointerOf(place);
  const rest = known.get(pointer) ?? canonical(withoutSid(withValues(statement, place, [])));
  rests.set(statement, known.set(pointer, rest));
  return rest;
}

/** By list: a statement is compared with many others. */
const rests = new WeakMap<Statement, Map<string, string>>();

export function withoutSid(statement: Statement): Statement {
  const { Sid, ...rest } = statement;
  return Sid === undefined ? statement : rest;
}

/** A JSON pointer from the statement to the list. */
export function pointerOf(place: Alternatives): string {
  if (place.element !== 'Condition') return `/${place.element}`;
  return below(below('/Condition', place.operator), place.key);
}

/**
 * Whether one value of a list matches whatever another one matches. Sound, not complete: of values with a variable, or
 * with a placeholder that an id will stand for, nothing is claimed.
 */
export function isCovered(place: Alternatives, outer: string, inner: string): boolean {
  if (outer === inner) return true;
  if (!/[*?]/.test(outer)) return place.element === 'Action' && outer.toLowerCase() === inner.toLowerCase();
  if (/[{$]/.test(outer + inner)) return false;
  switch (place.element) {
    case 'Action':
      return globCovers(outer, inner, { ignoreCase: true });
    case 'Resource':
      return outer === '*' || arnCovers(outer, inner);
    case 'Condition': {
      const operator = findOperator(place.operator);
      if (operator === null || !takesWildcards(operator)) return false;
      return (operator.family === 'Arn' ? arnCovers : globCovers)(outer, inner);
    }
  }
}
