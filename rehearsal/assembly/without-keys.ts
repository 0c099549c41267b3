/**
 * Removes the conditions on some keys from what a policy allows to callers in accounts: without a key that the emulator does
 * not send, such a statement would never apply. Statements for services keep them: no service calls anything on the emulator.
 *
 * @param isAbsent gets a key in lower case
 */
export function withoutKeys(content: unknown, isAbsent: (key: string) => boolean): unknown {
  if (!isObject(content) || !('Statement' in content)) return content;
  const relaxed = [content['Statement']].flat().map((one: unknown) => (isObject(one) ? relax(one, isAbsent) : one));
  return { ...content, Statement: Array.isArray(content['Statement']) ? relaxed : relaxed[0] };
}

/** Returns the same statement if nothing was removed. */
function relax(statement: Readonly<Record<string, unknown>>, isAbsent: (key: string) => boolean): object {
  const { Effect, Principal, Condition, ...rest } = statement;
  if (Effect !== 'Allow' || !isObject(Condition) || (isObject(Principal) && 'Service' in Principal)) return statement;
  const operators = Object.entries(Condition).map(([operator, keys]) => [operator, without(keys, isAbsent)] as const);
  if (operators.every(([operator, keys]) => keys === Condition[operator])) return statement;
  const left = Object.fromEntries(operators.filter(([, keys]) => !isObject(keys) || Object.keys(keys).length > 0));
  return {
    Effect,
    ...('Principal' in statement && { Principal }),
    ...rest,
    ...(Object.keys(left).length > 0 && { Condition: left }),
  };
}

function without(keys: unknown, isAbsent: (key: string) => boolean): unknown {
  if (!isObject(keys)) return keys;
  const left = Object.entries(keys).filter(([key]) => !isAbsent(key.toLowerCase()));
  return left.length === Object.keys(keys).length ? keys : Object.fromEntries(left);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
