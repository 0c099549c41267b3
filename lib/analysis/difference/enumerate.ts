/** Names that a sentence holds; the others are counted. */
const NAMED = 3;

/** `a`, `a and b`, `a, b and c`, `a, b, c and 2 more`. */
export function enumerate(names: readonly string[]): string {
  const left = names.length - NAMED;
  if (left > 0) return `${names.slice(0, NAMED).join(', ')} and ${left.toLocaleString('en-US')} more`;
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
