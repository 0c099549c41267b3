/** Why a request cannot be judged. */
export interface RequestMistake {
  /** Stable and machine-readable, such as `unknown-account`. */
  readonly code: string;
  /** The field, and the place in it; empty: the request as a whole. */
  readonly path: readonly (string | number)[];
  /** What is wrong, with the value given in backticks; lower case, no period. */
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}
