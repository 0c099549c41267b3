import type { ConditionView, StatementView } from './document';

/** Whether the condition is true of a request that does not carry its key. */
export function holdsWhenAbsent({ operator, values }: ConditionView): boolean {
  if (operator === undefined) return false;
  if (operator.family === 'Null') return values.some(({ value }) => value.toLowerCase() === 'true');
  if (operator.set === 'ForAllValues') return true;
  if (operator.set === 'ForAnyValue') return false;
  return operator.negated || operator.ifExists;
}

/** Whether the statement is without effect on a request that does not carry the key. */
export function requires(statement: StatementView, key: string): boolean {
  return conditionsOn(statement, key).some(
    (condition) => condition.operator !== undefined && !holdsWhenAbsent(condition),
  );
}

/** The statement's conditions on a key; IAM compares the names of keys without case. */
export function conditionsOn(statement: StatementView, key: string): readonly ConditionView[] {
  return statement.conditions.filter((condition) => condition.key.toLowerCase() === key.toLowerCase());
}
