/** How a statement treats requests without a condition key. */
import { isResourceTag } from './creation';
import type { ConditionView, StatementView } from './document';

/** Whether the condition is true for a request without its key. */
export function holdsWhenAbsent({ operator, values }: ConditionView): boolean {
  if (operator === undefined) return false;
  if (operator.family === 'Null') return values.some(({ value }) => value.toLowerCase() === 'true');
  if (operator.set === 'ForAllValues') return true;
  if (operator.set === 'ForAnyValue') return false;
  return operator.negated || operator.ifExists;
}

/** Whether the author has written that requests may lack the key. */
export function expectsAbsence({ operator }: ConditionView): boolean {
  return operator?.ifExists === true;
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

/** Whether the statement also has conditions on other keys, which let some requests through. */
export function hasOtherConditions(statement: StatementView, key: string): boolean {
  return statement.conditions.some((condition) => condition.key.toLowerCase() !== key.toLowerCase());
}

/**
 * Whether the condition excludes tagged resources from what the other conditions deny: resources without the tag, and
 * those that cannot have tags, are denied on purpose. AWS's policies for data perimeters exclude resources like that.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export function excludesByTag(statement: StatementView, condition: ConditionView): boolean {
  const { operator, key } = condition;
  if (!isResourceTag(key)) return false;
  // Without another condition, `Null` does not exclude tagged resources, it denies those without the tag.
  const excludes = operator?.negated === true || operator?.family === 'Null';
  return excludes && (expectsAbsence(condition) || hasOtherConditions(statement, key));
}
