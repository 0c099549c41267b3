import type { Cells } from './cells';

/**
 * The values of a condition key, divided into finitely many classes ("cells") that none of the statements in question
 * can tell apart. One value of each class then stands for all.
 */
export interface ValueClasses {
  readonly size: number;
  /** The cell of a value; undefined where the value is none that AWS sends for such a key. */
  cellOf(value: string): number | undefined;
  /** The cells whose values match a policy's value, by its id. */
  cellsOf(id: string): Cells;
  /** Whether there is just one value in the cell; where nobody asks, no. */
  isSingle(cell: number): boolean;
  /** A value in the cell. */
  witness(cell: number): string;
  /** Another value in the cell than this one, where one is easily found. */
  another(cell: number, than: string): string | undefined;
}
