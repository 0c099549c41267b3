/** How long to wait for AWS. Times are in milliseconds. */
export interface Patience {
  readonly timeoutMs: number;
  /** Between two looks. */
  readonly pauseMs: number;
  /** The time since some fixed moment. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}
