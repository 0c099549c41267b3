import type { Command } from 'commander';
import type { Io } from './io';

/** 0: fine. 1: it found something. 2: it could not run. */
export type ExitCode = 0 | 1 | 2;

export interface Result {
  readonly exitCode: ExitCode;
}

/** Options that every command takes. */
export interface GlobalOptions {
  /** The folder that holds `landing-zone.yaml`. */
  readonly organization: string;
  readonly json?: boolean;
}

/** A command: its part of the help, and what it does. */
export interface CommandDefinition<Options extends GlobalOptions = GlobalOptions> {
  /** Stands in the help, without `npx rampart`. */
  readonly examples: readonly string[];
  /** Declares the options that other commands do not have. */
  declare(command: Command): void;
  /** @param args what stands on the command line besides options, where the command declares that it takes some */
  run(options: Options, io: Io, args: readonly string[]): Result | Promise<Result>;
}
