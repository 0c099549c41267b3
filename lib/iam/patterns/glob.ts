/**
 * IAM's patterns: `*` matches any text, `?` exactly one character, and `${*}`, `${?}` and `${$}` the characters `*`, `?`
 * and `$`. Any other `${…}` is text here: policy variables are already replaced with their values, by `escapeGlob`.
 *
 * Matching uses no regular expressions and no backtracking, so no pattern can make it slow.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
import { ANY_CHARACTER, ANY_CHARACTER_BUT_COLON, ANY_TEXT, ANY_TEXT_BUT_COLON, includes } from './glob-automaton';
import type { GlobToken } from './glob-automaton';
import { foldCase } from './letter-case';
import { MANY_TEXTS, memoize } from '../memoize';

export { foldCase };

interface GlobOptions {
  /** For action names, service prefixes and the `…IgnoreCase` operators. Default: false. */
  readonly ignoreCase?: boolean;
}

type Matcher = (text: string) => boolean;

const ESCAPE = /^\$\{([*?$])\}/;
const UNIT_OF_DOLLAR = 36;

/** Compiles a pattern to match many texts. */
export function compileGlob(pattern: string, { ignoreCase = false }: GlobOptions = {}): Matcher {
  if (!ignoreCase) return matcherOf(pattern);
  const matches = matcherOf(foldCase(pattern));
  return (text) => matches(foldCase(text));
}

/** Memoized, because the statements and scenarios of a guardrail have the same few patterns. */
const matcherOf = memoize((pattern: string): Matcher => compileTokens(parseGlob(pattern)), MANY_TEXTS);

export function globMatches(pattern: string, text: string, options?: GlobOptions): boolean {
  return compileGlob(pattern, options)(text);
}

/** Whether `outer` matches every text that `inner` matches. See `includes` for its limit. */
export function globCovers(outer: string, inner: string, { ignoreCase = false }: GlobOptions = {}): boolean {
  const fold = ignoreCase ? foldCase : (text: string): string => text;
  return fold(outer) === fold(inner) || includes(parseGlob(fold(outer)), parseGlob(fold(inner)));
}

/**
 * Compiles an ARN pattern, compared part by part: in the first five parts, no wildcard matches a colon. If a pattern with
 * fewer parts ends with `*`, that `*` matches all remaining parts (`*` alone matches everything); otherwise the pattern
 * matches only texts with as few parts.
 */
function compileArnGlob(pattern: string): Matcher {
  const parts = arnParts(pattern);
  const matchers = parts.map((part) => compileGlob(part));
  const free = lastPartIsFree(parts);
  return (text) => {
    let start = 0;
    for (const [index, matches] of matchers.entries()) {
      if (index === matchers.length - 1) {
        const rest = text.slice(start);
        return (free || !rest.includes(':')) && matches(rest);
      }
      const colon = text.indexOf(':', start);
      if (colon < 0 || !matches(text.slice(start, colon))) return false;
      start = colon + 1;
    }
    return false;
  };
}

const arnGlob = memoize(compileArnGlob, MANY_TEXTS);

export function arnMatches(pattern: string, text: string): boolean {
  return arnGlob(pattern)(text);
}

/** Whether `outer` matches every ARN that `inner` matches, both compared part by part. */
export function arnCovers(outer: string, inner: string): boolean {
  return outer === inner || arnIncludes(JSON.stringify([outer, inner]));
}

/** Memoized, because a proof compares the patterns of the exempt principals with each other for every statement. */
const arnIncludes = memoize((pair: string): boolean => {
  const [outer, inner] = JSON.parse(pair) as readonly [string, string];
  return includes(parseArnGlob(outer), parseArnGlob(inner));
}, MANY_TEXTS);

/** The pattern that matches only this text. */
export function escapeGlob(text: string): string {
  return text.replace(/[*?$]/g, '${$&}');
}

/** The only text that a pattern matches; undefined if it has wildcards. */
export function plainTextOf(pattern: string): string | undefined {
  const escapes = /\$\{([*?$])\}/g;
  return /[*?]/.test(pattern.replace(escapes, '')) ? undefined : pattern.replace(escapes, '$1');
}

