/** How much of a file a message quotes. */
const QUOTED_CHARACTERS = 60;

/** The text between two offsets, on one line and short enough for a message. */
export function quote(text: string, start: number, end: number): string {
  const written = text.slice(start, end).trim();
  const [line = ''] = written.split('\n', 1);
  const shown = line.slice(0, QUOTED_CHARACTERS).trimEnd();
  return shown === written ? shown : `${shown}…`;
}

/** The line that starts at an offset. */
export function quoteLine(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return quote(text, start, end < 0 ? text.length : end);
}
