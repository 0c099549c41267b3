/**
 * Controls of terminals, marks that turn the direction of writing, and whatever else has no shape of its own: with them
 * a name could show other than it is, or move the cursor (https://trojansource.codes).
 */
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text of foreign origin as one line in which nothing is hidden. */
export function visible(text: string): string {
  return text.replace(SHAPELESS, (sign) => (sign === '\n' ? ' ' : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`));
}

/** The beginning of a text that is longer than so many characters. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most);
  // Half a character would be left of one that takes two.
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
