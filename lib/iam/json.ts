/** Helpers for JSON values of any origin: type checks, JSON pointers, and quoting a value in a message. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON pointer (RFC 6901) of a member or an element of the value at another pointer. */
export function below(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A path from the outside in, as a JSON pointer. */
export function pointerTo(path: readonly (string | number)[]): string {
  return path.reduce<string>(below, '');
}

const MAX_QUOTED_CHARACTERS = 60;

/** A value in backticks, shortened if it is long. Lists and objects are only named, so that any depth is safe. */
export function quote(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (value === undefined) return 'undefined';
  const text = JSON.stringify(value);
  const isLong = text.length > MAX_QUOTED_CHARACTERS;
  return `\`${isLong ? `${text.slice(0, MAX_QUOTED_CHARACTERS - 1)}…` : text}\``;
}
