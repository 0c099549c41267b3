/**
 * Patterns with `*` and `?` as automata: the means to compare whole languages instead of single texts.
 *
 * A pattern is a row of tokens. While a text is read, the automaton keeps the set of places in that row which the text
 * read so far may have led to (Thompson's construction). Two facts keep these sets tiny:
 * - Once a place at a star is reached, every earlier place is superfluous: whatever the rest of the row accepts from the
 *   earlier place, the star accepts too. Without `?` between stars each set is then given by one text position (KMP).
 * - In an ARN the first five colons are read by literal colons only, so that all places of a set stand in the same part.
 *
 * A character is a UTF-16 code unit. AWS does not say what `?` does with characters outside the basic plane.
 */

/** A literal code unit, or one of the wildcards below. */
export type GlobToken = number;

export const ANY_CHARACTER = -1;
export const ANY_TEXT = -2;
/** In the first five parts of an ARN no wildcard reaches over a colon. */
export const ANY_CHARACTER_BUT_COLON = -3;
export const ANY_TEXT_BUT_COLON = -4;

export const COLON = 58;

/** A state of an automaton, numbered in the order of discovery; 0 is the start. */
export type State = number;

export class GlobAutomaton {
  /** The literal code units of the pattern: what else there is, it treats alike (but colons). */
  readonly letters: ReadonlySet<number>;
  private readonly tokens: readonly GlobToken[];
  private readonly states: (readonly number[])[] = [];
  private readonly numbers = new Map<string, State>();
  private readonly steps: Map<number, State>[] = [];

  constructor(tokens: readonly GlobToken[]) {
    this.tokens = tokens;
    this.letters = new Set(tokens.filter((token) => token >= 0));
    this.number(this.withSkippedStars([0]));
  }

  accepts(state: State): boolean {
    return this.places(state).includes(this.tokens.length);
  }

  /** No text read from here on is accepted. */
  isDead(state: State): boolean {
    return this.places(state).length === 0;
  }

  /** Every text read from here on is accepted. */
  acceptsAll(state: State): boolean {
    const last = this.tokens.length - 1;
    return this.tokens[last] === ANY_TEXT && this.places(state).includes(last);
  }

  /** The state after one more character. */
  step(state: State, unit: number): State {
    const known = this.steps[state]?.get(unit);
    if (known !== undefined) return known;
    const next: number[] = [];
    for (const place of this.places(state)) {
      const token = this.tokens[place];
      if (token === undefined) continue;
      if (token === ANY_TEXT || (token === ANY_TEXT_BUT_COLON && unit !== COLON)) next.push(place);
      if (token === unit || token === ANY_CHARACTER || (token === ANY_CHARACTER_BUT_COLON && unit !== COLON)) {
        next.push(place + 1);
      }
    }
    const number = this.number(this.withSkippedStars(next));
    this.steps[state]?.set(unit, number);
    return number;
  }

  /** How many states were met so far: what a caller limits. */
  get size(): number {
    return this.states.length;
  }

  private places(state: State): readonly number[] {
    return this.states[state] ?? [];
  }

  /** A star matches nothing at all, too: the place behind it is reached with it. What stands before a star goes. */
  private withSkippedStars(places: readonly number[]): readonly number[] {
    const reached = new Set(places);
    let star = -1;
    for (const place of reached) {
      const token = this.tokens[place];
      if (token !== ANY_TEXT && token !== ANY_TEXT_BUT_COLON) continue;
      reached.add(place + 1);
      star = Math.max(star, place);
    }
    return [...reached].filter((place) => place >= star).sort((a, b) => a - b);
  }

  private number(places: readonly number[]): State {
    const key = places.join(',');
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.states.push(places) - 1;
    this.numbers.set(key, number);
    this.steps.push(new Map());
    return number;
  }
}

/** Above this many pairs of states an inclusion is not shown: only rows of `?` behind a star get there. */
const STATE_LIMIT = 20_000;

/** Whether `outer` accepts every text that `inner` accepts. False, too, where that takes too long to show. */
export function includes(outer: readonly GlobToken[], inner: readonly GlobToken[]): boolean {
  const [larger, smaller] = [new GlobAutomaton(outer), new GlobAutomaton(inner)];
  const units = alphabet([larger, smaller]);
  const seen = new Set<string>();
  const open: (readonly [State, State])[] = [[0, 0]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [outerState, innerState] = pair;
    if (smaller.accepts(innerState) && !larger.accepts(outerState)) return false;
    if (seen.size > STATE_LIMIT) return false;
    for (const unit of units) {
      const next = [larger.step(outerState, unit), smaller.step(innerState, unit)] as const;
      if (smaller.isDead(next[1]) || larger.acceptsAll(next[0])) continue;
      const key = next.join(',');
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
  return true;
}

/** One code unit for each that some pattern treats specially, the colon, and one that stands for all others. */
export function alphabet(automata: readonly { readonly letters: ReadonlySet<number> }[]): readonly number[] {
  const units = new Set([COLON, ...automata.flatMap(({ letters }) => [...letters])]);
  return [...units, otherUnit((unit) => units.has(unit))];
}

/** Readable where possible: witnesses are made of it. */
const PREFERRED = Array.from('xyzw0qjkvbu123456789acdefghilmnoprstXYZQ-_', (letter) => letter.charCodeAt(0));

/** A code unit that is not taken. */
export function otherUnit(isTaken: (unit: number) => boolean): number {
  const preferred = PREFERRED.find((unit) => !isTaken(unit));
  if (preferred !== undefined) return preferred;
  let unit = 0x100;
  while (isTaken(unit)) unit += 1;
  return unit;
}
