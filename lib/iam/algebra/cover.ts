/**
 * Short descriptions of a change. The exact boxes of a change exclude everything that was decided alike before and after,
 * which makes them too detailed for readers. A cover contains the whole change and, besides that, only requests that are
 * denied before and after for reasons that have not changed.
 */
import type { Axis } from './axis';
import type { Box } from './box';
import { NO_CELLS } from './cells';
import { PRINCIPAL_ARN } from './account-in-arn';
import { CURRENT_TIME } from '../conditions/time-keys';
import { RESOURCE } from './clause';
import type { Space } from './space';

export interface Cover {
  /** The box that is described to readers. */
  readonly box: Box;
  /** The exact change within it. */
  readonly exact: readonly Box[];
}

/**
 * Covers of a change: as few as can be found, each limited on as few axes as possible. A key is dropped completely or not
 * at all, because a wider set of values would be harder to understand, not easier.
 *
 * @param isCover whether a box may be described as a whole
 */
export function coversOf(boxes: readonly Box[], space: Space, isCover: (box: Box) => boolean): readonly Cover[] {
  const clusters: Cover[] = [];
  for (const box of boxes) {
    const place = clusters.findIndex((cluster) => isCover(hull(cluster.box, box)));
    const cluster = clusters[place];
    if (cluster === undefined) clusters.push({ box, exact: [box] });
    else clusters[place] = { box: hull(cluster.box, box), exact: [...cluster.exact, box] };
  }
  return clusters.map(({ box, exact }) => ({ box: shorten(box, space, isCover), exact }));
}

function hull(a: Box, b: Box): Box {
  return a.map((cells, place) => cells | (b[place] ?? NO_CELLS));
}

function shorten(box: Box, space: Space, isCover: (box: Box) => boolean): Box {
  const narrow = [...box.keys()].filter((place) => box[place] !== space.full[place]);
  const order = narrow.sort((a, b) => importanceOf(space.axes[a]) - importanceOf(space.axes[b]));
  return order.reduce((shorter, place) => {
    const wider = shorter.with(place, space.full[place] ?? NO_CELLS);
    return isCover(wider) ? wider : shorter;
  }, box);
}

/** How important an axis is for a reader. The least important axis is dropped first. */
function importanceOf(axis: Axis | undefined): number {
  if (axis?.kind !== 'key') return 0;
  return IMPORTANCE.get(axis.key) ?? 2;
}

const IMPORTANCE: ReadonlyMap<string, number> = new Map([
  ['aws:principaltype', 1],
  ['aws:principalisawsservice', 1],
  ['aws:principalaccount', 1],
  [CURRENT_TIME, 1],
  [PRINCIPAL_ARN, 3],
  [RESOURCE, 4],
]);
