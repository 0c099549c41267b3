/** A set of the cells (classes) into which an axis is divided, as a bit set: bit n represents cell n. */
export type Cells = bigint;

export const NO_CELLS: Cells = 0n;

export function cell(index: number): Cells {
  return 1n << BigInt(index);
}

/** The cells 0 … count - 1. */
export function cellsUpTo(count: number): Cells {
  return cell(count) - 1n;
}

/** The index of the first cell of a set that is not empty. */
export function firstOf(cells: Cells): number {
  let index = 0;
  for (let rest = cells; (rest & 1n) === 0n && rest !== 0n; rest >>= 1n) index += 1;
  return index;
}

/** The indexes of the cells, ascending. */
export function indexesOf(cells: Cells): readonly number[] {
  const indexes: number[] = [];
  for (let rest = cells, index = 0; rest !== 0n; rest >>= 1n, index += 1) if ((rest & 1n) === 1n) indexes.push(index);
  return indexes;
}
