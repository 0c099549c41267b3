/** Whether two patterns match a common text. */
import { arnParts } from './glob';

const WILDCARD = /[*?%]/;

/**
 * Whether some text matches both patterns. `*` matches any text, `?` one character, and, in ARNs of the service reference
 * only, `%` any text without a slash.
 */
export function overlaps(left: string, right: string): boolean {
  if (left === '*' || right === '*') return true;
  if (!WILDCARD.test(left) && !WILDCARD.test(right)) return left === right;
  const width = right.length + 1;
  // met[i * width + j]: some text matches both the first i characters of `left` and the first j of `right`.
  const met = new Uint8Array((left.length + 1) * width);
  met[0] = 1;
  for (let i = 0; i <= left.length; i += 1) {
    for (let j = 0; j <= right.length; j += 1) {
      if (met[i * width + j] === 0) continue;
      const [a, b] = [left[i], right[j]];
      // A wildcard ends here, or matches the next character of the other pattern.
      if (isRun(a) || (a !== undefined && isRun(b) && absorbs(b, a))) met[(i + 1) * width + j] = 1;
      if (isRun(b) || (b !== undefined && isRun(a) && absorbs(a, b))) met[i * width + j + 1] = 1;
      if (a !== undefined && b !== undefined && !isRun(a) && !isRun(b) && (a === b || a === '?' || b === '?'))
        met[(i + 1) * width + j + 1] = 1;
    }
  }
  return met[left.length * width + right.length] === 1;
}

/** Like `overlaps`, but of ARNs, part by part: in the first five parts, no wildcard matches a colon. */
export function arnPatternsOverlap(left: string, right: string): boolean {
  const [ofLeft, ofRight] = [arnParts(left), arnParts(right)];
  // The last `*` of a pattern with fewer parts may match several of the other's.
  if (ofLeft.length !== ofRight.length) return overlaps(left, right);
  return ofLeft.every((part, index) => overlaps(part, ofRight[index] ?? ''));
}

/** Whether some ARN matches both a pattern and an ARN of the service reference, part by part. */
export function arnsOverlap(pattern: string, known: string): boolean {
  const given = arnParts(pattern);
  const parts = known.split(':');
  return given.every((part, index) =>
    overlaps(part, index < given.length - 1 ? (parts[index] ?? '') : parts.slice(index).join(':')),
  );
}

function isRun(letter: string | undefined): letter is '*' | '%' {
  return letter === '*' || letter === '%';
}

/** A `?` can always match a character that is not a slash. */
function absorbs(run: '*' | '%', letter: string): boolean {
  return run === '*' || letter !== '/';
}
