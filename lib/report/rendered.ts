import { visibleLines } from './visible';

/** Text that a renderer of reports wrote: it hides nothing, and control characters in it are our own colors. */
export interface Rendered {
  readonly rendered: string;
}

/** What may be written to a terminal. Text that no renderer wrote may contain anything: what is invisible is shown. */
export function printable(text: string | Rendered): string {
  return typeof text === 'string' ? visibleLines(text) : text.rendered;
}
