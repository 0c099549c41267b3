/** Something that could not be rehearsed. */
export interface NotRehearsed {
  readonly what: string;
  readonly why: string;
}

/** What a look at the running organization found. */
export interface Tally {
  /** Where it differs from what was to be built, a sentence each. */
  readonly faults: readonly string[];
  /** Faults that time may heal: what a stack has set going and need not be over. */
  readonly pending: readonly string[];
  /** The type of each resource that its own service showed. */
  readonly verified: readonly string[];
  readonly notRehearsed: readonly NotRehearsed[];
}

export const NOTHING: Tally = { faults: [], pending: [], verified: [], notRehearsed: [] };

export function addUp(tallies: readonly Tally[]): Tally {
  return {
    faults: tallies.flatMap(({ faults }) => faults),
    pending: tallies.flatMap(({ pending }) => pending),
    verified: tallies.flatMap(({ verified }) => verified),
    notRehearsed: tallies.flatMap(({ notRehearsed }) => notRehearsed),
  };
}

/** How often each text stands in a list, in the order of the alphabet. */
export function countEach(texts: readonly string[]): readonly (readonly [text: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
