/** How a statement treats requests without a condition key. */
import type { ConditionView, StatementView } from './document';

/** Whether the condition is true for a request without its key. */
export function holdsWhenAbsent({ operator, values }: ConditionView): boolean {
  if (operator === undefined) return false;
  if (operator.family === 'Null') return values.some(({ value }) => value.toLowerCase() === 'true');
  if (operator.set === 'ForAllValues') return true;
  if (operator.set === 'ForAnyValue') return false;
  return operator.negated || operator.ifExists;
}

/** Whether the statement never applies to a request without the key. */
export function requires(statement: StatementView, key: string): boolean {
  return conditionsOn(statement, key).some(
    (condition) => condition.operator !== undefined && !holdsWhenAbsent(condition),
  );
}

/** The statement's conditions on a key. Condition keys are not case-sensitive. */
export function conditionsOn(statement: StatementView, key: string): readonly ConditionView[] {
  return statement.conditions.filter((condition) => condition.key.toLowerCase() === key.toLowerCase());
}
