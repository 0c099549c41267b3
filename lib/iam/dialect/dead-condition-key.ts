import type { Catalogue } from '../catalogue';
import { holdsWhenAbsent } from './form/absence';
import { isLookedUp } from './form/actions';
import type { Condition, Entry, StatementView } from './form/document';
import { createsWhatIsTagged } from './form/creation';
import { dependsOnAction, isDocumented, mayCarry, touches } from './form/reach';
import { rule } from './form/rule';

export const deadConditionKey = rule({
  id: 'dead-condition-key',
  summary: 'Every action of a statement carries its condition keys',
  why:
    'A key that requests for an action never carry makes a deny that never fires for it; under a negated operator, ' +
    '`IfExists` or `Null`, one that always does.',
  fix: 'give these actions a statement without the key, or use a key that the Service Authorization Reference lists',
  severity: 'error',
  find: (document, { catalogue }) =>
    document.conditions.flatMap(([statement, condition]) => {
      const { pointer, key } = condition;
      if (!isDocumented(catalogue, key))
        return [{ pointer, message: `no service documents a condition key '${key}': ${effectOf(condition)}` }];
      if (!dependsOnAction(catalogue, key)) return [];
      const dead = statement.actions.filter((entry) => isDead(catalogue, statement, entry, key));
      if (dead.length === 0) return [];
      return [{ pointer, message: `${list(dead)} never carries '${key}': ${effectOf(condition)}` }];
    }),
});

function isDead(catalogue: Catalogue, statement: StatementView, entry: Entry, key: string): boolean {
  if (!isLookedUp(entry)) return false;
  const actions = catalogue.actionsMatching(entry.value);
  if (actions.some((action) => mayCarry(statement, action, key))) return false;
  // What touches none of the resources is reported as such, what creates the tagged thing as that.
  return actions.some((action) => touches(statement, action) && !createsWhatIsTagged(action, key));
}

function effectOf(condition: Condition): string {
  return holdsWhenAbsent(condition) ? 'the condition always holds' : 'the statement never applies';
}

function list(entries: readonly Entry[]): string {
  const shown = entries.slice(0, 5).map(({ value }) => `'${value}'`);
  return `${shown.join(', ')}${entries.length > shown.length ? ` and ${entries.length - shown.length} more` : ''}`;
}
