import { openSync } from 'node:fs';

/** The terminal of the process, whatever its inputs and outputs are. */
export const TERMINAL = '/dev/tty';

/** A descriptor to read from the terminal; undefined: there is none. */
export function openTerminal(): number | undefined {
  try {
    return openSync(TERMINAL, 'r');
  } catch {
    return undefined;
  }
}
