import type { ServiceReference } from '../service-reference/service-reference';
import { holdsWhenAbsent } from './core/absence';
import { isLookedUp } from './core/actions';
import type { ConditionView, TextEntry, StatementView } from './core/document';
import { createsWhatIsTagged } from './core/creation';
import { dependsOnAction, isDocumented, mayCarry, touches } from './core/reach';
import { rule } from './core/rule';

export const deadConditionKey = rule({
  id: 'dead-condition-key',
  summary: 'Every action of a statement carries its condition keys',
  why:
    'A key that requests for an action never carry makes a deny that never fires for it; under a negated operator, ' +
    '`IfExists` or `Null`, one that always does.',
  fix: 'give these actions a statement without the key, or use a key that the Service Authorization Reference lists',
  severity: 'error',
  find: (document, { reference }) =>
    document.conditions.flatMap(([statement, condition]) => {
      const { pointer, key } = condition;
      if (!isDocumented(reference, key))
        return [{ pointer, message: `no service documents a condition key '${key}': ${effectOf(condition)}` }];
      if (!dependsOnAction(reference, key)) return [];
      const dead = statement.actions.filter((entry) => isDead(reference, statement, entry, key));
      if (dead.length === 0) return [];
      return [{ pointer, message: `${list(dead)} never carries '${key}': ${effectOf(condition)}` }];
    }),
});

function isDead(reference: ServiceReference, statement: StatementView, entry: TextEntry, key: string): boolean {
  if (!isLookedUp(entry)) return false;
  const actions = reference.actionsMatching(entry.value);
  if (actions.some((action) => mayCarry(statement, action, key))) return false;
  // What touches none of the resources is reported as such, what creates the tagged thing as that.
  return actions.some((action) => touches(statement, action) && !createsWhatIsTagged(action, key));
}

function effectOf(condition: ConditionView): string {
  return holdsWhenAbsent(condition) ? 'the condition always holds' : 'the statement never applies';
}

function list(entries: readonly TextEntry[]): string {
  const shown = entries.slice(0, 5).map(({ value }) => `'${value}'`);
  return `${shown.join(', ')}${entries.length > shown.length ? ` and ${entries.length - shown.length} more` : ''}`;
}
