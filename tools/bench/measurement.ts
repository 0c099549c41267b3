/** What is measured, against what, and what it must keep to. */
export interface Measurement {
  readonly what: string;
  readonly value: string;
  readonly reference: string;
  /** The value to the reference. */
  readonly ratio: number;
  readonly bar: string;
  readonly isMet: boolean;
}

/** A measurement without its bar. */
export type Measured = Pick<Measurement, 'what' | 'value' | 'reference' | 'ratio'>;

export function atMost(limit: number, measured: Measured): Measurement {
  return { ...measured, bar: `≤ ${limit} of the reference`, isMet: measured.ratio <= limit };
}

export function atLeast(limit: number, measured: Measured): Measurement {
  return { ...measured, bar: `≥ ${limit} of the reference`, isMet: measured.ratio >= limit };
}

/** A bar in seconds; the reference only tells how fast the machine is. */
export function within(limit: number, seconds: number, measured: Measured): Measurement {
  return { ...measured, bar: `≤ ${limit} s`, isMet: seconds <= limit };
}

export function describeSeconds(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}
