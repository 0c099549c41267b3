/** What a shell reports of a program that Ctrl-C ended: 128, and 2 for SIGINT. */
export const INTERRUPTED_EXIT_CODE = 130;

/** Somebody pressed Ctrl-C at a question. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
