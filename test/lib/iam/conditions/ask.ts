import { compileConditions } from '../../../../lib/iam/conditions/condition';
import { PRESENT, UNKNOWN, type Context, type Knowledge } from '../../../../lib/iam/context';
import type { ConditionValue } from '../../../../lib/iam/statement';
import type { Truth } from '../../../../lib/iam/truth';

/** What is known of some keys; `'?'` where nothing is, `'!'` where only that the key is there. Others are absent. */
export type Keys = Readonly<Record<string, Knowledge>>;

export function contextOf(keys: Keys): Context {
  const known = new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    value: (key) => {
      const value = known.get(key);
      return value === '?' ? UNKNOWN : value === '!' ? PRESENT : value;
    },
  };
}

/** Whether one condition holds. `keys`: the value of `aws:x`, or several keys. */
export function holds(operator: string, values: ConditionValue, keys: Knowledge | { keys: Keys }): Truth {
  const [condition] = compileConditions({ [operator]: { 'aws:x': values } }, true);
  if (condition === undefined) throw new Error('one condition in, none out');
  const context = typeof keys === 'object' && 'keys' in keys ? keys.keys : { 'aws:x': keys };
  return condition.holds(contextOf(context));
}
