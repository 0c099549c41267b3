/** The value of a condition key. A list, even of one, is what a multivalued key holds. */
export type KeyValue = string | readonly string[];

/** Whether the key is there is not known, nor its value. */
export const UNKNOWN = Symbol('unknown');

/** The key is there, its value is not known. */
export const PRESENT = Symbol('present');

/** `undefined`: the key is known to be absent. A list that is given is never empty: that is an absent key. */
export type Knowledge = KeyValue | undefined | typeof UNKNOWN | typeof PRESENT;

/** What is known of a request's condition keys. */
export interface Context {
  /** Key names are compared without case; `key` is in lower case. */
  value(key: string): Knowledge;
}

/** A request as statements see it: one action on one resource. */
export interface AccessRequest {
  /** Such as `s3:PutObject`. */
  readonly action: string;
  /** One ARN, or `*` for an action that knows no resources; null: not known. */
  readonly resource: string | null;
  readonly context: Context;
}

/** A context of known values: each key that is not named is absent. */
export function knownContext(values: Readonly<Record<string, KeyValue>>): Context {
  const known = new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
  return { value: (key) => known.get(key) };
}
