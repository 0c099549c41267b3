/** Classes of numbers and dates. */
import { cell, NO_CELLS } from './cells';
import type { Cells } from './cells';
import type { ValueClasses } from './value-classes';

/** A comparison with a number, or with a time in milliseconds since 1970. */
export interface QuantityValue {
  readonly kind: 'number' | 'date';
  readonly id: string;
  readonly bound: number;
  /** Whether a value of a request passes. */
  readonly passes: (value: number, bound: number) => boolean;
}

/** How the values of a key are written, and which values are possible. */
export interface QuantityFormat {
  readonly read: (text: string) => number | null;
  readonly write: (value: number) => string;
  /** All values are multiples of it. Default: there is always another value between two values. */
  readonly step?: number;
}

/** The number line, divided at the policies' bounds. Each bound is a cell, and so is each gap that contains a value. */
export function classifyNumbers(values: readonly QuantityValue[], format: QuantityFormat): ValueClasses {
  const bounds = [...new Set(values.map(({ bound }) => bound))].sort((a, b) => a - b);
  const witnesses = representatives(bounds, format.step);
  const places = new Map(witnesses.map((witness, index) => [placeOf(witness, bounds), index]));
  const cells = new Map(values.map((value) => [value.id, cellsThatPass(value, witnesses)]));
  return {
    size: witnesses.length,
    cellOf(text) {
      const value = format.read(text);
      if (value === null || !isMultiple(value, format.step)) return undefined;
      return places.get(placeOf(value, bounds));
    },
    cellsOf: (id) => cells.get(id) ?? NO_CELLS,
    isSingle: () => false,
    witness: (index) => format.write(witnesses[index] ?? 0),
    another: () => undefined,
  };
}

/** The index of a value's bound or gap, counted from the left. */
function placeOf(value: number, bounds: readonly number[]): number {
  const below = bounds.filter((bound) => bound < value).length;
  return 2 * below + (bounds[below] === value ? 1 : 0);
}

function cellsThatPass({ passes, bound }: QuantityValue, witnesses: readonly number[]): Cells {
  return witnesses.reduce((cells, witness, index) => (passes(witness, bound) ? cells | cell(index) : cells), NO_CELLS);
}

/** One value for each bound and for each gap that contains a value, ascending. */
function representatives(bounds: readonly number[], step: number | undefined): readonly number[] {
  const [first, last] = [bounds[0], bounds.at(-1)];
  if (first === undefined || last === undefined) return [0];
  const gaps = bounds.map((bound, index) => {
    const next = bounds[index + 1];
    return next === undefined ? above(bound, step) : between(bound, next, step);
  });
  const below = step === undefined ? Math.ceil(first) - 1 : (Math.ceil(first / step) - 1) * step;
  const all = [below, ...bounds.flatMap((bound, index) => [bound, gaps[index]])];
  return all.filter((value) => value !== undefined).filter((value) => isMultiple(value, step));
}

function above(bound: number, step = 1): number {
  return (Math.floor(bound / step) + 1) * step;
}

/** A readable value between two bounds, if there is any. */
function between(low: number, high: number, step: number | undefined): number | undefined {
  const next = above(low, step);
  if (next < high) return next;
  if (step !== undefined) return undefined;
  const middle = (low + high) / 2;
  return middle > low && middle < high ? middle : undefined;
}

function isMultiple(value: number, step: number | undefined): boolean {
  return step === undefined || value % step === 0;
}
