/**
 * What changed, in few words. The exact boxes of a change leave out whatever was decided alike before and after, and a
 * reader who is told so much sees nothing. A cover holds all of the change, and beside it only requests that are denied
 * before and after, for reasons that have not changed.
 */
import type { Axis } from './axis';
import type { Box } from './box';
import { NO_CELLS } from './cells';
import { PRINCIPAL_ARN } from './account-in-arn';
import { CURRENT_TIME, RESOURCE } from './clause';
import type { Space } from './space';

export interface Cover {
  /** To be read. */
  readonly box: Box;
  /** What changed in it. */
  readonly exact: readonly Box[];
}

/**
 * Covers of a change: as few as are found, each narrow on as few axes as it may be. A key is dropped whole or not at all:
 * a set of values that is wider than the change would be harder to understand, not easier.
 *
 * @param isFree whether a box may be told as a whole
 */
export function coversOf(boxes: readonly Box[], space: Space, isFree: (box: Box) => boolean): readonly Cover[] {
  const clusters: Cover[] = [];
  for (const box of boxes) {
    const place = clusters.findIndex((cluster) => isFree(hull(cluster.box, box)));
    const cluster = clusters[place];
    if (cluster === undefined) clusters.push({ box, exact: [box] });
    else clusters[place] = { box: hull(cluster.box, box), exact: [...cluster.exact, box] };
  }
  return clusters.map(({ box, exact }) => ({ box: shorten(box, space, isFree), exact }));
}

function hull(a: Box, b: Box): Box {
  return a.map((cells, place) => cells | (b[place] ?? NO_CELLS));
}

function shorten(box: Box, space: Space, isFree: (box: Box) => boolean): Box {
  const narrow = [...box.keys()].filter((place) => box[place] !== space.full[place]);
  const order = narrow.sort((a, b) => telling(space.axes[a]) - telling(space.axes[b]));
  return order.reduce((shorter, place) => {
    const wider = shorter.with(place, space.full[place] ?? NO_CELLS);
    return isFree(wider) ? wider : shorter;
  }, box);
}

/** How much an axis tells a reader; the least telling one is dropped first. */
function telling(axis: Axis | undefined): number {
  if (axis?.kind !== 'key') return 0;
  return TELLING.get(axis.key) ?? 2;
}

const TELLING: ReadonlyMap<string, number> = new Map([
  ['aws:principaltype', 1],
  ['aws:principalisawsservice', 1],
  ['aws:principalaccount', 1],
  [CURRENT_TIME, 1],
  [PRINCIPAL_ARN, 3],
  [RESOURCE, 4],
]);
