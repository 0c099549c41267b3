/**
 * IAM's patterns: `*` stands for any text, `?` for exactly one character, `${*}`, `${?}` and `${$}` for the characters
 * themselves. Any other `${…}` is text here: policy variables are resolved before, with `escapeGlob` around the value.
 *
 * Matching takes no regular expression and no backtracking, so that no pattern can make it slow.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
import { ANY_CHARACTER, ANY_CHARACTER_BUT_COLON, ANY_TEXT, ANY_TEXT_BUT_COLON, includes } from './glob-automaton';
import type { GlobToken } from './glob-automaton';
import { foldCase } from './letter-case';
import { MANY_TEXTS, memoize } from '../memoize';

export { foldCase };

export interface GlobOptions {
  /** Action names, service prefixes and the `…IgnoreCase` operators. Default: case counts. */
  readonly ignoreCase?: boolean;
}

type Matcher = (text: string) => boolean;

const ESCAPE = /^\$\{([*?$])\}/;
const UNIT_OF_DOLLAR = 36;

/** The pattern ready for many texts. */
export function compileGlob(pattern: string, { ignoreCase = false }: GlobOptions = {}): Matcher {
  if (!ignoreCase) return matcherOf(pattern);
  const matches = matcherOf(foldCase(pattern));
  return (text) => matches(foldCase(text));
}

/** The same few patterns stand in all statements of a guardrail, and in each of its scenarios. */
const matcherOf = memoize((pattern: string): Matcher => compileTokens(parseGlob(pattern)), MANY_TEXTS);

export function globMatches(pattern: string, text: string, options?: GlobOptions): boolean {
  return compileGlob(pattern, options)(text);
}

/** Whether every text that `inner` matches is matched by `outer`, too; see `includes` about its limit. */
export function globCovers(outer: string, inner: string, { ignoreCase = false }: GlobOptions = {}): boolean {
  const fold = ignoreCase ? foldCase : (text: string): string => text;
  return fold(outer) === fold(inner) || includes(parseGlob(fold(outer)), parseGlob(fold(inner)));
}

/**
 * A pattern of ARNs, compared part by part: in the first five parts no wildcard reaches over a colon; the sixth is free.
 * A pattern of fewer parts ends in `*`, and that star takes the rest (`*` alone matches everything); if it does not, it
 * matches only texts of as few parts.
 */
export function compileArnGlob(pattern: string): Matcher {
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

/** Whether every ARN that `inner` matches is matched by `outer`, too, both read part by part. */
export function arnCovers(outer: string, inner: string): boolean {
  return outer === inner || includes(parseArnGlob(outer), parseArnGlob(inner));
}

/** The text as a pattern that matches just it. */
export function escapeGlob(text: string): string {
  return text.replace(/[*?$]/g, '${$&}');
}

/** The one text that a pattern matches; undefined where it has wildcards. */
export function plainTextOf(pattern: string): string | undefined {
  const escapes = /\$\{([*?$])\}/g;
  return /[*?]/.test(pattern.replace(escapes, '')) ? undefined : pattern.replace(escapes, '$1');
}

/** The parts of an ARN or of a pattern of ARNs, at most six. A colon within `${…}` belongs to a variable. */
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

export function parseArnGlob(pattern: string): readonly GlobToken[] {
  const parts = arnParts(pattern);
  const free = lastPartIsFree(parts);
  return parts.flatMap((part, index) => {
    const tokens = parseGlob(part);
    const last = index === parts.length - 1;
    const bound = last && free ? tokens : tokens.map(withoutColons);
    return last ? bound : [...bound, ':'.charCodeAt(0)];
  });
}

/** The token, but if it is a wildcard, not for colons. */
export function withoutColons(token: GlobToken): GlobToken {
  if (token === ANY_CHARACTER) return ANY_CHARACTER_BUT_COLON;
  return token === ANY_TEXT ? ANY_TEXT_BUT_COLON : token;
}

function lastPartIsFree(parts: readonly string[]): boolean {
  return parts.length === 6 || (parts.at(-1) ?? '').endsWith('*');
}

/** The row of tokens between two stars, as text where it holds no `?`. */
interface Piece {
  readonly length: number;
  /** Whether the piece stands at this place of the text. */
  readonly isAt: (text: string, index: number) => boolean;
  /** The first place from `from` on where it stands; -1 when there is none. */
  readonly find: (text: string, from: number) => number;
}

/**
 * The piece before the first star stands at the beginning, the one behind the last star at the end; each of the others
 * is taken at its first place behind its forerunner, which leaves the most room for the rest.
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
