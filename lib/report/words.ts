/** A count as people read it: `10,240`. (`toLocaleString` loads the data of all languages, which takes ten milliseconds.) */
export function formatNumber(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 account`, `1,200 accounts`; `2 policies` with the plural given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** Names that `enumerate` writes out; the others are counted. */
const NAMED = 3;

/** `a`, `a and b`, `a, b and c`, `a, b, c and 2 more`. */
export function enumerate(names: readonly string[]): string {
  const left = names.length - NAMED;
  return inARow(left > 0 ? [...names.slice(0, NAMED), `${formatNumber(left)} more`] : names, 'and');
}

/** `a`, `a and b`, `a, b and c`. */
export function inARow(names: readonly string[], word: string): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${word} ${last}` : last;
}

/** How parts become lines. */
interface Filling {
  /** The greatest number of characters of a line; a longer part has a line of its own. */
  readonly width: number;
  /** Between two parts of a line. */
  readonly separator: string;
  /** Before the first line, and before each other one. */
  readonly first?: string;
  readonly next?: string;
}

/** Parts in lines, as many in each as fit. */
export function fillLines(
  parts: readonly string[],
  { width, separator, first = '', next = '' }: Filling,
): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(`${first}${part}`);
    else if (last.length + separator.length + part.length <= width)
      lines[lines.length - 1] = `${last}${separator}${part}`;
    else lines.push(`${next}${part}`);
  }
  return lines;
}

/**
 * Names with commas, in lines of some width.
 *
 * @param lead before the first name
 */
export function wrapNames(names: readonly string[], width: number, lead = ''): readonly string[] {
  return fillLines(names, { width, separator: ', ', first: lead });
}

/** The first letter as a capital. */
export function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
