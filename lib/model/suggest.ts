import { distance } from 'fastest-levenshtein';

/** How many of the allowed values a problem lists before it only counts the rest. */
const LISTED = 12;

/** The candidate that was probably meant, or nothing when none is close. */
export function findClosest(given: string, candidates: Iterable<string>): string | undefined {
  const text = given.toLowerCase();
  let best: string | undefined;
  // A third of the characters may differ, and something must be left.
  let fewest = Math.min(Math.ceil(text.length / 3) + 1, text.length);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) >= fewest) continue;
    const edits = distance(text, candidate.toLowerCase());
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** The likely fix of a misspelt name, as the part of a problem that says so. */
export function didYouMean(given: string, candidates: Iterable<string>): { readonly fix?: string } {
  const closest = findClosest(given, candidates);
  return closest === undefined ? {} : { fix: `did you mean \`${closest}\`?` };
}

/** Values for a person to choose from. */
export function listValues(values: Iterable<string>): string {
  const all = [...values];
  if (all.length === 0) return 'nothing';
  const listed = all.slice(0, LISTED).map((value) => `\`${value}\``);
  return listed.join(', ') + (all.length > LISTED ? ` and ${all.length - LISTED} more` : '');
}
