/** Kleene's three values: true, false, and null where it cannot be told. */
export type Truth = boolean | null;

export function not(truth: Truth): Truth {
  return truth === null ? null : !truth;
}
