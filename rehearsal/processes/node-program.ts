import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CdkOptions } from './cdk';
import type { Environment } from './environment';

/** How a program ended. */
export interface ProgramOutput {
  /** Null if a signal ended it. */
  readonly exitCode: number | null;
  /** What it wrote to standard output. */
  readonly output: string;
}

/**
 * Runs a program of Node.js against the emulator.
 *
 * @param args its file first
 * @param variables of the environment that replace those of the rehearsal; `undefined` removes one
 */
export type NodeProgram = (args: readonly string[], variables?: Environment) => Promise<ProgramOutput>;

export interface NodeProgramOptions extends CdkOptions {
  /** A folder of the rehearsal, where the programs run. */
  readonly folder: string;
}

export function nodeProgram({ workspace, nodePath, environment, folder }: NodeProgramOptions): NodeProgram {
  let runs = 0;
  return async (args, variables = {}) => {
    runs += 1;
    const output = join(folder, `program-${runs}.out`);
    const { end } = workspace.start({
      ...{ command: nodePath, args, folder, output },
      environment: { ...environment, ...variables },
    });
    const { exitCode } = await end;
    return { exitCode, output: readFileSync(output, 'utf8') };
  };
}
