import type { Action, ServiceReference } from '../service-reference/service-reference';
import { isLookedUp } from './core/actions';
import { arnFault } from './core/arn';
import type { TextEntry, StatementView } from './core/document';
import { entryReaches, reaches } from './core/reach';
import { withoutVariables } from './core/variables';
import { rule } from './core/rule';
import type { Fault } from './core/rule';

export const deadResource = rule({
  id: 'dead-resource',
  summary:
    'Every action of a statement can touch one of its resources, and every resource can be touched by one of its actions',
  why: 'An action never touches a resource of another type. An action without resource types matches only `*`.',
  fix: 'use the resource types that the Service Authorization Reference lists for the action, or `*`',
  severity: 'error',
  find: ({ statements }, { reference }) => statements.flatMap((statement) => deadParts(statement, reference)),
});

function deadParts(statement: StatementView, reference: ServiceReference): readonly Fault[] {
  return [...neverMatching(statement), ...unreached(statement, reference)];
}

/**
 * A bucket's name contains no colon, and AWS writes none behind it: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
function neverMatching({ resources, notResources }: StatementView): readonly Fault[] {
  return [...resources, ...notResources].filter(isColonBehindBucket).map(({ pointer, value }) => ({
    pointer,
    message: `\`${value}\` never matches: the name of a bucket contains no colon`,
    fix: `write \`${value.replace(BUCKET_AND_COLON, '$1/')}\` for the objects of the bucket`,
  }));
}

const BUCKET_AND_COLON = /^(arn:[^:]*:s3:::[^:/*?]+):/;

function isColonBehindBucket({ value }: TextEntry): boolean {
  return BUCKET_AND_COLON.test(withoutVariables(value));
}

function unreached(statement: StatementView, reference: ServiceReference): readonly Fault[] {
  const { actions } = statement;
  if (statement.resources.length === 0) return [];
  // A resource of `*` can be touched by any action.
  if (statement.resources.some(({ value }) => value === '*') || actions.length === 0 || !actions.every(isLookedUp))
    return [];
  // Other findings say that these never match.
  const resources = statement.resources.filter(
    (entry) => arnFault(entry.value, true) === undefined && !isColonBehindBucket(entry),
  );
  const known = actions.map((entry) => ({ entry, matched: reference.actionsMatching(entry.value) }));
  // A resource may be meant for an action that is misspelt, and an action for a resource that is.
  const isActionMissing = known.some(({ matched }) => matched.length === 0);
  const isResourceMissing = resources.length < statement.resources.length;
  const all = known.flatMap(({ matched }) => matched);
  const deadResources = isActionMissing
    ? []
    : resources.filter((entry) => !all.some((action) => touches(action, entry)));
  const unmatched = isResourceMissing
    ? []
    : known.filter(({ matched }) => matched.length > 0 && !matched.some((action) => touchesAny(action, statement)));
  return [
    ...deadResources.map(({ pointer, value }) => ({
      pointer,
      message: `none of the statement's actions can touch a resource like \`${value}\``,
    })),
    // If no resource can match, the findings about the resources are enough.
    ...(resources.length > 0 && deadResources.length === resources.length ? [] : unmatched).map(
      ({ entry, matched }) => ({
        pointer: entry.pointer,
        message: `\`${entry.value}\` never touches the statement's resources: ${resourcesOf(matched)}`,
      }),
    ),
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
  if (arns.length === 0) return 'it has no resource type, only `*`';
  const shown = arns.slice(0, 3).map((arn) => `\`${arn.replace('%', '*')}\``);
  return `it touches ${shown.join(', ')}${arns.length > shown.length ? ' …' : ''}`;
}
