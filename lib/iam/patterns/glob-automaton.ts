/**
 * Patterns with `*` and `?` as one automaton, which compares whole languages instead of single texts.
 *
 * A pattern is a row of tokens. While it reads a text, the automaton keeps the set of places in all rows that the text so
 * far can lead to (Thompson's construction). Two facts keep these sets small:
 * - Once a place at a `*` is reached, all earlier places of the row are redundant, because everything that the row accepts
 *   from there is also accepted from the `*`. Without `?`, a row then has few different sets (as in KMP).
 * - In an ARN, only literal colons match the first five colons, so all places of a row are in the same part.
 *
 * A character is a UTF-16 code unit. AWS does not document what `?` does with characters outside the basic plane.
 */
import { foldUnit, spellingsOf } from './letter-case';

/** A literal code unit, a letter in either case (`eitherCase`), or one of the wildcards below. */
export type GlobToken = number;

export const ANY_CHARACTER = -1;
export const ANY_TEXT = -2;
/** In the first five parts of an ARN, wildcards do not match colons. */
export const ANY_CHARACTER_BUT_COLON = -3;
export const ANY_TEXT_BUT_COLON = -4;
/** The end of each row. */
const END = -5;

export const COLON = 58;

const EITHER_CASE = 0x10000;

/** The token of a letter in either case. */
export function eitherCase(unit: number): GlobToken {
  return EITHER_CASE + foldUnit(unit);
}

/** A state of an automaton, numbered in the order of discovery; 0 is the start. */
export type AutomatonState = number;

export class GlobAutomaton {
  private readonly tokens: readonly GlobToken[];
  /** The row of each place. */
  private readonly rows: readonly number[];
  private readonly states: (readonly number[])[] = [];
  private readonly numbers = new Map<string, AutomatonState>();
  private readonly steps: Map<number, AutomatonState>[] = [];
  /** Equal for equal places only. */
  private readonly keyOf: (places: readonly number[]) => string;

  constructor(rows: readonly (readonly GlobToken[])[]) {
    const [tokens, rowOf, starts]: readonly [GlobToken[], number[], number[]] = [[], [], []];
    for (const [number, row] of rows.entries()) {
      starts.push(tokens.length);
      for (const token of row) tokens.push(token);
      tokens.push(END);
      while (rowOf.length < tokens.length) rowOf.push(number);
    }
    this.tokens = tokens;
    this.rows = rowOf;
    // A text with a character for each place is made much faster than a list of numbers.
    this.keyOf = tokens.length <= 0x10000 ? (places) => String.fromCharCode(...places) : (places) => places.join(',');
    this.number(this.closed(starts));
  }

  /** The rows that accept the text read so far, ascending. */
  accepted(state: AutomatonState): readonly number[] {
    return this.places(state)
      .filter((place) => this.tokens[place] === END)
      .map((place) => this.rows[place] ?? 0);
  }

  /** Whether one of the rows from `first` to `end` (exclusive) can accept a continuation of the text. */
  isAlive(state: AutomatonState, first: number, end: number): boolean {
    // Places are sorted by row.
    for (const place of this.places(state)) {
      const row = this.rows[place] ?? 0;
      if (row >= first) return row < end;
    }
    return false;
  }

  /** The code units that may lead to another state than all other code units. */
  letters(state: AutomatonState): ReadonlySet<number> {
    const letters = new Set<number>();
    for (const place of this.places(state)) {
      const token = this.tokens[place] ?? END;
      if (token >= EITHER_CASE) for (const unit of spellingsOf(token - EITHER_CASE)) letters.add(unit);
      else if (token >= 0) letters.add(token);
      else if (token === ANY_CHARACTER_BUT_COLON || token === ANY_TEXT_BUT_COLON) letters.add(COLON);
    }
    return letters;
  }

