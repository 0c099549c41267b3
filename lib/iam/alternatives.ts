/**
 * The lists of a statement whose values are alternatives: the statement applies if one of them matches. Two statements that
 * differ in only one such list can be merged into one statement with the values of both lists.
 */
import { findOperator, takesWildcards } from './conditions/operators';
import { arnCovers, globCovers } from './patterns/glob';
import { below } from './json';
import { canonical } from './algebra/chain';
import type { Statement } from './statement';

/** The place of such a list in a statement. */
export type Alternatives =
  | { readonly element: 'Action' | 'Resource' }
  | { readonly element: 'Condition'; readonly operator: string; readonly key: string };

/** The lists of alternatives of a statement, in the order of the statement. */
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
 * Whether one matching value is enough, whether or not the key is present. That is not the case for negated operators,
 * for which no value may match, and for `ForAllValues`. AWS does not describe lists for `Bool` and ordered comparisons, so
 * they are excluded.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
function areAlternatives(operator: string): boolean {
  const found = findOperator(operator);
  if (found === null || found.set === 'ForAllValues' || found.negated) return false;
  return ['String', 'Arn', 'IpAddress'].includes(found.family);
}

/** The values of a list of alternatives; an empty list if one of them is not text. */
export function valuesAt(statement: Statement, place: Alternatives): readonly string[] {
  const value =
    place.element === 'Condition' ? statement.Condition?.[place.operator]?.[place.key] : statement[place.element];
  const values = value === undefined ? [] : [value].flat();
  return values.every((each) => typeof each === 'string') ? values : [];
}

/** The statement with other values in a list of alternatives. A single value is written without a list. */
export function withValues(statement: Statement, place: Alternatives, values: readonly string[]): Statement {
  const [first, ...others] = values;
  const value = first !== undefined && others.length === 0 ? first : values;
  if (place.element !== 'Condition') return { ...statement, [place.element]: value };
  const { operator, key } = place;
  const { Condition = {} } = statement;
  return { ...statement, Condition: { ...Condition, [operator]: { ...Condition[operator], [key]: value } } };
}

/** The statement without its Sid and one list, as text. Equal for statements that differ in nothing else. */
export function restOf(statement: Statement, place: Alternatives): string {
  const known = rests.get(statement) ?? new Map<string, string>();
  const pointer = pointerOf(place);
  const rest = known.get(pointer) ?? canonical(withoutSid(withValues(statement, place, [])));
  rests.set(statement, known.set(pointer, rest));
  return rest;
}

/** Cached by list, because a statement is compared with many others. */
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
 * Whether one value of a list matches everything that another one matches. Sound, but not complete: it is false for values
 * with a variable or a placeholder.
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
