/** Matches the resource of a request with `Resource` and `NotResource`. */
import { splitArn, type ArnParts } from './arn';
import type { Context } from '../evaluation/context';
import { arnParts, compileGlob } from './glob';
import {
  NO_VALUE,
  fillIn,
  fixedPieces,
  isEverything,
  mayMatch,
  parseTemplate,
  patternOf,
  plainTemplate,
  variablesOf,
  type Template,
} from './template';
import type { Truth } from '../evaluation/truth';

type Matches = (resource: string, arn: ArnParts | null, context: Context) => Truth;

/** Whether one of the patterns of a `Resource` or `NotResource` element matches. */
export interface ResourceMatcher {
  matches(resource: string | null, context: Context): Truth;
  /** The variables in the patterns, as written. */
  readonly variables: readonly string[];
}

/**
 * Compiles the values of `Resource` or `NotResource`. A value with a variable that has no value matches no resource.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceMatcher(patterns: readonly string[], variables: boolean): ResourceMatcher {
  const templates = patterns.map(variables ? parseTemplate : plainTemplate);
  const compiled = templates.map(compilePattern);
  if (compiled.includes(EVERYTHING)) return { matches: () => true, variables: [] };
  return {
    variables: templates.flatMap(variablesOf).map(({ name }) => name),
    matches(resource, context) {
      if (resource === null) return null;
      const arn = splitArn(resource);
      let any: Truth = false;
      for (const matches of compiled) {
        const answer = matches(resource, arn, context);
        if (answer === true) return true;
        if (answer === null) any = null;
      }
      return any;
    },
  };
}

const EVERYTHING: Matches = () => true;

function compilePattern(template: Template): Matches {
  const pieces = fixedPieces(template);
  if (pieces !== null) return isEverything(patternOf(pieces)) ? EVERYTHING : patternMatcher(patternOf(pieces));
  const misplaced = hasMisplacedVariable(template);
  return (resource, arn, context) => {
    const filled = fillIn(template, context);
    if (filled === NO_VALUE) return false;
    if (filled.open) return mayMatch(filled, true, resource) ? null : false;
    const matches = patternMatcher(patternOf(filled.pieces))(resource, arn, context);
    return matches === true && misplaced ? null : matches;
  };
}

/** AWS: a variable "can't replace parts of the ARN before the fifth colon". The effect of one there is not documented. */
function hasMisplacedVariable(template: Template): boolean {
  const first = template.findIndex((part) => 'key' in part);
  const before = template.slice(0, first).map((part) => ('text' in part ? part.text : ''));
  return before.join('').split(':').length <= 5;
}

/**
 * One pattern. Wildcards match within one part of the ARN, but a `*` at the end of the pattern matches all remaining parts.
 *
 * AWS: a `*` at the end of a part "can expand to match beyond the colon boundaries". If a pattern matches a resource only
 * in that case, or has too few parts, the result is null.
 */
function patternMatcher(pattern: string): Matches {
  // If the pattern does not match even with wildcards that match colons, it matches in no interpretation of AWS's page.
  const loose = compileGlob(pattern);
  const parts = arnParts(pattern);
  const front = parts.slice(0, -1).map((part) => (isEverything(part) ? null : compileGlob(part)));
  const rest = compileGlob(parts.at(-1) ?? '');
  if (parts.length === 6 || (parts.length > 1 && parts[0] === 'arn' && pattern.endsWith('*'))) {
    return (resource, arn) => {
      if (arn !== null && rest(from(arn, front.length)) && eachPart(front, arn)) return true;
      return loose(resource) ? null : false;
    };
  }
  // AWS's pages contradict each other: an incomplete pattern is completed, or refused.
  const completed = compileGlob(`${pattern}*`);
  return (resource) => (completed(resource) ? null : false);
}

/** The ARN from its nth part to the end. */
function from(arn: ArnParts, index: number): string {
  return index === 5 ? arn[5] : arn.slice(index).join(':');
}

function eachPart(matchers: readonly (((part: string) => boolean) | null)[], arn: ArnParts): boolean {
  return matchers.every((matches, index) => matches === null || matches(arn[index] ?? ''));
}
