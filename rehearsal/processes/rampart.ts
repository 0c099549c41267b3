import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CdkOptions } from './cdk';

/** How one of Rampart's commands ended. */
export interface RampartEnd {
  /** Null if a signal ended it. */
  readonly exitCode: number | null;
  /** What it wrote to standard output. */
  readonly output: string;
}

/** Runs one of Rampart's commands as a person would, against the emulator. */
export type RampartCommand = (...args: readonly string[]) => Promise<RampartEnd>;

export interface RampartOptions extends CdkOptions {
  /** A folder of the rehearsal. */
  readonly folder: string;
}

export function rampartCommand({ workspace, nodePath, environment, folder }: RampartOptions): RampartCommand {
  const launcher = join(__dirname, '../../bin/rampart.js');
  let runs = 0;
  return async (...args) => {
    runs += 1;
    const output = join(folder, `rampart-${runs}.out`);
    const { end } = workspace.start({ command: nodePath, args: [launcher, ...args], environment, folder, output });
    const { exitCode } = await end;
    return { exitCode, output: readFileSync(output, 'utf8') };
  };
}
