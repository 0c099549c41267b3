import type { Position } from '../problem';

/** A position inside of a message. */
export function describePosition({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
