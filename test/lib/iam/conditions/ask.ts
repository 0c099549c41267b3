import { compileConditions } from '../../../../lib/iam/conditions/condition';
import { PRESENT, UNKNOWN, type Context, type Knowledge } from '../../../../lib/iam/evaluation/context';
import type { ConditionValue } from '../../../../lib/iam/statement';
import type { Truth } from '../../../../lib/iam/evaluation/truth';

/** A context: `'?'` is an unknown key, `'!'` a key that is present with an unknown value. Other keys are absent. */
export type Keys = Readonly<Record<string, Knowledge>>;

export function contextOf(keys: Keys): Context {
  const known = new Map<string, Knowledge>(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    value: (key): Knowledge => {
      const value = known.get(key);
      if (value === '?') return UNKNOWN;
      if (value === '!') return PRESENT;
      return value;
    },
  };
}

/** Whether one condition is true. `known`: the value of `aws:x`, or several keys. */
export function holds(operator: string, values: ConditionValue, known: Knowledge | { readonly keys: Keys }): Truth {
  const [condition] = compileConditions({ [operator]: { 'aws:x': values } }, true);
  if (condition === undefined) throw new Error('one condition in, none out');
  return condition.holds(contextOf(isKeys(known) ? known.keys : { 'aws:x': known }));
}

function isKeys(known: Knowledge | { readonly keys: Keys }): known is { readonly keys: Keys } {
  return typeof known === 'object' && !Array.isArray(known);
}
