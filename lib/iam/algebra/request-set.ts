import { PRINCIPAL_ACCOUNT, PRINCIPAL_ARN } from './account-in-arn';
import type { ActionClass } from './action-class';
import { valueOf } from './axis';
import type { Axis, RequestWithoutAction, EqualAxis, KeyAxis, MemberAxis, AlgebraRequest } from './axis';
import { intersect } from './box';
import type { Box } from './box';
import { cell, firstOf, NO_CELLS } from './cells';
import type { Cells } from './cells';
import { RESOURCE } from './clause';
import type { Space } from './space';

/** What happened to requests: they are denied now, or permitted now, and were not before. */
export type Change = 'denied' | 'permitted';

/** Requests that all changed in the same way: some actions, and a set of cells on each axis. */
export type RequestSet<Found extends RequestShape = RequestShape> = Omit<Found, 'witness' | 'contains'> & {
  readonly actions: ActionClass;
  /** One of the requests, as some caller may send it; keys that are left out are absent. */
  readonly witness: AlgebraRequest;
  /** Whether a request lies in the region, exactly. */
  readonly contains: (request: AlgebraRequest) => boolean;
};

/** A region, whatever its actions: of all that the same statements match. */
export interface RequestShape {
  readonly change: Change;
  /** Where the region is narrower than what is possible. */
  readonly limits: readonly Limit[];
  /** The kinds of callers that may send such requests; empty where none were given. */
  readonly callers: readonly string[];
  readonly witness: RequestWithoutAction;
  readonly contains: (request: RequestWithoutAction) => boolean;
}

/** What a region says on one axis. */
export interface Limit {
  readonly axis: Axis;
  readonly cells: Cells;
  /** All cells that are possible. */
  readonly possible: Cells;
}

/** Looking for a request ends after so many parts of a box. */
const TRIES = 100;

/** The region of a box. Nothing when no request in it could be found: then it is undecided whether there is one. */
export function shapeOf(change: Change, space: Space, box: Box): RequestShape | undefined {
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

export function requestSetOf<Found extends RequestShape>(shape: Found, actions: ActionClass): RequestSet<Found> {
  return {
    ...shape,
    actions,
    witness: { action: actions.witness, ...shape.witness },
    contains: (request) => actions.has(request.action) && shape.contains(request),
  };
}

function findWitness(space: Space, box: Box): RequestWithoutAction | undefined {
  for (const part of [...space.sentParts(box), ...space.possibleParts(box)].slice(0, TRIES)) {
    const request = findRequest(space, part);
    if (space.contains(box, request) && space.mayContain(part, request)) return request;
  }
  return undefined;
}

/** Where a box is narrower than what is possible. */
export function limitsOf(space: Space, box: Box): readonly Limit[] {
  return space.axes.flatMap((axis, place) => {
    const [cells, possible] = [box[place] ?? NO_CELLS, space.full[place] ?? NO_CELLS];
    return cells === possible ? [] : [{ axis, cells, possible }];
  });
}

/** A request with one cell of the box on each axis: keys are left out where they may be, sets as small as they may be. */
function findRequest(space: Space, box: Box): RequestWithoutAction {
  let request: RequestWithoutAction = { resource: '*', context: {} };
  for (const [place, axis] of space.axes.entries()) {
    const cells = box[place] ?? NO_CELLS;
    if (axis.kind === 'key') request = withKey(request, axis, cells);
    if (axis.kind === 'member' && (cells & cell(0)) === NO_CELLS) request = withMember(request, axis);
  }
  return tied(request, space, box);
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

function withValue(
  request: RequestWithoutAction,
  name: string,
  value: string | readonly string[],
): RequestWithoutAction {
  const others = Object.entries(request.context).filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, context: { ...Object.fromEntries(others), [name]: value } };
}

/** Keys that hang together get values that do. Whether that worked, `contains` tells. */
function tied(request: RequestWithoutAction, space: Space, box: Box): RequestWithoutAction {
  let result = request;
  for (const [place, axis] of space.axes.entries()) {
    if (axis.kind !== 'equal' || box[place] === space.full[place]) continue;
    result = box[place] === cell(1) ? madeEqual(result, axis, space) : madeDifferent(result, axis, space);
  }
  const account = space.keyAxis(PRINCIPAL_ACCOUNT);
  const arn = valueOf(result, PRINCIPAL_ARN);
  if (account === undefined || typeof arn !== 'string') return result;
  return withValue(result, account.name, arn.split(':')[4] ?? '');
}

function madeEqual(request: RequestWithoutAction, { key, other }: EqualAxis, space: Space): RequestWithoutAction {
  const value = valueOf(request, other);
  const name = space.keyAxis(key)?.name;
  return value === undefined || name === undefined ? request : withValue(request, name, value);
}

function madeDifferent(request: RequestWithoutAction, { key, other }: EqualAxis, space: Space): RequestWithoutAction {
  const [value, valueClasses, name] = [
    valueOf(request, key),
    space.keyAxis(key)?.valueClasses,
    space.keyAxis(key)?.name,
  ];
  if (typeof value !== 'string' || value !== valueOf(request, other) || name === undefined) return request;
  const different = valueClasses?.another(valueClasses.cellOf(value) ?? 0, value);
  return different === undefined ? request : withValue(request, name, different);
}
