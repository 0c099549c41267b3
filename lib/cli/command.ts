import type { Command } from 'commander';
import type { Io } from './io';

/** 0: fine. 1: it found something. 2: it could not run. */
export type ExitCode = 0 | 1 | 2;

export interface Result {
  readonly exitCode: ExitCode;
}

/** Options of every command. */
export interface GlobalOptions {
  /** The folder that contains `landing-zone.yaml`. */
  readonly organization: string;
  readonly json?: boolean;
}

/** A command: its help, and what it does. */
export interface CommandDefinition<Options extends GlobalOptions = GlobalOptions> {
  /** Shown in the help, after `npx rampart`. */
  readonly examples: readonly string[];
  /** Declares the options of this command only. */
  declare(command: Command): void;
  /** @param args the arguments besides options, if the command declares any */
  run(options: Options, io: Io, args: readonly string[]): Result | Promise<Result>;
}
