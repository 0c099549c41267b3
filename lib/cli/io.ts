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
}
