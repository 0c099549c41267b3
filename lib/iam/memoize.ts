/**
 * Returns the function with a cache of its results.
 *
 * @param limit the greatest number of cached results; beyond it, all are dropped. Default: no limit. A function that lives
 *   as long as the process and takes text of unknown origin needs a limit.
 */
export function memoize<Key, Value>(compute: (key: Key) => Value, limit = Infinity): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = compute(key);
      if (known.size >= limit) known.clear();
      known.set(key, value);
    }
    return value;
  };
}

/** The limit for functions that live as long as the process and take text from policies and requests. */
export const MANY_TEXTS = 10_000;

/** Returns a function that numbers objects in the order of their first use. */
export function numberObjects(): (object: object) => number {
  const numbers = new Map<object, number>();
  return (object) => {
    const number = numbers.get(object) ?? numbers.size;
    numbers.set(object, number);
    return number;
  };
}
