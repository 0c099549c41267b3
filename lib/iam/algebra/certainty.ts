/** Separates the certain part of a change from the part that depends on comparisons which cannot be decided. */
import { disjoint, independentOf, subtractAll } from './box';
import type { Box } from './box';
import { cell } from './cells';
import type { Space } from './space';

/** The part of some boxes that does not depend on comparisons which cannot be decided. */
export function certainPart(space: Space, boxes: readonly Box[]): readonly Box[] {
  const opaque = [...space.axes.entries()].filter(
    ([place, { kind }]) => kind === 'opaque' && boxes.some((box) => box[place] !== space.full[place]),
  );
  if (opaque.length === 0) return boxes;
  // Impossible combinations may be included, because no request has them. Only those help that depend on the comparisons.
  const impossible = space.impossible.filter((box) => opaque.some(([place]) => box[place] !== space.full[place]));
  let certain = disjoint([...boxes, ...impossible]);
  for (const [place] of opaque) certain = independentOf(place, space.full[place] ?? 0n, [cell(0), cell(1)], certain);
  return certain;
}

/** Why the rest of the boxes is not certain, each reason once; no reason if the rest contains no request. */
export function openReasons(space: Space, boxes: readonly Box[], certain: readonly Box[]): readonly string[] {
  const open = subtractAll(boxes, certain).filter((box) => space.isPossible(box));
  const reasons = open.flatMap((box) =>
    space.axes.flatMap((axis, place) =>
      axis.kind === 'opaque' && box[place] !== space.full[place] ? [axis.reason] : [],
    ),
  );
  return [...new Set(reasons)];
}
