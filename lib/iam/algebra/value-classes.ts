import type { Cells } from './cells';

/**
 * The values of a condition key, divided into finitely many classes ("cells"). The statements that are compared do not
 * distinguish the values of a class, so one value of each class represents all of them.
 */
export interface ValueClasses {
  readonly size: number;
  /** The cell of a value; undefined if AWS does not send such a value for the key. */
  cellOf(value: string): number | undefined;
  /** The cells whose values match a value of a policy, by its id. */
  cellsOf(id: string): Cells;
  /** Whether the cell certainly contains exactly one value. Only text classes know; others return false. */
  isSingle(cell: number): boolean;
  /** A value of the cell. */
  witness(cell: number): string;
  /** Another value of the cell, if one is easy to find. */
  another(cell: number, than: string): string | undefined;
}
