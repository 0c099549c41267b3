import type { ActionClass } from '../../iam/regions/action-class';

/** Actions as the format tells them. */
export interface ActionNames {
  readonly actions: readonly string[];
  readonly openActions: string | null;
}

export function namesOf(classes: readonly ActionClass[]): ActionNames {
  const actions = [...new Set(classes.flatMap(({ known }) => known))].sort();
  const known = new Set(actions.map((name) => name.toLowerCase()));
  const patterns = classes.flatMap(({ open, patterns: [longest = '*'] }) =>
    open && !known.has(longest) ? [longest] : [],
  );
  return { actions, openActions: patterns.length === 0 ? null : commonPattern([...new Set(patterns)]) };
}

/** One pattern for all that any of them matches. */
function commonPattern(patterns: readonly string[]): string {
  const [first = '', ...others] = patterns;
  if (others.length === 0) return first;
  let length = 0;
  while (
    length < first.length &&
    !/[*?]/.test(first[length] ?? '*') &&
    others.every((each) => each[length] === first[length])
  )
    length += 1;
  return `${first.slice(0, length)}*`;
}
