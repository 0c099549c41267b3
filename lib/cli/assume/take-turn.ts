import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** How processes take turns. Times are in milliseconds. */
export interface TurnTimes {
  /** Between two looks whether it is our turn. */
  readonly pauseMs: number;
  /** After this time without a sign of life, whoever has the turn is taken for ended. */
  readonly staleMs: number;
}

const TIMES: TurnTimes = { pauseMs: 100, staleMs: 15_000 };

/**
 * Does something while no other process does it for the same file: otherwise two of them would ask a person for one code. If a
 * process ends without giving up its turn, another one takes it some seconds later.
 *
 * @param file marks the turn; it lies in a folder that exists
 * @param tell is called once if another process has the turn
 */
export async function takeTurn<Value>(
  file: string,
  act: () => Promise<Value>,
  tell: () => void,
  { pauseMs, staleMs }: TurnTimes = TIMES,
): Promise<Value> {
  for (let told = false; !(await mark(file)); told = true) {
    if (!told) tell();
    await discardStale(file, staleMs);
    await sleep(pauseMs);
  }
  const alive = setInterval(() => {
    const now = new Date();
    // If the mark is gone, another process has taken the turn: what we write is whole all the same.
    utimes(file, now, now).catch(() => undefined);
  }, staleMs / 3);
  alive.unref();
  try {
    return await act();
  } finally {
    clearInterval(alive);
    await rm(file, { force: true });
  }
}

/** Whether the turn is ours now. */
async function mark(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** By a new name first: of several processes that see it, one gets it. */
async function discardStale(file: string, staleMs: number): Promise<void> {
  try {
    if (Date.now() - (await stat(file)).mtimeMs < staleMs) return;
    const discarded = `${file}.${randomUUID()}`;
    await rename(file, discarded);
    await rm(discarded, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
