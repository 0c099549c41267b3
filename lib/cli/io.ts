/** What a command may know of the world outside: `bin` gives it the real one, tests a made-up one. */
export interface Io {
  /** Writes a line to standard output. */
  out(line: string): void;
  /** Writes a line to standard error. */
  err(line: string): void;
  /** Tells a person at a terminal what goes on, in the place of what it told before; null takes it away. */
  progress(text: string | null): void;
  /** Whether the two outputs take colours. */
  readonly colours: { readonly out: boolean; readonly err: boolean };
  /** Whether an unexpected error shows where it came from. */
  readonly debug: boolean;
  /** How to start Node, and in which environment. */
  readonly node: { readonly path: string; readonly environment: Readonly<Record<string, string | undefined>> };
  /**
   * From the first call on, a person who wants the command to end (Ctrl-C) is told to it, and ends it no more by that
   * alone: it is to clean up. The second time ends it at once.
   */
  interruption(): AbortSignal;
}
