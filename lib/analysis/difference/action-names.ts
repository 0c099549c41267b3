import type { ActionClass } from '../../iam/regions/action-class';

/** Actions as the format tells them. */
export interface ActionNames {
  readonly actions: readonly string[];
  readonly openActions: string | null;
}

export function namesOf(classes: readonly ActionClass[]): ActionNames {
  const actions = [...new Set(classes.flatMap(({ known }) => known))];
  const open = classes.filter((each) => each.open).map(({ patterns: [longest = '*'] }) => longest);
  return { actions, openActions: open.length === 0 ? null : commonPattern([...new Set(open)]) };
}

/** One pattern for all that any of them matches. */
function commonPattern(patterns: readonly string[]): string {
  const [first = '', ...others] = patterns;
  if (others.length === 0) return first;
  const goesOn = (at: number): boolean =>
    at < first.length && !/[*?]/.test(first.charAt(at)) && others.every((each) => each[at] === first[at]);
  let end = 0;
  while (goesOn(end)) end += 1;
  return `${first.slice(0, end)}*`;
}