/** The parts of an ARN or an ARN pattern, at most six. A colon within `${…}` is part of a variable. */
export function arnParts(pattern: string): readonly string[] {
  if (!pattern.includes('${')) return atMostSix(pattern.split(':'));
  const pieces = pattern.match(/\$\{[^}]*\}|[^]/g) ?? [];
  const parts = [''];
  for (const piece of pieces) {
    if (piece === ':') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${piece}`);
  }
  return atMostSix(parts);
}

function atMostSix(parts: readonly string[]): readonly string[] {
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

export function parseGlob(pattern: string): readonly GlobToken[] {
  const tokens: GlobToken[] = [];
  for (let index = 0; index < pattern.length; index += 1) {
    const unit = pattern.charCodeAt(index);
    const escaped = unit === UNIT_OF_DOLLAR ? ESCAPE.exec(pattern.slice(index, index + 4))?.[1] : undefined;
    if (escaped !== undefined) {
      tokens.push(escaped.charCodeAt(0));
      index += 3;
    } else if (pattern[index] === '?') tokens.push(ANY_CHARACTER);
    else if (pattern[index] !== '*') tokens.push(unit);
    else if (tokens.at(-1) !== ANY_TEXT) tokens.push(ANY_TEXT);
  }
  return tokens;
}

/** Memoized for the same reason. */
export const parseArnGlob = memoize((pattern: string): readonly GlobToken[] => {
  const parts = arnParts(pattern);
  const free = lastPartIsFree(parts);
  return parts.flatMap((part, index) => {
    const tokens = parseGlob(part);
    const last = index === parts.length - 1;
    const bound = last && free ? tokens : tokens.map(withoutColons);
    return last ? bound : [...bound, ':'.charCodeAt(0)];
  });
}, MANY_TEXTS);

/** The token; a wildcard becomes one that does not match colons. */
export function withoutColons(token: GlobToken): GlobToken {
  if (token === ANY_CHARACTER) return ANY_CHARACTER_BUT_COLON;
  return token === ANY_TEXT ? ANY_TEXT_BUT_COLON : token;
}

function lastPartIsFree(parts: readonly string[]): boolean {
  return parts.length === 6 || (parts.at(-1) ?? '').endsWith('*');
}

/** The tokens between two `*`; compared as text if they contain no `?`. */
interface Piece {
  readonly length: number;
  /** Whether the piece matches at this index of the text. */
  readonly isAt: (text: string, index: number) => boolean;
  /** The first index, from `from` on, at which it matches; -1 if there is none. */
  readonly find: (text: string, from: number) => number;
}

/**
 * The piece before the first `*` must match at the beginning, and the piece after the last `*` at the end. Each other piece
 * is matched at the first index after the previous piece, which leaves the most text for the rest.
 */
function compileTokens(tokens: readonly GlobToken[]): Matcher {
  const pieces = splitAtStars(tokens).map(compilePiece);
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return (text) => text === '';
  if (pieces.length === 1) return (text) => text.length === first.length && first.isAt(text, 0);
  const middle = pieces.slice(1, -1);
  const least = pieces.reduce((sum, { length }) => sum + length, 0);
  return (text) => {
    const end = text.length - last.length;
    if (text.length < least || !first.isAt(text, 0) || !last.isAt(text, end)) return false;
    let index = first.length;
    for (const piece of middle) {
      const found = piece.find(text, index);
      if (found < 0) return false;
      index = found + piece.length;
    }
    return index <= end;
  };
}

function splitAtStars(tokens: readonly GlobToken[]): readonly (readonly GlobToken[])[] {
  const pieces: GlobToken[][] = [[]];
  for (const token of tokens) {
    if (token === ANY_TEXT) pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  return pieces;
}

function compilePiece(tokens: readonly GlobToken[]): Piece {
  const { length } = tokens;
  const literals = [...tokens.entries()].filter(([, token]) => token !== ANY_CHARACTER);
  if (literals.length === length) {
    const literal = tokens.map((token) => String.fromCharCode(token)).join('');
    return {
      length,
      isAt: (text, index) => text.startsWith(literal, index),
      find: (text, from) => text.indexOf(literal, from),
    };
  }
  const isAt = (text: string, index: number): boolean => {
    if (index + length > text.length) return false;
    for (const [offset, token] of literals) if (token !== text.charCodeAt(index + offset)) return false;
    return true;
  };
  return {
    length,
    isAt,
    find: (text, from) => {
      for (let index = from; index + length <= text.length; index += 1) if (isAt(text, index)) return index;
      return -1;
    },
  };
}
