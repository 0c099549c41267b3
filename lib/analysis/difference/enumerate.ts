import { formatNumber } from '../../report/words';

/** Names that a sentence holds; the others are counted. */
const NAMED = 3;

/** `a`, `a and b`, `a, b and c`, `a, b, c and 2 more`. */
export function enumerate(names: readonly string[]): string {
  const left = names.length - NAMED;
  return inARow(left > 0 ? [...names.slice(0, NAMED), `${formatNumber(left)} more`] : names, 'and');
}

/** `a`, `a or b`, `a, b or c`; from the number `most` on, the last names are counted. */
export function listed(values: readonly string[], word: string, most = 6): string {
  const shown = values.length > most ? [...values.slice(0, most - 1), `${values.length - most + 1} more`] : values;
  return inARow(shown, word);
}

/** `a`, `a and b`, `a, b and c`. */
function inARow(names: readonly string[], word: string): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${word} ${last}` : last;
}
