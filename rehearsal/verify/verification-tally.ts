/** Something that could not be rehearsed, and why. */
export interface NotRehearsed {
  readonly what: string;
  readonly why: string;
}

/** The result of a verification, or of a part of one. */
export interface VerificationTally {
  /** The differences from what should have been deployed, one sentence each. */
  readonly faults: readonly string[];
  /** Differences that may disappear: a stack started something that may not have finished. */
  readonly pending: readonly string[];
  /** The type of each resource that its service returned. */
  readonly verified: readonly string[];
  readonly notRehearsed: readonly NotRehearsed[];
}

export const NOTHING: VerificationTally = { faults: [], pending: [], verified: [], notRehearsed: [] };

export function addUp(tallies: readonly VerificationTally[]): VerificationTally {
  return {
    faults: tallies.flatMap(({ faults }) => faults),
    pending: tallies.flatMap(({ pending }) => pending),
    verified: tallies.flatMap(({ verified }) => verified),
    notRehearsed: tallies.flatMap(({ notRehearsed }) => notRehearsed),
  };
}

/** How many times each text occurs, in alphabetical order. */
export function countEach(texts: readonly string[]): readonly (readonly [text: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
