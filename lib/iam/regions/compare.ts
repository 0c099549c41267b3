/**
 * The exact difference of two chains of policies. How it works, and what it claims: docs/decisions/0005.
 */
import { actionClasses } from './action-class';
import type { ActionClass } from './action-class';
import { disjoint, intersectAll, merge, subtractAll, TooManyBoxes, whateverOn, withoutCovered } from './box';
import type { Box } from './box';
import type { Caller } from './callers';
import { cell } from './cells';
import { StatementTable, chainOf } from './chain';
import type { Chain, SharedStatement, Standing } from './chain';
import type { Examples, PartitionCache } from './key-plan';
import type { Partition } from './partition';
import { regionOf } from './region';
import type { Change, Region } from './region';
import { Space } from './space';
import type { World } from './space';
import type { Statement } from '../statement';

export interface CompareOptions {
  /** Who may call; what none of them can send is no difference. Default: anybody may send anything. */
  readonly callers?: readonly Caller[];
  /** Known actions, to name the members of classes and to find witnesses. They decide nothing. */
  readonly knownActions?: readonly string[];
  /** Actions that no policy keeps from anybody. Default: `sts:GetCallerIdentity`. */
  readonly neverDenied?: readonly string[];
  /** The only actions that such policies reach, as patterns. Default: all. */
  readonly onlyActions?: readonly string[];
  /** Values of a key, given in lower case, that witnesses should have, best first. */
  readonly examples?: Examples;
  /** Remembers how keys were divided: give many comparisons the same map. */
  readonly cache?: PartitionCache;
}

/** Something about which nothing is claimed. */
export interface Undecided {
  /** Undefined: it may have changed either way. */
  readonly change: Change | undefined;
  /** Undefined: all actions. */
  readonly actions: ActionClass | undefined;
  readonly reason: string;
}

/** Everything that differs; whatever lies in no region and is not undecided is the same. */
export interface Comparison {
  readonly denied: readonly Region[];
  readonly permitted: readonly Region[];
  readonly undecided: readonly Undecided[];
}

export function compare(before: Chain, after: Chain, options: CompareOptions = {}): Comparison {
  const table = new StatementTable();
  const [old, now] = [table.add(before), table.add(after)];
  const changed = changedStatements(old, now);
  if (changed.size === 0) return NOTHING;
  const { callers = [], examples = () => [], cache = new Map<string, Partition | undefined>() } = options;
  const actions = table.statements.map((statement) => statement.actions);
  const except = options.neverDenied ?? ['sts:GetCallerIdentity'];
  const classes = actionClasses(actions, {
    known: options.knownActions,
    except,
    only: options.onlyActions,
    changed,
  });
  if (classes === undefined) {
    const reason = 'the action patterns are too many to be divided';
    return { ...NOTHING, undecided: [{ change: undefined, actions: undefined, reason }] };
  }
  return classes.reduce(
    (sum, each) => together(sum, compareClass(each, table.statements, old, now, { callers, examples, cache })),
    NOTHING,
  );
}

const NOTHING: Comparison = { denied: [], permitted: [], undecided: [] };

/** Whether two lists of statements, each by itself under `FullAWSAccess`, decide alike. */
export type Equivalence =
  | { readonly answer: 'yes' }
  | { readonly answer: 'no'; readonly difference: Region }
  | { readonly answer: 'undecided'; readonly reasons: readonly string[] };

export function equivalent(a: readonly Statement[], b: readonly Statement[], options?: CompareOptions): Equivalence {
  return equivalentChains(chainOf(a), chainOf(b), options);
}

export function equivalentChains(a: Chain, b: Chain, options?: CompareOptions): Equivalence {
  const { denied, permitted, undecided } = compare(a, b, options);
  const [difference] = [...denied, ...permitted];
  if (difference !== undefined) return { answer: 'no', difference };
  if (undecided.length === 0) return { answer: 'yes' };
  return { answer: 'undecided', reasons: [...new Set(undecided.map(({ reason }) => reason))] };
}

function together(a: Comparison, b: Comparison): Comparison {
  return {
    denied: [...a.denied, ...b.denied],
    permitted: [...a.permitted, ...b.permitted],
    undecided: [...a.undecided, ...b.undecided],
  };
}

/** One side of the comparison, in the space of one action class. */
interface Side {
  /** What is allowed at every level. */
  readonly allowed: readonly Box[];
  readonly denied: readonly Box[];
  /** What only this side denies. */
  readonly alone: readonly Box[];
}

