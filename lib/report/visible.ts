/**
 * Characters that a reader does not see as what they are: control characters, marks that change the direction of writing,
 * signs without width, spaces other than the usual one, and characters that no font has. With them, a name could look like
 * another one, or move the cursor of a terminal (https://trojansource.codes, https://www.unicode.org/reports/tr36).
 */
const SHAPELESS = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** Most texts have none of them. */
const PLAIN = /^[ -~]*$/;

/** A text of any origin as one line in which nothing is hidden. */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(SHAPELESS, (sign) => (sign === '\n' ? ' ' : nameOf(sign)));
}

/** A text of any origin with its lines and tabs, in which nothing else is hidden. */
export function visibleLines(text: string): string {
  const shown = PLAIN.test(text) ? text : text.replaceAll('\r\n', '\n');
  return shown.replace(SHAPELESS, (sign) => (sign === '\n' || sign === '\t' ? sign : nameOf(sign)));
}

/** A JSON text that says the same, in which nothing is hidden: JSON may write any character by its number. */
export function visibleJson(text: string): string {
  return text.replace(SHAPELESS, (sign) =>
    sign === '\n'
      ? sign
      : Array.from({ length: sign.length }, (_, at) => `\\u${hexOf(sign.charCodeAt(at)).padStart(4, '0')}`).join(''),
  );
}

function nameOf(sign: string): string {
  return `\\u{${hexOf(sign.codePointAt(0) ?? 0)}}`;
}

function hexOf(code: number): string {
  return code.toString(16);
}

/** The beginning of a text that is longer than so many characters. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most);
  // A character outside of the basic plane takes two units: never keep only the first.
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
