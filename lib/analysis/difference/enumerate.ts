import { formatNumber } from '../../report/words';

/** Names that a sentence holds; the others are counted. */
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
