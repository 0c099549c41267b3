/** Whether a pattern tells account numbers apart. */
import { eitherCase, explore, GlobAutomaton } from '../patterns/glob-automaton';
import type { AutomatonState } from '../patterns/glob-automaton';
import { tokensOf } from './text-classes';
import type { TextValue } from './text-classes';

/**
 * How a pattern reads account numbers: equal for two numbers if the pattern cannot tell two texts apart that differ only in
 * these numbers, wherever they are in the text. Null: it reads all numbers alike.
 */
export type ReadNumber = ((number: string) => string) | null;

const DIGITS = Array.from('0123456789', (digit) => digit.charCodeAt(0));
const LENGTH = 12;

/** With more states than this, no two numbers count as alike. */
const STATE_LIMIT = 1_000;

/** Two numbers are alike if they lead the automaton of the pattern from each state to the same state. */
export function numberReader(value: TextValue): ReadNumber {
  const tokens = tokensOf(value);
  // Without a digit in the pattern, each of its tokens matches all digits or none.
  if (!DIGITS.some((digit) => tokens.includes(digit) || tokens.includes(eitherCase(digit)))) return null;
  const automaton = new GlobAutomaton([tokens]);
  const exploration = explore(automaton, (state) => automaton.isAlive(state, 0, 1), STATE_LIMIT);
  if (exploration === undefined) return (number) => number;
  const telling: AutomatonState[] = [];
  for (const { state } of exploration.visits) {
    const ends = endsFrom(automaton, state);
    if (ends === undefined) return (number) => number;
    if (ends.size > 1) telling.push(state);
  }
  return telling.length === 0 ? null : (number) => telling.map((state) => endOf(automaton, state, number)).join();
}

/** The states that numbers lead to; undefined: too many. */
function endsFrom(automaton: GlobAutomaton, start: AutomatonState): ReadonlySet<AutomatonState> | undefined {
  let states = new Set([start]);
  for (let read = 0; read < LENGTH; read += 1) {
    states = new Set([...states].flatMap((state) => DIGITS.map((digit) => automaton.step(state, digit))));
    if (states.size > STATE_LIMIT) return undefined;
  }
  return states;
}

function endOf(automaton: GlobAutomaton, start: AutomatonState, number: string): AutomatonState {
  let state = start;
  for (let index = 0; index < number.length && automaton.isAlive(state, 0, 1); index += 1)
    state = automaton.step(state, number.charCodeAt(index));
  return state;
}
