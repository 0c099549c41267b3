import Table from 'cli-table3';

const PARTS = ['top', 'bottom', 'mid', 'left', 'right'].flatMap((side) => [
  side,
  `${side}-mid`,
  `${side}-left`,
  `${side}-right`,
]);
const NO_BORDERS = { ...Object.fromEntries(PARTS.map((part) => [part, ''])), middle: '   ' };

/** Lines of columns without borders. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const made = new Table({ chars: NO_BORDERS, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
  made.push(...[head, ...rows].map((row) => [...row]));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
