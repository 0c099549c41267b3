import { createRequire } from 'node:module';
import type CliTable from 'cli-table3';

/** Only a report with a table loads the package, because it takes a while. */
const load = createRequire(__filename);

const PARTS = ['top', 'bottom', 'mid', 'left', 'right'].flatMap((side) => [
  side,
  `${side}-mid`,
  `${side}-left`,
  `${side}-right`,
]);
const NO_BORDERS = { ...Object.fromEntries(PARTS.map((part) => [part, ''])), middle: '   ' };

/** Rows as lines, with their cells in columns. A cell may have several lines. */
export function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const Table = load('cli-table3') as typeof CliTable;
  const made = new Table({ chars: NO_BORDERS, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
  made.push(...rows.map((row) => [...row]));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
