/** Sets of requests as results of a comparison: their limits, and a witness. */
import type { ActionClass } from './action-class';
import { valueOf, withValue } from './axis';
import type { Axis, RequestWithoutAction, KeyAxis, MemberAxis, AlgebraRequest } from './axis';
import { intersect } from './box';
import type { Box } from './box';
import { cell, firstOf, NO_CELLS } from './cells';
import type { Cells } from './cells';
import { RESOURCE } from './clause';
import { withConsistentKeys } from './consistent-keys';
import type { Space } from './space';

/** How the decision for some requests changed: `denied` now but not before, or `permitted` now but not before. */
export type Change = 'denied' | 'permitted';

/** A set of requests whose decisions all changed in the same way: some actions, and a set of cells on each axis. */
export type RequestSet<Found extends DescribedBox = DescribedBox> = Omit<Found, 'witness' | 'contains'> & {
  readonly actions: ActionClass;
  /** One request of the set that some caller can send. Keys that it does not list are absent. */
  readonly witness: AlgebraRequest;
  /** Whether the set contains a request. This is exact. */
  readonly contains: (request: AlgebraRequest) => boolean;
};

/** A request set without its actions: it applies to all actions that the same statements match. */
export interface DescribedBox {
  readonly change: Change;
  /** The axes on which the set does not contain all possible requests. */
  readonly limits: readonly Limit[];
  /** The kinds of callers that can send such requests; empty if no callers were given. */
  readonly callers: readonly string[];
  readonly witness: RequestWithoutAction;
  readonly contains: (request: RequestWithoutAction) => boolean;
}

/** A limit of a request set on one axis. */
export interface Limit {
  readonly axis: Axis;
  readonly cells: Cells;
  /** All possible cells. */
  readonly possible: Cells;
}

/** The number of parts of a box in which a request is searched for. */
const MAX_PARTS = 100;

/** Describes a box. Undefined if no request in it was found; then it is undecided whether there is one. */
export function describeBox(change: Change, space: Space, box: Box): DescribedBox | undefined {
  const witness = findWitness(space, box);
  if (witness === undefined) return undefined;
  const callers = space.callers.filter((caller) => intersect(caller.box, box) !== undefined);
  return {
    change,
    limits: limitsOf(space, box),
    callers: callers.map(({ name }) => name),
    witness,
    contains: (request) => space.contains(box, request),
  };
}

export function requestSetOf<Found extends DescribedBox>(box: Found, actions: ActionClass): RequestSet<Found> {
  return {
    ...box,
    actions,
    witness: { action: actions.witness, ...box.witness },
    contains: (request) => actions.has(request.action) && box.contains(request),
  };
}

function findWitness(space: Space, box: Box): RequestWithoutAction | undefined {
  for (const part of [...space.sentParts(box), ...space.possibleParts(box)].slice(0, MAX_PARTS)) {
    const request = findRequest(space, part);
    if (space.contains(box, request) && space.mayContain(part, request)) return request;
  }
  return undefined;
}

/** The limits of a box: the axes on which it does not contain all possible cells. */
export function limitsOf(space: Space, box: Box): readonly Limit[] {
  return space.axes.flatMap((axis, place) => {
    const [cells, possible] = [box[place] ?? NO_CELLS, space.full[place] ?? NO_CELLS];
    return cells === possible ? [] : [{ axis, cells, possible }];
  });
}

/** A request in one cell of the box on each axis. Keys are omitted if possible, and sets are as small as possible. */
function findRequest(space: Space, box: Box): RequestWithoutAction {
  let request: RequestWithoutAction = { resource: '*', context: {} };
  for (const [place, axis] of space.axes.entries()) {
    const cells = box[place] ?? NO_CELLS;
    if (axis.kind === 'key') request = withKey(request, axis, cells);
    if (axis.kind === 'member' && (cells & cell(0)) === NO_CELLS) request = withMember(request, axis);
  }
  return withConsistentKeys(request, space, box);
}

function withKey(
  request: RequestWithoutAction,
  { key, name, valueClasses }: KeyAxis,
  cells: Cells,
): RequestWithoutAction {
  const index = firstOf(cells);
  if (index === 0) return request;
  const value = valueClasses?.witness(index - 1) ?? 'x';
  return key === RESOURCE ? { ...request, resource: value } : withValue(request, name, value);
}

function withMember(
  request: RequestWithoutAction,
  { key, name, valueClasses, cell: index }: MemberAxis,
): RequestWithoutAction {
  const others = [valueOf(request, key) ?? []].flat();
  return withValue(request, name, [...others, valueClasses.witness(index)]);
}
