import type { Action, ServiceReference } from '../service-reference/service-reference';
import { excludesByTag, expectsAbsence, hasOtherConditions, holdsWhenAbsent, requires } from './core/absence';
import { isLookedUp, isPattern } from './core/actions';
import type { ConditionView, TextEntry, StatementView } from './core/document';
import { dependsOnAction, isDocumented, mayCarry, reaches, resourcesWithout } from './core/reach';
import { rule } from './core/rule';
import type { Fault } from './core/rule';

export const negatedAbsentKey = rule({
  id: 'negated-absent-key',
  summary: 'A deny that matches when its key is absent applies only to resources that have the key',
  why:
    'A call can touch several resources and is denied if one of them is denied. Launching an instance also touches a ' +
    'subnet, which has no instance type. With `*` as the resource, such a deny matches every call.',
  fix: 'list the actions whose requests contain the key',
  severity: 'error',
  find: (document, { reference }) =>
    document.conditions.flatMap(([statement, condition]) => {
      const { key, pointer, operatorName } = condition;
      if (statement.effect !== 'Deny' || !holdsWhenAbsent(condition) || requires(statement, key)) return [];
      if (!isDocumented(reference, key) || !dependsOnAction(reference, key)) return [];
      if (excludesByTag(statement, condition)) return [];
      const others = whereOthersHold(statement, key);
      const isEveryAction = statement.actions.length === 0 || statement.actions.some(({ value }) => value === '*');
      if (isEveryAction && !expectsAbsence(condition))
        return [
          {
            pointer,
            message: `\`${operatorName}\` denies every action whose requests never contain \`${key}\`${others}`,
          },
        ];
      return statement.actions
        .filter(isLookedUp)
        .flatMap((entry) => faultsOf(reference, statement, entry, condition))
        .map(({ message, fix }): Fault => ({ pointer, message: `${message}${others}`, fix }));
    }),
});

interface Advice {
  readonly message: string;
  readonly fix: string;
}

function faultsOf(
  reference: ServiceReference,
  statement: StatementView,
  entry: TextEntry,
  condition: ConditionView,
): readonly Advice[] {
  const { key } = condition;
  const actions = reference.actionsMatching(entry.value);
  const carriers = actions.filter((action) => mayCarry(statement, action, key));
  // If no action has the key, `dead-condition-key` reports it.
  if (carriers.length === 0) return [];
  const never = actions.length - carriers.length;
  const isUnexpected = isPattern(entry) && never > 0 && !expectsAbsence(condition);
  const names = carriers.slice(0, 3).map(({ name }) => `\`${name}\``);
  return [
    ...(isUnexpected
      ? [
          {
            message: `\`${entry.value}\` matches ${never} actions whose requests never contain \`${key}\`, so they are always denied`,
            fix: `list the actions whose requests contain the key, such as ${names.join(', ')}`,
          },
        ]
      : []),
    ...carriers.slice(0, 3).flatMap((action) => bareResources(statement, action, condition)),
  ];
}

function bareResources(statement: StatementView, action: Action, condition: ConditionView): readonly Advice[] {
  const { key } = condition;
  const without = resourcesWithout(statement, action, key);
  const isRequired = without.some(({ required }) => required);
  if (without.length === 0 || (expectsAbsence(condition) && !isRequired)) return [];
  const names = without.slice(0, 4).map(({ type }) => type);
  const others = without.length > names.length ? ` and ${without.length - names.length} more` : '';
  const calls = isRequired ? 'every call' : 'every call that touches one of them';
  const message = `\`${action.name}\` touches ${names.join(', ')}${others}, which ${without.length === 1 ? 'does' : 'do'} not have \`${key}\`: ${calls} is denied`;
  const having = action.resources.filter((resource) => !without.includes(resource) && reaches(statement, resource));
  const arns = having.flatMap(({ arns: [arn = ''] }) => `\`${arn.replaceAll('%', '*')}\``);
  return [{ message, fix: `name only resources that have the key: ${arns.join(', ')}` }];
}

/** The statement denies nobody whom one of its other conditions lets through. */
function whereOthersHold(statement: StatementView, key: string): string {
  return hasOtherConditions(statement, key) ? ' where the other conditions of the statement are true' : '';
}
