import { disjoint, subtractAll, whateverOn } from './box';
import type { Box } from './box';
import { cell } from './cells';
import type { Space } from './space';

/** What holds of some boxes whatever the comparisons say that cannot be decided. */
export function certainPart(space: Space, boxes: readonly Box[]): readonly Box[] {
  const opaque = [...space.axes.entries()].filter(
    ([place, { kind }]) => kind === 'opaque' && boxes.some((box) => box[place] !== space.full[place]),
  );
  if (opaque.length === 0) return boxes;
  // What is impossible may be counted in: no request is there.
  let certain = disjoint([...boxes, ...space.impossible]);
  for (const [place] of opaque) certain = whateverOn(place, space.full[place] ?? 0n, [cell(0), cell(1)], certain);
  return certain;
}

/** Why the rest of the boxes is not certain, each reason once; none where no request is left. */
export function openReasons(space: Space, boxes: readonly Box[], certain: readonly Box[]): readonly string[] {
  const open = subtractAll(boxes, certain).filter((box) => space.possibleParts(box).length > 0);
  const reasons = open.flatMap((box) =>
    space.axes.flatMap((axis, place) =>
      axis.kind === 'opaque' && box[place] !== space.full[place] ? [axis.reason] : [],
    ),
  );
  return [...new Set(reasons)];
}
