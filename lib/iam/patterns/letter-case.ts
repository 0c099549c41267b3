/**
 * Case folding: each UTF-16 code unit is converted to lower case separately. The few letters whose lower case is longer
 * are not converted. So folding keeps lengths and positions, which patterns require.
 */

export function foldUnit(unit: number): number {
  if (unit < 0x80) return unit >= 65 && unit <= 90 ? unit + 32 : unit;
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

export function foldCase(text: string): string {
  // Nearly all texts are plain ASCII, for which `toLowerCase` is enough.
  if (!/[\u0080-\uffff]/.test(text)) return text.toLowerCase();
  return text.replace(/[\u0080-\uffff]|[A-Z]/g, (letter) => String.fromCharCode(foldUnit(letter.charCodeAt(0))));
}

let spellings: ReadonlyMap<number, readonly number[]> | undefined;

/** The code units that fold to this one, including itself. For `k`, these are `k`, `K` and the Kelvin sign. */
export function spellingsOf(folded: number): readonly number[] {
  spellings ??= collectSpellings();
  return spellings.get(folded) ?? [folded];
}

function collectSpellings(): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (let unit = 0; unit <= 0xffff; unit += 1) {
    const folded = foldUnit(unit);
    if (folded === unit) continue;
    const others = found.get(folded);
    if (others === undefined) found.set(folded, [folded, unit]);
    else others.push(unit);
  }
  return found;
}
