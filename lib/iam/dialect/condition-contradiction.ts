import { takesWildcards } from '../conditions/operators';
import { arnCovers, globCovers, globMatches } from '../glob';
import { overlaps } from '../overlap';
import { conditionsOn, holdsWhenAbsent } from './form/absence';
import type { Condition, StatementView } from './form/document';
import { rule } from './form/rule';
import type { Fault } from './form/rule';

export const conditionContradiction = rule({
  id: 'condition-contradiction',
  summary: 'The conditions of a statement can all be true of one request',
  why: 'Operators and keys are ANDed. One key that must have two different values makes a statement that never applies.',
  fix: 'list the values under one operator, where they are ORed, or write two statements',
  severity: 'error',
  find: ({ statements }) => statements.flatMap((statement) => contradictions(statement)),
});

function contradictions(statement: StatementView): readonly Fault[] {
  const keys = new Set(statement.conditions.map(({ key }) => key.toLowerCase()));
  return [...keys].flatMap((key) => {
    const conditions = conditionsOn(statement, key);
    return conditions.flatMap((condition, index) =>
      conditions
        .slice(0, index)
        .filter((earlier) => contradict(earlier, condition))
        .map((earlier) => ({
          pointer: condition.pointer,
          message: `'${condition.key}' cannot satisfy both \`${earlier.operatorName}\` and \`${condition.operatorName}\``,
        })),
    );
  });
}

function contradict(left: Condition, right: Condition): boolean {
  if (demandsAbsence(left) || demandsAbsence(right)) return !(holdsWhenAbsent(left) && holdsWhenAbsent(right));
  if (holdsWhenAbsent(left) && holdsWhenAbsent(right)) return false;
  const [positive, other] = left.operator?.negated === true ? [right, left] : [left, right];
  if (!isComparable(positive) || !isComparable(other) || positive.operator?.negated === true) return false;
  const fold =
    isCaseless(positive) || isCaseless(other) ? (text: string) => text.toLowerCase() : (text: string) => text;
  const wanted = positive.values.map(({ value }) => fold(value));
  const listed = other.values.map(({ value }) => fold(value));
  if (other.operator?.negated === true)
    return wanted.every((value) => listed.some((pattern) => coversValue([other, pattern], [positive, value])));
  return !wanted.some((one) => listed.some((two) => meet([positive, one], [other, two])));
}

function demandsAbsence({ operator, values }: Condition): boolean {
  return (
    operator?.family === 'Null' && values.length > 0 && values.every(({ value }) => value.toLowerCase() === 'true')
  );
}

/** Comparisons of texts whose meaning does not hang on the request. */
function isComparable({ operator, values }: Condition): boolean {
  return (
    operator !== undefined &&
    operator.set === null &&
    (operator.family === 'String' || operator.family === 'Arn' || operator.family === 'Bool') &&
    values.length > 0 &&
    !values.some(({ value }) => value.includes('${'))
  );
}

function isCaseless({ operator }: Condition): boolean {
  return operator?.name.endsWith('IgnoreCase') === true || operator?.family === 'Bool';
}

function isLiteral({ operator }: Condition, value: string): boolean {
  return operator === undefined || !takesWildcards(operator) || !/[*?]/.test(value);
}

function matches(condition: Condition, pattern: string, value: string): boolean {
  return isLiteral(condition, pattern) ? pattern === value : globMatches(pattern, value);
}

function meet([left, one]: readonly [Condition, string], [right, two]: readonly [Condition, string]): boolean {
  if (isLiteral(left, one)) return matches(right, two, one);
  if (isLiteral(right, two)) return matches(left, one, two);
  return overlaps(one, two);
}

/** Whether the pattern of one condition matches all that the other one's does. */
function coversValue(
  [outer, pattern]: readonly [Condition, string],
  [inner, value]: readonly [Condition, string],
): boolean {
  if (isLiteral(inner, value)) return matches(outer, pattern, value);
  if (isLiteral(outer, pattern)) return false;
  const areArns = outer.operator?.family === 'Arn' || inner.operator?.family === 'Arn';
  return areArns ? arnCovers(pattern, value) : globCovers(pattern, value);
}