  /** The state after one more character. */
  step(state: AutomatonState, unit: number): AutomatonState {
    const known = this.steps[state]?.get(unit);
    if (known !== undefined) return known;
    const next: number[] = [];
    for (const place of this.places(state)) {
      const token = this.tokens[place] ?? END;
      if (token === ANY_TEXT || (token === ANY_TEXT_BUT_COLON && unit !== COLON)) next.push(place);
      else if (reads(token, unit)) next.push(place + 1);
    }
    const number = this.number(this.closed(next));
    this.steps[state]?.set(unit, number);
    return number;
  }

  /** The state after a whole text. */
  run(text: string): AutomatonState {
    let state: AutomatonState = 0;
    for (let index = 0; index < text.length; index += 1) state = this.step(state, text.charCodeAt(index));
    return state;
  }

  /** Like `run`, for many texts one after another: the common beginning of two texts is read only once. */
  runner(): (text: string) => AutomatonState {
    const states: AutomatonState[] = [0];
    let last = '';
    return (text) => {
      let shared = 0;
      while (shared < last.length && text.charCodeAt(shared) === last.charCodeAt(shared)) shared += 1;
      for (let index = shared; index < text.length; index += 1)
        states[index + 1] = this.step(states[index] ?? 0, text.charCodeAt(index));
      last = text;
      return states[text.length] ?? 0;
    };
  }

  private places(state: AutomatonState): readonly number[] {
    return this.states[state] ?? [];
  }

  /**
   * Adds the places after each `*`, because it can match the empty text, and removes the places before a `*` of the same
   * row.
   *
   * @param places ascending, possibly with duplicates
   */
  private closed(places: readonly number[]): readonly number[] {
    const reached: number[] = [];
    let next = 0;
    for (let place of places) {
      if (place < next) continue;
      while (this.isStar(place)) {
        reached.push(place);
        place += 1;
      }
      reached.push(place);
      next = place + 1;
    }
    return this.withoutPlacesBeforeStars(reached);
  }

  /** The ascending places without the places before a `*` of the same row. */
  private withoutPlacesBeforeStars(places: readonly number[]): readonly number[] {
    const kept: number[] = [];
    let starred: number | undefined;
    for (let index = places.length - 1; index >= 0; index -= 1) {
      const place = places[index] ?? 0;
      const row = this.rows[place];
      if (row === starred) continue;
      kept.push(place);
      if (this.isStar(place)) starred = row;
    }
    return kept.reverse();
  }

  private isStar(place: number): boolean {
    return this.tokens[place] === ANY_TEXT || this.tokens[place] === ANY_TEXT_BUT_COLON;
  }

  private number(places: readonly number[]): AutomatonState {
    const key = this.keyOf(places);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.states.push(places) - 1;
    this.numbers.set(key, number);
    this.steps.push(new Map());
    return number;
  }
}

function reads(token: GlobToken, unit: number): boolean {
  if (token >= EITHER_CASE) return foldUnit(unit) === token - EITHER_CASE;
  return token === unit || token === ANY_CHARACTER || (token === ANY_CHARACTER_BUT_COLON && unit !== COLON);
}

/** A state that some text leads to, with the last step into it. */
export interface Visit {
  readonly state: AutomatonState;
  readonly before: Visit | undefined;
  readonly unit: number;
}

/** A step between two states. `many`: it represents all code units that no row treats specially. */
interface Edge {
  readonly from: AutomatonState;
  readonly to: AutomatonState;
  readonly many: boolean;
}

interface Exploration {
  /** All states that are worth a visit, each reached by a shortest text. */
  readonly visits: readonly Visit[];
  readonly edges: readonly Edge[];
}

