import type { ActionClass } from '../../iam/regions/action-class';

/** Actions that something is told of. */
export interface ActionNames {
  /** Known ones. */
  readonly actions: ReadonlySet<string>;
  /** A pattern that others may match, which AWS adds or does not document; null: there are no others. */
  readonly openActions: string | null;
}

export function namesOf({ known, open, patterns: [longest = '*'] }: ActionClass): ActionNames {
  return { actions: new Set(known), openActions: open ? longest : null };
}

/** Those of the first that the other has not. */
export function missingNames(names: ActionNames, other: ActionNames): readonly string[] {
  const known = [...names.actions].filter((name) => !other.actions.has(name));
  const { openActions } = names;
  return openActions === null || openActions === other.openActions ? known : [...known, openActions];
}

export function joinNames(all: readonly ActionNames[]): ActionNames {
  const [longest, ...others] = [...all].sort((a, b) => b.actions.size - a.actions.size);
  if (longest === undefined) return { actions: new Set(), openActions: null };
  const more = others.flatMap(({ actions }) => [...actions].filter((name) => !longest.actions.has(name)));
  return {
    actions: more.length === 0 ? longest.actions : new Set([...longest.actions, ...more]),
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
