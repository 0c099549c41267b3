import type { Command } from 'commander';
import type { Io } from './io';

export interface Result {
  /** 0: fine. 1: it found something. 2: it could not run. A command that runs another program passes on that one's. */
  readonly exitCode: number;
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