/** Visits all states that are worth it. Undefined if there are more than the limit. */
export function explore(
  automaton: GlobAutomaton,
  isWorthwhile: (state: AutomatonState) => boolean,
  limit: number,
): Exploration | undefined {
  const visits: Visit[] = [{ state: 0, before: undefined, unit: 0 }];
  const edges: Edge[] = [];
  const seen = new Set<AutomatonState>([0]);
  // The list grows during the loop (breadth-first search).
  for (const visit of visits) {
    const letters = automaton.letters(visit.state);
    const other = otherUnit((unit) => letters.has(unit));
    for (const unit of [...letters, other]) {
      const to = automaton.step(visit.state, unit);
      if (!isWorthwhile(to)) continue;
      edges.push({ from: visit.state, to, many: unit === other });
      if (seen.has(to)) continue;
      if (seen.size >= limit) return undefined;
      seen.add(to);
      visits.push({ state: to, before: visit, unit });
    }
  }
  return { visits, edges };
}

/** A shortest text that leads to the state. */
export function textOf(visit: Visit): string {
  let text = '';
  for (let at = visit; at.before !== undefined; at = at.before) text = String.fromCharCode(at.unit) + text;
  return text;
}

/** The number of texts that lead to each state. States that are reached by infinitely many texts are not in the map. */
export function countTexts({ visits, edges }: Exploration): ReadonlyMap<AutomatonState, number> {
  const incoming = new Map<AutomatonState, number>(visits.map(({ state }) => [state, 0]));
  const outgoing = new Map<AutomatonState, Edge[]>();
  for (const edge of edges) {
    incoming.set(edge.to, (incoming.get(edge.to) ?? 0) + 1);
    const known = outgoing.get(edge.from);
    if (known === undefined) outgoing.set(edge.from, [edge]);
    else known.push(edge);
  }
  const counts = new Map<AutomatonState, number>([[0, 1]]);
  const open = incoming.get(0) === 0 ? [0] : [];
  const done = new Set<AutomatonState>();
  for (const state of open) {
    done.add(state);
    for (const { to, many } of outgoing.get(state) ?? []) {
      counts.set(to, (counts.get(to) ?? 0) + (many ? Infinity : (counts.get(state) ?? 0)));
      const left = (incoming.get(to) ?? 0) - 1;
      incoming.set(to, left);
      if (left === 0) open.push(to);
    }
  }
  // The remaining states are in a loop or after one.
  return new Map([...counts].filter(([state]) => done.has(state)));
}

/** With more states than this, `includes` returns false. Only rows with many `?` after a `*` have so many states. */
const INCLUSION_LIMIT = 20_000;

/** Whether `outer` accepts every text that `inner` accepts. Also false if the answer would take too long. */
export function includes(outer: readonly GlobToken[], inner: readonly GlobToken[]): boolean {
  // Most compared patterns are unrelated and differ at one of their ends.
  if (startsNarrower(outer, inner) || startsNarrower(outer.toReversed(), inner.toReversed())) return false;
  const automaton = new GlobAutomaton([inner, outer]);
  const exploration = explore(automaton, (state) => automaton.isAlive(state, 0, 1), INCLUSION_LIMIT);
  return exploration?.visits.every(({ state }) => automaton.accepted(state).join() !== '0') ?? false;
}

/** Whether `outer`, after the common beginning, requires a character that not all texts of `inner` have there. */
function startsNarrower(outer: readonly GlobToken[], inner: readonly GlobToken[]): boolean {
  let index = 0;
  while (isLiteral(outer[index]) && outer[index] === inner[index]) index += 1;
  return isLiteral(outer[index]) && (inner[index] ?? END) < EITHER_CASE;
}

function isLiteral(token: GlobToken = END): boolean {
  return token >= 0 && token < EITHER_CASE;
}

/** Readable characters, because witnesses consist of them. */
const PREFERRED = Array.from('xyzw0qjkvbu123456789acdefghilmnoprstXYZQ-_', (letter) => letter.charCodeAt(0));

/** A code unit that is not in use. */
function otherUnit(isTaken: (unit: number) => boolean): number {
  const preferred = PREFERRED.find((unit) => !isTaken(unit));
  if (preferred !== undefined) return preferred;
  let unit = 0x100;
  while (isTaken(unit)) unit += 1;
  return unit;
}
