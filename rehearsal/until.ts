import { setTimeout as pause } from 'node:timers/promises';

export interface UntilOptions {
  /** The longest wait. */
  readonly seconds: number;
  /** The time between two looks, in milliseconds. */
  readonly pauseMs: number;
}

/** Looks repeatedly until there is a result; undefined if there is none in time. */
export async function until<Found>(
  look: () => Promise<Found | undefined>,
  { seconds, pauseMs }: UntilOptions,
): Promise<Found | undefined> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > end) return found;
    await pause(pauseMs);
  }
}