function compareClass(
  actions: ActionClass,
  statements: readonly SharedStatement[],
  before: Standing,
  after: Standing,
  world: World,
): Comparison {
  const [old, now] = [restricted(before, actions), restricted(after, actions)];
  if (sameSets([old.denies], [now.denies]) && sameSets(old.allows, now.allows))
    return { denied: [], permitted: [], undecided: [] };
  const clauses = actions.statements.flatMap((index) => statements[index]?.clauses ?? []);
  const space = new Space(clauses, world);
  try {
    const boxes = new Map(actions.statements.map((index) => [index, space.boxesOf(statements[index]?.clauses ?? [])]));
    const [left, right] = [sideOf(old, now, boxes), sideOf(now, old, boxes)];
    return together(
      changesOf('denied', actions, space, lost(left, right)),
      changesOf('permitted', actions, space, lost(right, left)),
    );
  } catch (error) {
    if (!(error instanceof TooManyBoxes)) throw error;
    const reason = 'its statements overlap in too many ways';
    return { denied: [], permitted: [], undecided: [{ change: undefined, actions, reason }] };
  }
}

/** The statements that do not stand in both chains alike. Actions that none of them matches are treated as before. */
function changedStatements(old: Standing, now: Standing): ReadonlySet<number> {
  const denies = [...old.denies, ...now.denies].filter((each) => !old.denies.has(each) || !now.denies.has(each));
  if (sameSets(old.allows, now.allows)) return new Set(denies);
  return new Set([...denies, ...[...old.allows, ...now.allows].flatMap((all) => [...all])]);
}

/** The statements that match the actions. */
function restricted({ denies, allows }: Standing, { statements }: ActionClass): Standing {
  const matching = (all: ReadonlySet<number>): ReadonlySet<number> =>
    new Set(statements.filter((each) => all.has(each)));
  return { denies: matching(denies), allows: allows.map(matching) };
}

/** Whether two lists hold the same sets, in any order and number. */
function sameSets(a: readonly ReadonlySet<number>[], b: readonly ReadonlySet<number>[]): boolean {
  const [left, right] = [a, b].map((sets) => new Set(sets.map((set) => [...set].sort((x, y) => x - y).join())));
  return (
    left !== undefined && right !== undefined && left.size === right.size && [...left].every((each) => right.has(each))
  );
}

function sideOf(mine: Standing, other: Standing, boxes: ReadonlyMap<number, readonly Box[]>): Side {
  const union = (numbers: Iterable<number>): readonly Box[] =>
    withoutCovered([...numbers].flatMap((number) => boxes.get(number) ?? []));
  const [first = [], ...levels] = mine.allows.map(union);
  return {
    allowed: levels.reduce(intersectAll, first),
    denied: union(mine.denies),
    alone: union([...mine.denies].filter((number) => !other.denies.has(number))),
  };
}

/**
 * What the first side permits and the second does not: what only the second denies or no longer allows, as far as the
 * first allowed and did not deny it. What both deny is met only as something to subtract.
 */
function lost(from: Side, to: Side): readonly Box[] {
  const noLongerAllowed = subtractAll(disjoint(from.allowed), to.allowed);
  const newlyDenied = intersectAll(from.allowed, to.alone);
  return merge(subtractAll(disjoint([...noLongerAllowed, ...newlyDenied]), from.denied));
}

function changesOf(change: Change, actions: ActionClass, space: Space, boxes: readonly Box[]): Comparison {
  const certain = certainPart(space, boxes);
  const regions: Region[] = [];
  const undecided: Undecided[] = [];
  for (const box of merge(certain)) {
    if (space.possibleParts(box).length === 0) continue;
    const region = regionOf(change, actions, space, space.relaxed(box));
    if (region !== undefined) regions.push(region);
    else undecided.push({ change, actions, reason: 'no request was found that would show a difference' });
  }
  const open = subtractAll(boxes, certain).filter((box) => space.possibleParts(box).length > 0);
  for (const reason of new Set(open.flatMap((box) => opaqueReasons(space, box))))
    undecided.push({ change, actions, reason });
  const [denied, permitted] = change === 'denied' ? [regions, []] : [[], regions];
  return { denied, permitted, undecided };
}

/** What changed whatever the comparisons say that cannot be decided. */
function certainPart(space: Space, boxes: readonly Box[]): readonly Box[] {
  const opaque = [...space.axes.entries()].filter(
    ([place, { kind }]) => kind === 'opaque' && boxes.some((box) => box[place] !== space.full[place]),
  );
  if (opaque.length === 0) return boxes;
  // What is impossible may be counted in: no request is there.
  let certain = disjoint([...boxes, ...space.impossible]);
  for (const [place] of opaque) certain = whateverOn(place, space.full[place] ?? 0n, [cell(0), cell(1)], certain);
  return certain;
}

function opaqueReasons(space: Space, box: Box): readonly string[] {
  return space.axes.flatMap((axis, place) =>
    axis.kind === 'opaque' && box[place] !== space.full[place] ? [axis.reason] : [],
  );
}
