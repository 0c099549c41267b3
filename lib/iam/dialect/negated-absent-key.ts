import type { Action, ServiceReference } from '../service-reference/service-reference';
import { holdsWhenAbsent, requires } from './core/absence';
import { isLookedUp, isPattern } from './core/actions';
import type { TextEntry, StatementView } from './core/document';
import { dependsOnAction, isDocumented, mayCarry, resourcesWithout } from './core/reach';
import { rule } from './core/rule';
import type { Fault } from './core/rule';

export const negatedAbsentKey = rule({
  id: 'negated-absent-key',
  summary: 'A deny that holds where its key is absent reaches only resources that carry the key',
  why:
    'One call touches several resources and is denied if one of them is: a launch also touches a subnet, which carries ' +
    'no instance type. With `*` as the resource such a deny stops every call.',
  fix: 'name the resource type that carries the key, such as `arn:*:ec2:*:*:instance/*`, or add `Null` with `false`',
  severity: 'error',
  find: (document, { reference }) =>
    document.conditions.flatMap(([statement, condition]) => {
      const { key, pointer, operatorName } = condition;
      if (statement.effect !== 'Deny' || !holdsWhenAbsent(condition) || requires(statement, key)) return [];
      if (!isDocumented(reference, key) || !dependsOnAction(reference, key)) return [];
      if (statement.actions.length === 0 || statement.actions.some(({ value }) => value === '*'))
        return [{ pointer, message: `\`${operatorName}\` denies every action that never carries '${key}'` }];
      return statement.actions
        .filter(isLookedUp)
        .flatMap((entry) => faultsOf(reference, statement, entry, key))
        .map((message): Fault => ({ pointer, message }));
    }),
});

function faultsOf(
  reference: ServiceReference,
  statement: StatementView,
  entry: TextEntry,
  key: string,
): readonly string[] {
  const actions = reference.actionsMatching(entry.value);
  const carriers = actions.filter((action) => mayCarry(statement, action, key));
  // Where no action carries the key, `dead-condition-key` says so.
  if (carriers.length === 0) return [];
  const never = actions.length - carriers.length;
  return [
    ...(isPattern(entry) && never > 0
      ? [`'${entry.value}' matches ${never} actions that never carry '${key}', and they are always denied`]
      : []),
    ...carriers.slice(0, 3).flatMap((action) => bareResources(statement, action, key)),
  ];
}

function bareResources(statement: StatementView, action: Action, key: string): readonly string[] {
  const without = resourcesWithout(statement, action, key);
  if (without.length === 0) return [];
  const names = without.slice(0, 4).map(({ type }) => type);
  const others = without.length > names.length ? ` and ${without.length - names.length} more` : '';
  const calls = without.some(({ required }) => required) ? 'every call' : 'each call that touches one';
  return [`'${action.name}' touches ${names.join(', ')}${others}, which carry no '${key}': ${calls} is denied`];
}
