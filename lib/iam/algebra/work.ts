/**
 * How much a comparison may calculate. The unit is one set of cells that is compared with another one, not time, so that
 * the same question always has the same answer.
 */

/** A question needs more work than it may take. */
export class TooMuchWork extends Error {}

let left = Infinity;

/** Counts some work. @throws TooMuchWork if it is more than is left */
export function spend(amount: number): void {
  left -= amount;
  if (left < 0) throw new TooMuchWork();
}

/**
 * Calculates something with a limit. Calls can be nested: the inner calculation may not take more than is left of the outer
 * one.
 *
 * @throws TooMuchWork
 */
export function withinWork<Result>(limit: number, calculate: () => Result): Result {
  const outer = left;
  left = Math.min(limit, outer);
  const start = left;
  try {
    return calculate();
  } finally {
    // Infinity minus a number is Infinity.
    left = outer - (start - left);
  }
}
