import { compileConditions } from '../conditions/condition';
import type { ConditionBlock, Statement } from '../statement';
import { UNKNOWN, type Context, type KeyValue } from './context';

/** What is known about keys, in lower case; undefined: they are absent. */
export type KnownKeys = ReadonlyMap<string, KeyValue | undefined>;

/**
 * A statement as it applies to requests in which some keys have known values: conditions that are true for these values are
 * omitted. Null: it applies to none of these requests. A condition that needs other keys, too, stays.
 *
 * @param variables whether `${…}` is a policy variable
 */
export function withKnownKeys(statement: Statement, known: KnownKeys, variables: boolean): Statement | null {
  const { Condition = {}, ...rest } = statement;
  if (!Object.values(Condition).some((keys) => Object.keys(keys).some((key) => known.has(key.toLowerCase()))))
    return statement;
  const context: Context = { value: (key) => (known.has(key) ? known.get(key) : UNKNOWN) };
  const open: Record<string, ConditionBlock[string]> = {};
  for (const [operator, keys] of Object.entries(Condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const [condition] = compileConditions({ [operator]: { [key]: values } }, variables);
      const holds = known.has(key.toLowerCase()) ? condition?.holds(context) : null;
      if (holds === false) return null;
      if (holds !== true) open[operator] = { ...open[operator], [key]: values };
    }
  }
  return Object.keys(open).length === 0 ? rest : { ...rest, Condition: open };
}
