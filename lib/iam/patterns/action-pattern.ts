import { compileGlob } from './glob';
import { isEverything, patternOf, plainTemplate } from './template';

/** The prefix of an action, in lower case: `s3` of `S3:PutObject`. */
export function serviceOf(action: string): string {
  const colon = action.indexOf(':');
  return (colon < 0 ? action : action.slice(0, colon)).toLowerCase();
}

/** Whether one of the patterns matches an action, ignoring case. The action must be in lower case. */
export function actionMatcher(patterns: readonly string[]): (action: string) => boolean {
  const names = new Set<string>();
  const matchers: ((action: string) => boolean)[] = [];
  for (const pattern of patterns) {
    const text = pattern.toLowerCase();
    if (isEverything(text)) return () => true;
    if (/[*?]/.test(text)) matchers.push(compileGlob(patternOf(plainTemplate(text))));
    else names.add(text);
  }
  return (action) => names.has(action) || matchers.some((matches) => matches(action));
}
