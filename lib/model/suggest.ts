import { distance } from 'fastest-levenshtein';

/** How many allowed values a problem lists; it only counts the rest. */
const LISTED = 12;

/** The candidate that was probably meant; undefined if none is close. */
export function findClosest(given: string, candidates: Iterable<string>): string | undefined {
  const text = given.toLowerCase();
  let best: string | undefined;
  // At most a third of the characters may differ, and not all of them.
  let fewest = Math.min(Math.ceil(text.length / 3) + 1, text.length);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) >= fewest) continue;
    const edits = distance(text, candidate.toLowerCase());
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** The likely fix of a misspelled name, as a part of a problem. */
export function didYouMean(given: string, candidates: Iterable<string>): { readonly fix?: string } {
  const closest = findClosest(given, candidates);
  return closest === undefined ? {} : { fix: `did you mean \`${closest}\`?` };
}

/**
 * A list of values to choose from.
 *
 * @param most how many are listed; the rest is only counted
 */
export function listValues(values: Iterable<string>, most = LISTED): string {
  const all = [...values];
  if (all.length === 0) return 'nothing';
  const listed = all.slice(0, most).map((value) => `\`${value}\``);
  return listed.join(', ') + (all.length > most ? ` and ${all.length - most} more` : '');
}
