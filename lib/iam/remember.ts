/** Requests and policies bring no end of texts; beyond this many, the least work is to begin again. */
const LIMIT = 10_000;

/** The function, but working out an answer once, as long as there are not too many. */
export function remember<Key, Value>(compute: (key: Key) => Value, limit = LIMIT): (key: Key) => Value {
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

/** Numbers objects in the order in which they come. */
export function numberObjects(): (object: object) => number {
  const numbers = new Map<object, number>();
  return (object) => {
    const number = numbers.get(object) ?? numbers.size;
    numbers.set(object, number);
    return number;
  };
}
