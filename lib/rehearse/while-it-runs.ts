import { setTimeout as pause } from 'node:timers/promises';
import type { Emulator } from './emulator/emulator';
import { RehearsalFailure } from './failure';

/** How long a process may take to be seen to have ended, once nobody answers in it. */
const GRACE_MS = 1000;

/**
 * Works with a server for as long as it runs. Whoever asks a server that is gone fails, and the way he fails tells little:
 * instead it is told that the server is gone.
 *
 * @param emulator undefined: the server is somebody else's
 */
export async function whileItRuns<Value>(
  emulator: Pick<Emulator, 'died'> | undefined,
  work: Promise<Value>,
): Promise<Value> {
  const died = emulator === undefined ? [] : [emulator.died];
  try {
    return await Promise.race([work, ...died]);
  } catch (error) {
    if (!isOfConnection(error)) throw error;
    await Promise.race([pause(GRACE_MS), ...died]);
    throw new RehearsalFailure(1, `the emulator does not answer any more: ${reasonOf(error)}`);
  }
}

/** By its code; `fetch` wraps it. */
function isOfConnection(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|UND_ERR_SOCKET)$/.test(code) || isOfConnection(error.cause);
}

function reasonOf(error: Error): string {
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
