/** The value of a condition key. A list, even of one value, is the value of a multivalued key. */
export type KeyValue = string | readonly string[];

/** It is not known whether the key is present. */
export const UNKNOWN = Symbol('unknown');

/** The key is present, but its value is not known. */
export const PRESENT = Symbol('present');

/** `undefined`: the key is known to be absent. A list is never empty, because an empty list means an absent key. */
export type Knowledge = KeyValue | undefined | typeof UNKNOWN | typeof PRESENT;

/** What is known about the condition keys of a request. */
export interface Context {
  /** Condition keys are not case-sensitive; `key` is in lower case. */
  value(key: string): Knowledge;
}

/** A request as statements see it: one action on one resource. */
export interface AccessRequest {
  /** Such as `s3:PutObject`. */
  readonly action: string;
  /** One ARN, or `*` for an action without resources; null: not known. */
  readonly resource: string | null;
  readonly context: Context;
}
