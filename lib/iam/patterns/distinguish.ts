/** ARNs that distinguish patterns from patterns that are a little wider or narrower. */
import { MANY_TEXTS, memoize } from '../memoize';
import { arnCovers, arnMatches, parseArnGlob, parseGlob } from './glob';
import { explore, GlobAutomaton, textOf } from './glob-automaton';
import { arnPatternsOverlap, overlaps } from './overlap';
import { narrowed, widened } from './variations';

/** Patterns of ARNs, each of which is to be distinguished from its variations, and where. */
export interface Distinction {
  readonly patterns: readonly string[];
  /** Only ARNs that one of these patterns matches. Default: all. */
  readonly within?: readonly string[];
  /** Only ARNs that none of these patterns matches. */
  readonly outside?: readonly string[];
}

/** The ARNs that may be chosen: of these accounts and kinds, such as `role`, with a name after the last slash. */
export interface ArnFrame {
  /** The account instead of a wildcard comes first. */
  readonly accounts: readonly string[];
  readonly kinds: readonly string[];
}

/**
 * ARNs that show every change of the patterns that some ARN of the frame can show: one without each pattern, and one for
 * each variation of it. An ARN shows a change if the patterns together match it before or after the change, not both.
 */
export function distinguish(distinctions: readonly Distinction[], frame: ArnFrame): readonly string[] {
  return distinguished(JSON.stringify([distinctions, frame]));
}

/** Memoized, because many statements have the same exemptions. */
const distinguished = memoize((question: string): readonly string[] => {
  const [distinctions, frame] = JSON.parse(question) as readonly [readonly Distinction[], ArnFrame];
  const chosen: string[] = [];
  for (const { patterns, within, outside = [] } of distinctions) {
    const distinct = [...new Set(patterns)];
    for (const [index, pattern] of distinct.entries()) {
      const others = distinct.toSpliced(index, 1);
      for (const variation of [null, ...widened(pattern), ...narrowed(pattern)]) {
        const change = { pattern, variation, others: [...others, ...outside], within };
        if (chosen.some((arn) => shows(change, arn))) continue;
        const found = findArn(change, frame);
        if (found !== undefined) chosen.push(found);
      }
    }
  }
  return chosen;
}, MANY_TEXTS);

interface Change {
  readonly pattern: string;
  /** Null: the pattern is removed. */
  readonly variation: string | null;
  /** Patterns that must not match, because the change makes no difference to what they match. */
  readonly others: readonly string[];
  readonly within: readonly string[] | undefined;
}

function shows({ pattern, variation, others, within }: Change, arn: string): boolean {
  const after = variation !== null && arnMatches(variation, arn);
  return (
    arnMatches(pattern, arn) !== after &&
    !others.some((other) => arnMatches(other, arn)) &&
    within?.some((one) => arnMatches(one, arn)) !== false
  );
}

/** A readable ARN if possible, otherwise a shortest one; undefined: there is none. */
function findArn(change: Change, frame: ArnFrame): string | undefined {
  const { pattern, variation, others, within } = change;
  const isWider = variation !== null && arnCovers(variation, pattern);
  const [wide, narrow] = isWider ? [variation, pattern] : [pattern, variation];
  const inside = within?.filter((one) => arnPatternsOverlap(one, wide));
  if (inside?.length === 0) return undefined;
  const readable = [wide, ...(inside ?? [])].flatMap((one) => filled(one, frame));
  const found = readable.find((arn) => shows(change, arn));
  if (found !== undefined) return found;
  const near = others.filter((other) => arnPatternsOverlap(other, wide));
  if (near.some((other) => arnCovers(other, wide))) return undefined;
  const accounts = frame.accounts.filter((account) => overlaps(account, wide.split(':')[4] ?? ''));
  const frames = accounts.flatMap((account) => frame.kinds.map((kind) => `arn:aws:iam::${account}:${kind}/?*`));
  return shortest(frames, wide, inside ?? ['*'], [...near, ...(narrow === null ? [] : [narrow])]);
}

/** What a person might write for a wildcard: a name, a path and a name, a part of a name. */
const WORDS = ['sample', 'other', 'sample/below', 'x', ''];

/** ARNs of the frame that a pattern matches. */
function filled(pattern: string, { accounts, kinds }: ArnFrame): readonly string[] {
  const [arn = '', partition = '', service = '', region = '', account = '', ...rest] = pattern.split(':');
  const name = rest.join(':');
  return (account === '*' ? accounts : [account])
    .filter((number) => accounts.includes(number))
    .flatMap((number) =>
      kinds.flatMap((kind) =>
        WORDS.map((word) => {
          const path = name.replace(/^\*\//, `${kind}/`).replaceAll('*', word).replaceAll('?', 'x');
          return [arn, partition === '*' ? 'aws' : partition, service, region, number, path].join(':');
        }),
      ),
    )
    .filter((text) => kinds.includes(NAMED.exec(text)?.[1] ?? ''));
}

/** An ARN with a kind and a name, and without empty parts of a path. */
const NAMED = /^(?:[^:/]*:){5}([^/]+)(?:\/[^/]+)+$/;

/** More states than patterns of people need. */
const STATE_LIMIT = 5_000;

/** An ARN that one of the frames, a pattern and one of the patterns inside match, and none of the last ones. */
function shortest(
  frames: readonly string[],
  wide: string,
  inside: readonly string[],
  none: readonly string[],
): string | undefined {
  const rows = [...[...frames, wide, ...inside].map(parseArnGlob), ...NOT_NAMES, ...none.map(parseArnGlob)];
  const automaton = new GlobAutomaton(rows);
  const ends = [frames.length, frames.length + 1, frames.length + 1 + inside.length];
  const groups = ends.map((end, index) => [ends[index - 1] ?? 0, end] as const);
  const isAlive = (state: number): boolean => groups.every(([from, end]) => automaton.isAlive(state, from, end));
  const found = explore(automaton, isAlive, STATE_LIMIT)?.visits.find(({ state }) => {
    const accepted = automaton.accepted(state);
    const isIn = ([from, end]: readonly [number, number]): boolean => accepted.some((row) => row >= from && row < end);
    return groups.every(isIn) && !isIn([ends[2] ?? 0, rows.length]);
  });
  return found === undefined ? undefined : textOf(found);
}

/** Without a name, or with an empty part of a path. */
const NOT_NAMES = ['*/', '*//*'].map(parseGlob);

/** Whether patterns together match every ARN that both of two other patterns match. False if it is not known. */
export function coverCommon(patterns: readonly string[], [one, other]: readonly [string, string]): boolean {
  const near = patterns.filter((pattern) => arnPatternsOverlap(pattern, other));
  const automaton = new GlobAutomaton([one, other, ...near].map(parseArnGlob));
  const isAlive = (state: number): boolean => automaton.isAlive(state, 0, 1) && automaton.isAlive(state, 1, 2);
  const isOnlyCommon = (rows: readonly number[]): boolean => rows.join() === '0,1';
  const exploration = explore(automaton, isAlive, STATE_LIMIT);
  return exploration?.visits.every(({ state }) => !isOnlyCommon(automaton.accepted(state))) ?? false;
}
