import type { Context } from '../evaluation/context';
import {
  NO_VALUE,
  fillIn,
  fixedPieces,
  mayMatch,
  parseTemplate,
  plainTemplate,
  type Filled,
} from '../patterns/template';
import type { Truth } from '../evaluation/truth';

/** Whether one of the values in a policy matches one value of a request. */
export type AnyMatch = (value: string, context: Context) => Truth;

/** How the values of one operator, or of its negated form, are compared. */
export interface ValueComparison {
  /** Whether `${…}` in the policy's values is replaced with a value of the request. */
  readonly variables: boolean;
  /** Whether `*` and `?` in the policy's values match other characters. */
  readonly wildcards: boolean;
  /** Why a value of a policy is invalid; null if it is valid. The value contains no variable. */
  readonly mistake: (value: string) => string | null;
  readonly anyMatch: (values: readonly string[], variables: boolean) => AnyMatch;
}

interface Reading<Read> extends Pick<ValueComparison, 'variables' | 'wildcards' | 'mistake'> {
  /** Reads a value of a request; null if it is invalid. AWS does not document how such a value compares, so the result is null. */
  readonly read: (value: string) => Read | null;
  /** Whether a value of the request matches; null if AWS does not document it. */
  readonly matcher: (pieces: Filled['pieces']) => (read: Read) => Truth;
}

/** Returns a comparison that reads each value of a request once, and the policy's values at compile time. */
export function comparison<Read>(reading: Reading<Read>): ValueComparison {
  const { read, variables, wildcards, mistake } = reading;
  return {
    variables,
    wildcards,
    mistake,
    anyMatch(values, substitute) {
      const matchers = values.map((value) => valueMatcher(value, reading, substitute));
      return (value, context) => {
        const seen = read(value);
        if (seen === null) return null;
        let any: Truth = false;
        for (const matches of matchers) {
          const answer = matches(seen, context, value);
          if (answer === true) return true;
          if (answer === null) any = null;
        }
        return any;
      };
    },
  };
}

function valueMatcher<Read>(
  value: string,
  { matcher, variables, wildcards }: Reading<Read>,
  substitute: boolean,
): (read: Read, context: Context, text: string) => Truth {
  const template = substitute && variables ? parseTemplate(value) : plainTemplate(value);
  const pieces = fixedPieces(template);
  if (pieces !== null) return matcher(pieces);
  return (read, context, text) => {
    const filled = fillIn(template, context);
    if (filled === NO_VALUE) return false;
    if (filled.open) return mayMatch(filled, wildcards, text) ? null : false;
    return matcher(filled.pieces)(read);
  };
}
