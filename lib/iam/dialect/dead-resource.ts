import type { Action, ServiceReference } from '../service-reference/service-reference';
import { isLookedUp } from './core/actions';
import { arnFault } from './core/arn';
import type { TextEntry, StatementView } from './core/document';
import { entryReaches, reaches } from './core/reach';
import { rule } from './core/rule';
import type { Fault } from './core/rule';

export const deadResource = rule({
  id: 'dead-resource',
  summary: 'Every action of a statement can touch one of its resources, and every resource fits one of its actions',
  why: 'An action on a resource of another type never happens. An action without resource types knows only `*`.',
  fix: 'use the resource types that the Service Authorization Reference gives for the action, or `*`',
  severity: 'error',
  find: ({ statements }, { reference }) => statements.flatMap((statement) => deadParts(statement, reference)),
});

function deadParts(statement: StatementView, reference: ServiceReference): readonly Fault[] {
  const { actions, resources } = statement;
  // What other rules report, or what any action may touch, tells nothing here.
  if (resources.length === 0 || resources.some(({ value }) => value === '*' || arnFault(value, true) !== undefined))
    return [];
  if (actions.length === 0 || !actions.every(isLookedUp)) return [];
  const known = actions.map((entry) => ({ entry, matched: reference.actionsMatching(entry.value) }));
  const all = known.flatMap(({ matched }) => matched);
  if (all.length === 0) return [];
  const deadResources = resources.filter((entry) => !all.some((action) => touches(action, entry)));
  const unmatched = known.filter(
    ({ matched }) => matched.length > 0 && !matched.some((action) => touchesAny(action, statement)),
  );
  return [
    ...deadResources.map(({ pointer, value }) => ({
      pointer,
      message: `none of the statement's actions touches a resource like '${value}'`,
    })),
    // If nothing of the statement can match, the resources say so already.
    ...(deadResources.length === resources.length ? [] : unmatched).map(({ entry, matched }) => ({
      pointer: entry.pointer,
      message: `'${entry.value}' never touches the statement's resources: ${resourcesOf(matched)}`,
    })),
  ];
}

function touches(action: Action, entry: TextEntry): boolean {
  return action.resources.some((resource) => entryReaches(entry, resource));
}

function touchesAny(action: Action, statement: StatementView): boolean {
  return action.resources.some((resource) => reaches(statement, resource));
}

function resourcesOf(actions: readonly Action[]): string {
  const arns = [...new Set(actions.flatMap(({ resources }) => resources.flatMap((resource) => resource.arns)))];
  if (arns.length === 0) return 'it knows only `*`';
  const shown = arns.slice(0, 3).map((arn) => `\`${arn.replace('%', '*')}\``);
  return `it touches ${shown.join(', ')}${arns.length > shown.length ? ' …' : ''}`;
}
