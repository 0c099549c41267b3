import { UserMistake } from '../input/user-mistake';

/** Reads `key=value`; a key that comes several times has several values. */
export function parseContext(given: readonly string[]): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const one of given) {
    const equals = one.indexOf('=');
    const key = one.slice(0, equals);
    if (equals < 1)
      throw new UserMistake(`--context takes key=value, such as aws:RequestedRegion=eu-central-1; it got \`${one}\``);
    values.set(key, [...(values.get(key) ?? []), one.slice(equals + 1)]);
  }
  return Object.fromEntries(
    [...values].map(([key, [first = '', ...others]]) => [key, others.length === 0 ? first : [first, ...others]]),
  );
}
