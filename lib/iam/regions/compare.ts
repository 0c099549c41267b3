/**
 * The exact difference of two chains of policies. How it works, and what it claims: docs/decisions/0005.
 */
import { actionClasses } from './action-class';
import type { ActionClass } from './action-class';
import { merge, TooManyBoxes } from './box';
import type { Box } from './box';
import type { Caller } from './callers';
import { certainPart, openReasons } from './certain';
import type { Clause } from './clause';
import { StatementTable, chainOf } from './chain';
import type { Chain, Standing } from './chain';
import type { Examples, PartitionCache } from './key-plan';
import type { Partition } from './partition';
import { regionOf } from './region';
import type { Change, Region } from './region';
import { changedStatements, lost, notPermitted, restricted, sayTheSame, sideOf } from './sides';
import { Space } from './space';
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
export interface Comparison<Found = Region> {
  readonly denied: readonly Found[];
  readonly permitted: readonly Found[];
  readonly undecided: readonly Undecided[];
}

const NOTHING = { denied: [], permitted: [], undecided: [] };

export function compare(before: Chain, after: Chain, options: CompareOptions = {}): Comparison {
  return examine([before, after], options, ({ actions, space, standings: [old, now], boxes }) => {
    const [left, right] = [sideOf(old, now, boxes), sideOf(now, old, boxes)];
    return together(
      changesOf('denied', actions, space, lost(left, right)),
      changesOf('permitted', actions, space, lost(right, left)),
    );
  });
}

/**
 * What a step on the way permits, though it is denied both before and after: a moment without a guardrail. The regions
 * are `permitted`.
 */
export function opened(step: Chain, before: Chain, after: Chain, options: CompareOptions = {}): Comparison {
  return examine([before, step, after], options, ({ actions, space, standings: [old, now, next], boxes }) => {
    const [left, right] = [sideOf(old, now, boxes), sideOf(now, old, boxes)];
    const open = notPermitted(lost(right, left), sideOf(next, now, boxes));
    return changesOf('permitted', actions, space, open);
  });
}

/** What some chains say of the actions of one class. */
export interface ClassView<Standings extends readonly Standing[]> {
  readonly actions: ActionClass;
  readonly space: Space;
  /** The statements that match, chain by chain. */
  readonly standings: Standings;
  /** By the number of the statement. */
  readonly boxes: ReadonlyMap<number, readonly Box[]>;
}

type Each<Chains extends readonly Chain[], Value> = { readonly [Index in keyof Chains]: Value };

/**
 * Looks at the actions of which the first two chains speak in different words, class by class.
 *
 * @param more clauses that can be drawn in each space, too
 */
export function examine<Chains extends readonly [Chain, Chain, ...Chain[]], Found = Region>(
  chains: readonly [...Chains],
  options: CompareOptions,
  judge: (view: ClassView<Each<Chains, Standing>>, table: StatementTable) => Comparison<Found>,
  more: readonly Clause[] = [],
): Comparison<Found> {
  const table = new StatementTable();
  const standings = chains.map((chain) => table.add(chain)) as Each<Chains, Standing>;
  const [old, now] = standings;
  const changed = changedStatements(old, now);
  if (changed.size === 0) return NOTHING;
  const { callers = [], examples = () => [], cache = new Map<string, Partition | undefined>() } = options;
  const classes = actionClasses(
    table.statements.map((statement) => statement.actions),
    {
      known: options.knownActions,
      except: options.neverDenied ?? ['sts:GetCallerIdentity'],
      only: options.onlyActions,
      changed,
    },
  );
  if (classes === undefined) {
    const reason = 'the action patterns are too many to be divided';
    return { ...NOTHING, undecided: [{ change: undefined, actions: undefined, reason }] };
  }
  const clausesAt = (index: number): readonly Clause[] => table.statements[index]?.clauses ?? [];
  return classes.reduce((sum: Comparison<Found>, actions) => {
    const matching = standings.map((standing) => restricted(standing, actions)) as Each<Chains, Standing>;
    if (sayTheSame(matching[0], matching[1])) return sum;
    try {
      const space = new Space([...actions.statements.flatMap(clausesAt), ...more], { callers, examples, cache });
      const boxes = new Map(actions.statements.map((index) => [index, space.boxesOf(clausesAt(index))]));
      return together(sum, judge({ actions, space, standings: matching, boxes }, table));
    } catch (error) {
      if (!(error instanceof TooManyBoxes)) throw error;
      const reason = 'its statements overlap in too many ways';
      return together(sum, { ...NOTHING, undecided: [{ change: undefined, actions, reason }] });
    }
  }, NOTHING);
}

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

export function together<Found>(a: Comparison<Found>, b: Comparison<Found>): Comparison<Found> {
  return {
    denied: [...a.denied, ...b.denied],
    permitted: [...a.permitted, ...b.permitted],
    undecided: [...a.undecided, ...b.undecided],
  };
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
  for (const reason of openReasons(space, boxes, certain)) undecided.push({ change, actions, reason });
  const [denied, permitted] = change === 'denied' ? [regions, []] : [[], regions];
  return { denied, permitted, undecided };
}
