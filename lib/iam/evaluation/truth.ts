/** Three-valued logic (Kleene): true, false, or null if it is not known. */
export type Truth = boolean | null;

export function not(truth: Truth): Truth {
  return truth === null ? null : !truth;
}
