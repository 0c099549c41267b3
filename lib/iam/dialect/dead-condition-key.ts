import type { ServiceReference } from '../service-reference/service-reference';
import { excludesByTag, expectsAbsence, holdsWhenAbsent } from './core/absence';
import { isLookedUp } from './core/actions';
import type { ConditionView, TextEntry, StatementView } from './core/document';
import { createsTaggedResource } from './core/creation';
import { dependsOnAction, isAttributed, isDocumented, mayCarry, touches } from './core/reach';
import { suggestKey } from './core/suggest-key';
import { rule } from './core/rule';

export const deadConditionKey = rule({
  id: 'dead-condition-key',
  summary: 'Requests for every action of a statement can contain the condition keys of the statement',
  why:
    'If requests for an action never contain the key, a deny never matches that action; with a negated operator, ' +
    '`IfExists` or `Null`, it always matches.',
  fix: 'move these actions to a statement without the key, or use a key that the Service Authorization Reference lists for them',
  severity: 'error',
  find: (document, { reference }) =>
    document.conditions.flatMap(([statement, condition]) => {
      const { pointer, key } = condition;
      if (!isDocumented(reference, key)) {
        const message = `AWS documents no condition key \`${key}\`, so ${effectOf(condition)}`;
        return [{ pointer, message, ...suggestKey(reference, key) }];
      }
      if (!dependsOnAction(reference, key) || !isAttributed(reference, key)) return [];
      const dead = statement.actions.filter((entry) => isDead(reference, statement, entry, key));
      if (dead.length === 0) return [];
      const isMeant = expectsAbsence(condition) || excludesByTag(statement, condition);
      if (isMeant && dead.length < statement.actions.length) return [];
      return [{ pointer, message: `requests for ${list(dead)} never contain \`${key}\`, so ${effectOf(condition)}` }];
    }),
});

function isDead(reference: ServiceReference, statement: StatementView, entry: TextEntry, key: string): boolean {
  if (!isLookedUp(entry)) return false;
  const actions = reference.actionsMatching(entry.value);
  if (actions.some((action) => mayCarry(statement, action, key))) return false;
  // `dead-resource` reports actions that touch none of the resources, `create-under-resource-tag` those that create them.
  return actions.some((action) => touches(statement, action) && !createsTaggedResource(action, key));
}

function effectOf(condition: ConditionView): string {
  return holdsWhenAbsent(condition) ? 'the condition is always true' : 'the statement never applies';
}

function list(entries: readonly TextEntry[]): string {
  const shown = entries.slice(0, 5).map(({ value }) => `\`${value}\``);
  return `${shown.join(', ')}${entries.length > shown.length ? ` and ${entries.length - shown.length} more` : ''}`;
}
