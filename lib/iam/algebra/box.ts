/**
 * Boxes: products of one set of cells per axis. Every statement is a union of boxes, because each of its conditions is
 * about one axis. So questions about infinitely many requests become questions about short lists of bit sets.
 *
 * A list of boxes represents their union. A list never contains an empty box.
 */
import { NO_CELLS } from './cells';
import type { Cells } from './cells';
import { spend } from './work';

/** One set of cells for each axis of a space, none of them empty. */
export type Box = readonly Cells[];

/** There are more boxes than the limit, so the question cannot be decided in reasonable time. */
export class TooManyBoxes extends Error {}

const BOX_LIMIT = 5_000;

/** In lists up to this length, it is worth the time to look for boxes that lie within others. */
const SHORT_LIST = 200;

export function intersect(a: Box, b: Box): Box | undefined {
  const both: Cells[] = [];
  for (const [axis, cells] of a.entries()) {
    const common = cells & (b[axis] ?? NO_CELLS);
    if (common === NO_CELLS) return undefined;
    both.push(common);
  }
  return both;
}

/** The intersection of two unions. */
export function intersectAll(left: readonly Box[], right: readonly Box[]): readonly Box[] {
  spend(left.length * right.length * (left[0]?.length ?? 0));
  const boxes = left.flatMap((a) => right.flatMap((b) => listed(intersect(a, b))));
  return withoutCovered(limited(boxes));
}

/** A list with the box, or an empty list if there is none. (`flatMap` would split a bare box into its cells.) */
export function listed(box: Box | undefined): readonly Box[] {
  return box === undefined ? [] : [box];
}

/** Whether the first box lies within the second. */
function liesWithin(a: Box, b: Box): boolean {
  return a.every((cells, axis) => (cells & (b[axis] ?? NO_CELLS)) === cells);
}

/** The same union without the boxes that lie within another one. Long lists are returned as they are. */
export function withoutCovered(boxes: readonly Box[]): readonly Box[] {
  if (boxes.length > SHORT_LIST) return boxes;
  const kept: Box[] = [];
  for (const box of boxes) if (!kept.some((other) => liesWithin(box, other))) kept.push(box);
  return kept.filter((box, index) => !kept.some((other, at) => at > index && liesWithin(box, other)));
}

/** Whether two boxes have something in common. */
function meets(a: Box, b: Box): boolean {
  for (let axis = 0; axis < a.length; axis += 1) {
    const [mine, others] = [a[axis] ?? NO_CELLS, b[axis] ?? NO_CELLS];
    // Most axes are whole in both.
    if (mine !== others && (mine & others) === NO_CELLS) return false;
  }
  return true;
}

/** The first box without the second, as disjoint boxes: axis by axis, the part outside the second box is split off. */
function subtract(a: Box, b: Box): readonly Box[] {
  const pieces: Box[] = [];
  const rest = a.slice();
  for (let axis = 0; axis < b.length; axis += 1) {
    const mine = rest[axis] ?? NO_CELLS;
    const inside = mine & (b[axis] ?? NO_CELLS);
    if (inside === mine) continue;
    const piece = rest.slice();
    piece[axis] = mine ^ inside;
    pieces.push(piece);
    rest[axis] = inside;
  }
  return pieces;
}

/** One union without the other. If `boxes` are disjoint, so are the boxes of the result. */
export function subtractAll(boxes: readonly Box[], others: readonly Box[]): readonly Box[] {
  const rest: Box[] = [];
  for (const box of remainder(boxes, others)) {
    rest.push(box);
    limited(rest);
  }
  return rest;
}

/** The boxes of `subtractAll`, one after another: often it is enough to know whether there is one. */
export function* remainder(boxes: readonly Box[], others: readonly Box[]): Generator<Box, void> {
  // Each open box, with the others that it may have something in common with. The last one is next.
  const open = boxes.map((box) => ({ box, others })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { box } = next;
    spend(box.length * (1 + next.others.length));
    const [first, ...met] = next.others.filter((other) => meets(box, other));
    if (first === undefined) yield box;
    else for (const piece of subtract(box, first).toReversed()) open.push({ box: piece, others: met });
  }
}

/** Whether a box lies within a union. */
export function isCovered(box: Box, others: readonly Box[]): boolean {
  return remainder([box], others).next().done === true;
}

/** The same union, as disjoint boxes. */
export function disjoint(boxes: readonly Box[]): readonly Box[] {
  const pieces: Box[] = [];
  for (const box of boxes) pieces.push(...subtractAll([box], pieces));
  return limited(pieces);
}

/** The same union of disjoint boxes, as fewer boxes: two that differ on only one axis become one. */
export function merge(boxes: readonly Box[]): readonly Box[] {
  let merged = boxes;
  for (let before = Infinity; merged.length < before;) {
    before = merged.length;
    for (const axis of (merged[0] ?? []).keys()) merged = mergeAlong(merged, axis);
  }
  return merged;
}

function mergeAlong(boxes: readonly Box[], axis: number): readonly Box[] {
  const groups = new Map<string, Box>();
  spend(boxes.length * (boxes[0]?.length ?? 0));
  for (const box of boxes) {
    const others = box.with(axis, NO_CELLS).join(',');
    const known = groups.get(others);
    const cells = (box[axis] ?? NO_CELLS) | (known?.[axis] ?? NO_CELLS);
    groups.set(others, box.with(axis, cells));
  }
  return [...groups.values()];
}

/** The part of the union that does not depend on an axis: everything that is in it for each of the values on that axis. */
export function independentOf(
  axis: number,
  full: Cells,
  values: readonly Cells[],
  boxes: readonly Box[],
): readonly Box[] {
  const has = (box: Box, value: Cells): boolean => ((box[axis] ?? NO_CELLS) & value) !== NO_CELLS;
  const slices = values.map((value): readonly Slice[] =>
    boxes
      .filter((box) => has(box, value))
      .map((box) => ({ box: box.with(axis, full), isCommon: values.every((each) => has(box, each)) })),
  );
  const [first = [], ...others] = slices;
  const common = others.reduce((all, slice): readonly Slice[] => {
    // A box that all slices have need not be intersected with others: it contains the results.
    const partial = slice.filter(({ isCommon }) => !isCommon);
    spend(all.length * partial.length * (boxes[0]?.length ?? 0));
    return all.flatMap((each): readonly Slice[] =>
      each.isCommon
        ? [each]
        : partial.flatMap(({ box }) =>
            listed(intersect(each.box, box)).map((both) => ({ box: both, isCommon: false })),
          ),
    );
  }, first);
  return disjoint(withoutCovered(limited(common.map(({ box }) => box))));
}

interface Slice {
  readonly box: Box;
  /** All slices have the box. */
  readonly isCommon: boolean;
}

/** Returns the boxes, or throws `TooManyBoxes`. */
export function limited(boxes: readonly Box[]): readonly Box[] {
  if (boxes.length > BOX_LIMIT) throw new TooManyBoxes();
  return boxes;
}
