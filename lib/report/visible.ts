/**
 * Characters without a shape of their own, such as control characters and marks that change the direction of writing.
 * With them, a name could look like another one, or move the cursor of a terminal (https://trojansource.codes).
 */
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text of any origin as one line in which nothing is hidden. */
export function visible(text: string): string {
  return text.replace(SHAPELESS, (sign) => (sign === '\n' ? ' ' : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`));
}

/** The beginning of a text that is longer than so many characters. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most);
  // A character outside of the basic plane takes two units: never keep only the first.
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
