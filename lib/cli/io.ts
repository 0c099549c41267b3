import type { Rendered } from '../report/rendered';

/** How a command reaches the outside world: `bin` passes the real one, tests a fake. */
export interface Io {
  /** Writes a line to standard output, as `printable`. */
  out(line: string | Rendered): void;
  /** Writes a line to standard error, as `printable`. */
  err(line: string | Rendered): void;
  /** Shows at a terminal what the command is doing, instead of the text before; null clears it. */
  progress(text: string | null): void;
  /** Whether the two outputs take colors. */
  readonly colors: { readonly out: boolean; readonly err: boolean };
  /** The time. Only messages depend on it, never what is deployed. */
  now(): Date;
  /** Whether an unexpected error is shown with its stack trace. */
  readonly debug: boolean;
  /** The path of Node and the environment for child processes. */
  readonly node: { readonly path: string; readonly environment: Readonly<Record<string, string | undefined>> };
  /**
   * From the first call on, an interruption (Ctrl-C) no longer ends the process but aborts the signal, so that the
   * command can clean up. A second interruption ends the process.
   */
  interruption(): AbortSignal;
  /** Asks a person at the terminal, even if the outputs are not one. What is typed is not shown. */
  askHidden(question: string): Promise<TypedAnswer>;
  /**
   * Asks a person at the terminal, even if the outputs are not one.
   *
   * @param above lines that are shown above the question
   */
  ask(question: string, above?: readonly string[]): Promise<TypedAnswer>;
  /** Runs another program, and waits for its end. */
  runProgram(program: ChildProgram): Promise<ChildEnd>;
}

/** What came of a question. `interrupted`: by Ctrl-C, Ctrl-D or the end of the terminal. */
export type TypedAnswer =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'no-terminal' };

/** Another program, which shares our standard input and standard error. */
export interface ChildProgram {
  /** A file, or a name in `PATH`; with `isShell`, a command line. */
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether the shell reads the command, such as `sh -c`. */
  readonly isShell: boolean;
  /** Whether its standard output comes back in `out`, instead of going where ours goes. */
  readonly isCaptured: boolean;
}

/** How a program ended. */
export type ChildEnd =
  /** `exitCode`: of one that a signal ended, 128 and the signal's number, as shells say it. */
  | { readonly kind: 'ended'; readonly exitCode: number; readonly out: string }
  /** It did not start. `code`: Node's, such as `ENOENT`. */
  | { readonly kind: 'not-started'; readonly code: string };
