import { takesWildcards } from '../conditions/operators';
import { arnCovers, globCovers, globMatches } from '../patterns/glob';
import { overlaps } from '../patterns/overlap';
import { conditionsOn, holdsWhenAbsent } from './core/absence';
import type { ConditionView, StatementView } from './core/document';
import { rule } from './core/rule';
import type { Fault } from './core/rule';

export const conditionContradiction = rule({
  id: 'condition-contradiction',
  summary: 'All conditions of a statement can be true for the same request',
  why: 'Operators and keys are ANDed. A statement that requires two different values of one key never applies.',
  fix: 'list the values below one operator, where they are ORed, or write two statements',
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
          message: `\`${condition.key}\` cannot satisfy both \`${earlier.operatorName}\` and \`${condition.operatorName}\``,
        })),
    );
  });
}

function contradict(left: ConditionView, right: ConditionView): boolean {
  if (requiresAbsence(left) || requiresAbsence(right)) return !(holdsWhenAbsent(left) && holdsWhenAbsent(right));
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

function requiresAbsence({ operator, values }: ConditionView): boolean {
  return (
    operator?.family === 'Null' && values.length > 0 && values.every(({ value }) => value.toLowerCase() === 'true')
  );
}

/** Whether it compares text, and its meaning does not depend on the request. */
function isComparable({ operator, values }: ConditionView): boolean {
  return (
    operator !== undefined &&
    operator.set === null &&
    (operator.family === 'String' || operator.family === 'Arn' || operator.family === 'Bool') &&
    values.length > 0 &&
    !values.some(({ value }) => value.includes('${'))
  );
}

function isCaseless({ operator }: ConditionView): boolean {
  return operator?.name.endsWith('IgnoreCase') === true || operator?.family === 'Bool';
}

function isLiteral({ operator }: ConditionView, value: string): boolean {
  return operator === undefined || !takesWildcards(operator) || !/[*?]/.test(value);
}

function matches(condition: ConditionView, pattern: string, value: string): boolean {
  return isLiteral(condition, pattern) ? pattern === value : globMatches(pattern, value);
}

function meet([left, one]: readonly [ConditionView, string], [right, two]: readonly [ConditionView, string]): boolean {
  if (isLiteral(left, one)) return matches(right, two, one);
  if (isLiteral(right, two)) return matches(left, one, two);
  return overlaps(one, two);
}

/** Whether the pattern of one condition matches everything that the other condition's pattern matches. */
function coversValue(
  [outer, pattern]: readonly [ConditionView, string],
  [inner, value]: readonly [ConditionView, string],
): boolean {
  if (isLiteral(inner, value)) return matches(outer, pattern, value);
  if (isLiteral(outer, pattern)) return false;
  const areArns = outer.operator?.family === 'Arn' || inner.operator?.family === 'Arn';
  return areArns ? arnCovers(pattern, value) : globCovers(pattern, value);
}
