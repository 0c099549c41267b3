import { oneOrMany } from '../../../../../policies/core/statements';
import { actionMatcher } from '../../../../iam/patterns/action-pattern';
import type { Statement } from '../../../../iam/statement';
import { changingEach, listOf, withoutEach } from '../lists';
import type { MutantOperator } from '../mutant-operator';

type Element = 'Action' | 'NotAction';
const ELEMENTS: readonly Element[] = ['Action', 'NotAction'];

export const dropAction: MutantOperator = {
  id: 'drop-action',
  summary: 'Removes one entry of Action or NotAction',
  mutate: (statement) =>
    ELEMENTS.flatMap((element) =>
      withoutEach(listOf(statement[element]))
        // Nothing would be left; another operator removes whole statements.
        .filter(({ list }) => list.length > 0)
        .map(({ old, list }) => ({
          change: `drops ${old} from ${element}`,
          statement: withActions(statement, element, list),
        })),
    ),
};

export const widenAction: MutantOperator = {
  id: 'widen-action',
  summary: 'Appends a star to an entry of Action or NotAction, if the list then matches more known actions',
  mutate: (statement, { actionsMatching }) =>
    ELEMENTS.flatMap((element) => {
      const patterns = listOf(statement[element]);
      const isListed = actionMatcher(patterns);
      return changingEach(patterns, (pattern) => {
        if (pattern.endsWith('*')) return [];
        const more = actionsMatching(`${pattern}*`).some((action) => !isListed(action.toLowerCase()));
        return more ? [`${pattern}*`] : [];
      }).map(({ old, now = '', list }) => ({
        change: `widens ${old} to ${now} in ${element}`,
        statement: withActions(statement, element, list),
      }));
    }),
};

export const narrowAction: MutantOperator = {
  id: 'narrow-action',
  summary: 'Removes a star from an entry of Action or NotAction, if a name is left',
  mutate: (statement) =>
    ELEMENTS.flatMap((element) =>
      changingEach(listOf(statement[element]), (pattern) => {
        const narrow = pattern.replace('*', '');
        return pattern.includes('*') && /:.+/.test(narrow) ? [narrow] : [];
      }).map(({ old, now = '', list }) => ({
        change: `narrows ${old} to ${now} in ${element}`,
        statement: withActions(statement, element, list),
      })),
    ),
};

export const invertActions: MutantOperator = {
  id: 'invert-actions',
  summary: 'Turns Action into NotAction, or NotAction into Action',
  mutate: ({ Action, NotAction, ...statement }) => {
    const change = Action === undefined ? 'turns NotAction into Action' : 'turns Action into NotAction';
    if (Action !== undefined) return [{ change, statement: { ...statement, NotAction: Action } }];
    return NotAction === undefined ? [] : [{ change, statement: { ...statement, Action: NotAction } }];
  },
};

function withActions(statement: Statement, element: Element, list: readonly string[]): Statement {
  return { ...statement, [element]: oneOrMany(list) };
}
