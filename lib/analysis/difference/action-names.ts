import type { ActionClass } from '../../iam/algebra/action-class';
import { loadServiceReference } from '../../iam/service-reference/load';
import { groupBy } from '../../model/group-by';

/** The actions of a change. */
export interface ActionNames {
  /** The classes that hold the known actions. Equal classes are the same object everywhere. */
  readonly classes: ReadonlySet<ActionClass>;
  /** A pattern for actions that AWS adds later or does not document; null if there are none. */
  readonly openActions: string | null;
}

/** @param joined the classes as one class */
export function namesOf(classes: readonly ActionClass[], joined: ActionClass): ActionNames {
  const { open, patterns } = joined;
  return { classes: new Set(classes), openActions: open ? (patterns[0] ?? '*') : null };
}

/** The known actions, sorted, each once: classes of separate comparisons can overlap. */
export function knownNames(names: ActionNames): readonly string[] {
  const found = sorted.get(names);
  if (found !== undefined) return found;
  const known = new Set<string>();
  for (const each of names.classes) for (const name of each.known) known.add(name);
  const list = [...known].sort();
  sorted.set(names, list);
  return list;
}

/** A change is asked for its actions several times, and may have all of AWS's. */
const sorted = new WeakMap<ActionNames, readonly string[]>();

/** The known actions as patterns: `*` for all of them, `s3:*` for all of a service, and the names of the others. */
export function patternsOf(names: ActionNames): readonly string[] {
  const known = knownNames(names);
  const reference = loadServiceReference();
  if (known.length === reference.actionsMatching('*').length) return ['*'];
  const byService = groupBy(known, (action) => action.slice(0, action.indexOf(':')));
  return [...byService].flatMap(([service, actions]) =>
    actions.length === reference.actionsOf(service).length ? [`${service}:*`] : actions,
  );
}

export function countNames({ classes }: ActionNames): number {
  return [...classes].reduce((sum, { known }) => sum + known.length, 0);
}

/** The actions of the first that the second lacks. */
export function missingNames({ classes, openActions }: ActionNames, other: ActionNames): readonly string[] {
  const known = [...classes].filter((each) => !other.classes.has(each)).flatMap((each) => each.known);
  return openActions === null || openActions === other.openActions ? known : [...known, openActions];
}

export function joinNames(all: readonly ActionNames[]): ActionNames {
  return {
    classes: new Set(all.flatMap(({ classes }) => [...classes])),
    openActions: commonPattern([...new Set(all.flatMap(({ openActions }) => openActions ?? []))]),
  };
}

/** One pattern that matches everything that one of the patterns matches; null if there are no patterns. */
function commonPattern(patterns: readonly string[]): string | null {
  const [first, ...others] = patterns;
  if (first === undefined) return null;
  if (others.length === 0) return first;
  const isShared = (at: number): boolean =>
    at < first.length && !/[*?]/.test(first.charAt(at)) && others.every((each) => each[at] === first[at]);
  let end = 0;
  while (isShared(end)) end += 1;
  return `${first.slice(0, end)}*`;
}

let allNames: readonly string[] | undefined;

/** All actions of the service reference. */
export function actionNames(): readonly string[] {
  allNames ??= loadServiceReference()
    .actionsMatching('*')
    .map(({ name }) => name);
  return allNames;
}
