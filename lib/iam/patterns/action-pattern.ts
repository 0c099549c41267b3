import { MANY_TEXTS, memoize } from '../memoize';
import { compileGlob } from './glob';
import { isEverything, patternOf, plainTemplate } from './template';

/** The prefix of an action, in lower case: `s3` of `S3:PutObject`. */
export function serviceOf(action: string): string {
  const colon = action.indexOf(':');
  return (colon < 0 ? action : action.slice(0, colon)).toLowerCase();
}

/** Whether one of the patterns matches an action, ignoring case. The action must be in lower case. */
export function actionMatcher(patterns: readonly string[]): Matches {
  const names = new Set<string>();
  // A list may have hundreds of patterns, and few of them are of the action's service.
  const byService = new Map<string | null, Matches[]>();
  for (const each of patterns) {
    const { text, matches, service } = parsed(each);
    if (isEverything(text)) return () => true;
    if (matches === null) names.add(text);
    else if (byService.get(service)?.push(matches) === undefined) byService.set(service, [matches]);
  }
  const isMatched = (action: string, service: string | null): boolean =>
    byService.get(service)?.some((matches) => matches(action)) === true;
  return (action) => names.has(action) || isMatched(action, serviceOf(action)) || isMatched(action, null);
}

type Matches = (action: string) => boolean;

interface ParsedPattern {
  /** In lower case. */
  readonly text: string;
  /** Null: it has no wildcard, and matches itself. */
  readonly matches: Matches | null;
  /** The only service whose actions it matches; null: it may match those of several. */
  readonly service: string | null;
}

/** Memoized, because the mutants of a list have all its patterns but one. */
const parsed = memoize((pattern: string): ParsedPattern => {
  const text = pattern.toLowerCase();
  const matches = /[*?]/.test(text) ? compileGlob(patternOf(plainTemplate(text))) : null;
  return { text, matches, service: /^[\w-]+(?=:)/.exec(text)?.[0] ?? null };
}, MANY_TEXTS);
