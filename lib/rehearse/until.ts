import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  readonly seconds: number;
  /** Between two looks. */
  readonly pauseMs: number;
}

/** Looks again and again until there is what is looked for; undefined: it did not come in time. */
export async function until<Found>(
  look: () => Promise<Found | undefined>,
  { seconds, pauseMs }: Patience,
): Promise<Found | undefined> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > end) return found;
    await pause(pauseMs);
  }
}
