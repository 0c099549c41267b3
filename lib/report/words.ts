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

/**
 * Names with commas, in lines of some width; a longer name has a line of its own.
 *
 * @param lead before the first name
 */
export function wrapNames(names: readonly string[], width: number, lead = ''): readonly string[] {
  const lines: string[] = [];
  for (const [index, name] of names.entries()) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + ', '.length + name.length <= width)
      lines[lines.length - 1] = `${last}, ${name}`;
    else lines.push(index === 0 ? `${lead}${name}` : name);
  }
  return lines;
}

/** The first letter as a capital. */
export function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
