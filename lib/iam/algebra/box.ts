/**
 * Boxes: products of one set of cells per axis. Every statement is a union of boxes, since each of its conditions speaks
 * of one axis. So questions about requests, of which there are infinitely many, become questions about short lists of
 * bit sets.
 *
 * A list of boxes stands for their union. An empty box is never in a list.
 */
import { NO_CELLS } from './cells';
import type { Cells } from './cells';

/** One set of cells for each axis of a space, none of them empty. */
export type Box = readonly Cells[];

/** Boxes became more than the limit: the question cannot be decided in reasonable time. */
export class TooManyBoxes extends Error {}

const BOX_LIMIT = 5_000;

/** Up to this number it pays to look for boxes that lie within others. */
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
  const boxes = left.flatMap((a) => right.flatMap((b) => listed(intersect(a, b))));
  return withoutCovered(limited(boxes));
}

/** The box in a list, which is empty where there is none. (`flatMap` would take a bare box apart.) */
export function listed(box: Box | undefined): readonly Box[] {
  return box === undefined ? [] : [box];
}

/** Whether the first box lies within the second. */
function liesWithin(a: Box, b: Box): boolean {
  return a.every((cells, axis) => (cells & ~(b[axis] ?? NO_CELLS)) === NO_CELLS);
}

/** The same union, without boxes that lie within another, as far as the list is short. */
export function withoutCovered(boxes: readonly Box[]): readonly Box[] {
  if (boxes.length > SHORT_LIST) return boxes;
  const kept: Box[] = [];
  for (const box of boxes) if (!kept.some((other) => liesWithin(box, other))) kept.push(box);
  return kept.filter((box, index) => !kept.some((other, at) => at > index && liesWithin(box, other)));
}

/** The first box without the second, as boxes that do not overlap: axis by axis, what lies outside is split off. */
function subtract(a: Box, b: Box): readonly Box[] {
  if (intersect(a, b) === undefined) return [a];
  const pieces: Box[] = [];
  const rest = [...a];
  for (const [axis, cells] of b.entries()) {
    const mine = rest[axis] ?? NO_CELLS;
    const outside = mine & ~cells;
    if (outside === NO_CELLS) continue;
    pieces.push(rest.with(axis, outside));
    rest[axis] = mine & cells;
  }
  return pieces;
}

/** The union without the other. Where the boxes do not overlap, neither do those of the result. */
export function subtractAll(boxes: readonly Box[], others: readonly Box[]): readonly Box[] {
  let rest = boxes;
  for (const other of others) {
    if (rest.length === 0) break;
    rest = limited(rest.flatMap((box) => subtract(box, other)));
  }
  return rest;
}

/** The same union, as boxes that do not overlap. */
export function disjoint(boxes: readonly Box[]): readonly Box[] {
  const apart: Box[] = [];
  for (const box of boxes) apart.push(...subtractAll([box], apart));
  return limited(apart);
}

/** The same union of boxes that do not overlap, in fewer: two that differ on one axis only become one. */
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
  for (const box of boxes) {
    const others = box.with(axis, NO_CELLS).join(',');
    const known = groups.get(others);
    const cells = (box[axis] ?? NO_CELLS) | (known?.[axis] ?? NO_CELLS);
    groups.set(others, box.with(axis, cells));
  }
  return [...groups.values()];
}

/** What of the union there is for each cell of an axis: such boxes are full on it. */
export function whateverOn(axis: number, full: Cells, values: readonly Cells[], boxes: readonly Box[]): readonly Box[] {
  let common: readonly Box[] | undefined;
  for (const value of values) {
    const slice = boxes.flatMap((box) =>
      ((box[axis] ?? NO_CELLS) & value) === NO_CELLS ? [] : [box.with(axis, full)],
    );
    common = common === undefined ? slice : intersectAll(common, slice);
  }
  return disjoint(common ?? boxes);
}

/** The boxes, unless they are too many. */
export function limited(boxes: readonly Box[]): readonly Box[] {
  if (boxes.length > BOX_LIMIT) throw new TooManyBoxes();
  return boxes;
}
