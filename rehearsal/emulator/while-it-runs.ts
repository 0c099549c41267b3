import { setTimeout as pause } from 'node:timers/promises';
import { RehearsalFailure } from '../failure';
import type { Emulator } from './emulator';

/** How long we wait for the process to end after it stopped answering, in milliseconds. */
const GRACE_MS = 1000;

/**
 * Does something with an emulator. If the emulator ends meanwhile, the error says so, rather than which call then failed.
 *
 * @param emulator undefined if we did not start it
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
    throw new RehearsalFailure(1, `the emulator no longer answers: ${reasonOf(error)}`);
  }
}

/** Looks at the error's code. `fetch` wraps the error of the connection. */
function isOfConnection(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|UND_ERR_SOCKET)$/.test(code) || isOfConnection(error.cause);
}

function reasonOf(error: Error): string {
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
