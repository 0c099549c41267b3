import type { Position } from '../problem';

/** Where the other one is, in a message about two. */
export function describePosition({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
