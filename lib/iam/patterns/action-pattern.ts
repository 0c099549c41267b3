import { compileGlob } from './glob';
import { isEverything, patternOf, plainTemplate } from './template';

/** The prefix of an action, in lower case: `s3` of `S3:PutObject`. */
export function serviceOf(action: string): string {
  const colon = action.indexOf(':');
  return (colon < 0 ? action : action.slice(0, colon)).toLowerCase();
}

type Matches = (action: string) => boolean;

/** Whether one of the patterns matches an action, ignoring case. The action must be in lower case. */
export function actionMatcher(patterns: readonly string[]): Matches {
  const names = new Set<string>();
  // A list may have hundreds of patterns, and few of them are of the action's service.
  const byService = new Map<string, Matches[]>();
  const anyService: Matches[] = [];
  for (const pattern of patterns) {
    const text = pattern.toLowerCase();
    if (isEverything(text)) return () => true;
    if (!/[*?]/.test(text)) {
      names.add(text);
      continue;
    }
    const matches = compileGlob(patternOf(plainTemplate(text)));
    const service = /^[\w-]+(?=:)/.exec(text)?.[0];
    if (service === undefined) anyService.push(matches);
    else byService.set(service, [...(byService.get(service) ?? []), matches]);
  }
  const isAny = (matchers: readonly Matches[], action: string): boolean => matchers.some((matches) => matches(action));
  return (action) =>
    names.has(action) || isAny(byService.get(serviceOf(action)) ?? [], action) || isAny(anyService, action);
}
