import { join } from 'node:path';
import type { NodeProgram, ProgramOutput } from './node-program';

/** Runs one of Rampart's commands as a person would, against the emulator. */
export type RampartCommand = (...args: readonly string[]) => Promise<ProgramOutput>;

/** Rampart's command line. */
export const RAMPART = join(__dirname, '../../bin/rampart.js');

export function rampartCommand(node: NodeProgram): RampartCommand {
  return (...args) => node([RAMPART, ...args]);
}
