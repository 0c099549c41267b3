import type { ActionClass } from '../../iam/algebra/action-class';

/** Actions that something is told of. */
export interface ActionNames {
  /** Those of some classes, which are the same objects wherever they are spoken of. */
  readonly classes: ReadonlySet<ActionClass>;
  /** A pattern that others may match, which AWS adds or does not document; null: there are no others. */
  readonly openActions: string | null;
}

/** The names of some classes. `joined`: these as one. */
export function namesOf(classes: readonly ActionClass[], joined: ActionClass): ActionNames {
  const { open, patterns } = joined;
  return { classes: new Set(classes), openActions: open ? (patterns[0] ?? '*') : null };
}

/** The known names, in the order of the alphabet. Of classes that were not divided together, some are in several. */
export function knownNames({ classes }: ActionNames): readonly string[] {
  return [...new Set([...classes].flatMap(({ known }) => known))].sort();
}

export function countNames({ classes }: ActionNames): number {
  return [...classes].reduce((sum, { known }) => sum + known.length, 0);
}

/** Those of the first that the other has not. */
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

/** One pattern for all that any of them matches; null where there are none. */
function commonPattern(patterns: readonly string[]): string | null {
  const [first, ...others] = patterns;
  if (first === undefined) return null;
  if (others.length === 0) return first;
  const goesOn = (at: number): boolean =>
    at < first.length && !/[*?]/.test(first.charAt(at)) && others.every((each) => each[at] === first[at]);
  let end = 0;
  while (goesOn(end)) end += 1;
  return `${first.slice(0, end)}*`;
}
