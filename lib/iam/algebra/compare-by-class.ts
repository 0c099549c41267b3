/**
 * Compares chains class by class: for each class of actions on which they differ, in the space of its requests. Cases that
 * are compared together share their results. docs/decisions/0005 describes how it works and what it guarantees.
 */
import { actionClasses, joinClasses } from './action-class';
import type { ActionClass } from './action-class';
import { TooManyBoxes } from './box';
import type { Box } from './box';
import type { CallerSet } from './callers';
import { StatementTable } from './chain';
import type { Chain, ChainStatements, StatementsByNumber } from './chain';
import type { Clause } from './clause';
import type { Examples, ReadKeyValues, ValueClassesCache } from './key-plan';
import type { ValueClasses } from './value-classes';
import { requestSetOf } from './request-set';
import type { Change, RequestSet, DescribedBox } from './request-set';
import { changedStatements, haveSameStatements, restrictTo } from './chain';
import { Space } from './space';
import { findGlobalKey } from '../evaluation/presence';
import { numberObjects } from '../memoize';
import type { Statement } from '../statement';
import { spend, TooMuchWork, withinWork } from './work';

/** The possible requests to which a chain applies. */
export interface WorldOptions {
  /** The callers. A request that none of them can send is not a difference. Default: anyone can send any request. */
  readonly callers?: readonly CallerSet[];
  /** Preferred values of a key (in lower case) for witnesses, best first. */
  readonly examples?: Examples;
}

export interface SharedOptions {
  /** Known actions, to list the members of classes and to find witnesses. They do not affect the result. */
  readonly knownActions?: readonly string[];
  /** Actions that no policy can deny. Default: `sts:GetCallerIdentity`. */
  readonly neverDenied?: readonly string[];
  /** Patterns of the only actions to which such policies apply. Default: all actions. */
  readonly onlyActions?: readonly string[];
  /** Caches the value classes of keys; many comparisons can share one map. */
  readonly cache?: ValueClassesCache;
  /** How many values of a key a request can have. Default: as AWS documents its global keys, and one of any other key. */
  readonly valuesOf?: ReadKeyValues;
  /** How much work a group of actions that share a result may need, see `work.ts`. Beyond it, they are undecided. */
  readonly workLimit?: number;
}

/** Something that could not be decided. */
interface Undecided {
  /** Undefined: it may have changed in either direction. */
  readonly change: Change | undefined;
  /** Undefined: all actions. */
  readonly actions: ActionClass | undefined;
  readonly reason: string;
}

/** Everything that differs. A request that is in none of the sets and not undecided is decided as before. */
export interface ChainComparison<Found extends DescribedBox = DescribedBox> {
  readonly denied: readonly RequestSet<Found>[];
  readonly permitted: readonly RequestSet<Found>[];
  readonly undecided: readonly Undecided[];
}

type Chains = readonly [Chain, Chain, ...Chain[]];
type Each<Of extends Chains, Value> = { readonly [Index in keyof Of]: Value };

/** Chains that are compared with each other. */
export interface Case<Of extends Chains> {
  readonly chains: Of;
  /** Cases with the same world (the same object) share results if the same statements apply to the same actions. */
  readonly world: WorldOptions;
}

/** What the chains of a case say about a class of actions. */
export interface View<Of extends Chains> {
  readonly space: Space;
  /** The matching statements of each chain. */
  readonly chains: Each<Of, ChainStatements>;
  /** The boxes of each statement, by its number. */
  readonly boxes: ReadonlyMap<number, readonly Box[]>;
}

/** A result for a class of actions, or the reason why there is none. */
export type ClassFinding<Found> = Found | Pick<Undecided, 'change' | 'reason'>;

/** Results, with the cases and actions to which they apply. */
export interface ComparedClasses<Found> {
  /** The indexes of the cases. */
  readonly cases: readonly number[];
  /** The actions, as classes with the same results. Empty: all actions. */
  readonly classes: readonly ActionClass[];
  readonly findings: readonly ClassFinding<Found>[];
}

/**
 * Compares chains for all actions for which the first two chains of a case have different statements.
 *
 * @param judge finds the differences of one class
 * @param more clauses that each space must also be able to represent
 */
export function compareByClass<Of extends Chains, Found>(
  cases: readonly Case<Of>[],
  options: SharedOptions,
  judge: (view: View<Of>) => readonly ClassFinding<Found>[],
  more: readonly Clause[] = [],
): readonly ComparedClasses<Found>[] {
  const table = new StatementTable();
  const chainsOfCases = cases.map(({ chains }) => chains.map((chain) => table.add(chain)) as Each<Of, ChainStatements>);
  const changed = new Set(chainsOfCases.flatMap(([old, now]) => [...changedStatements(old, now)]));
  if (changed.size === 0) return [];
  const classes = divideActions(table, changed, options);
  if (classes === undefined) {
    const reason = 'there are too many action patterns to compare';
    return [{ cases: [...cases.keys()], classes: [], findings: [{ change: undefined, reason }] }];
  }
  const {
    cache = new Map<string, ValueClasses | undefined>(),
    valuesOf = valuesOfGlobalKeys,
    workLimit = WORK_LIMIT,
  } = options;
  const clausesAt = (number: number): readonly Clause[] => table.statements[number]?.clauses ?? [];
  return viewsOf(cases, chainsOfCases, classes).flatMap(({ world, chains, classesOf }) => {
    const { callers = [], examples = () => [] } = world;
    const statements = numbersIn(chains);
    const findings = guarded(workLimit, () => {
      spend(1);
      const space = new Space([...statements.flatMap(clausesAt), ...more], { callers, examples, cache, valuesOf });
      const boxes = new Map(statements.map((number) => [number, space.boxesOf(clausesAt(number))]));
      return judge({ space, chains, boxes });
    });
    if (findings.length === 0) return [];
    // Cases with the same classes are reported together.
    const together = new Map<string, number[]>();
    for (const [index, places] of classesOf) addTo(together, places.join(), index);
    return Array.from(together.values(), (alike) => ({
      cases: alike,
      classes: classesOf.get(alike[0] ?? -1)?.flatMap((place) => classes[place] ?? []) ?? [],
      findings,
    }));
  });
}

/** Undefined if there are too many. */
function divideActions(
  { statements }: StatementTable,
  changed: ReadonlySet<number>,
  { knownActions: known, neverDenied: except = ['sts:GetCallerIdentity'], onlyActions: only }: SharedOptions,
): readonly ActionClass[] | undefined {
  const patterns = statements.map(({ actions }) => actions);
  try {
    return actionClasses(patterns, { known, except, only, changed });
  } catch (error) {
    if (error instanceof TooMuchWork) return undefined;
    throw error;
  }
}

const valuesOfGlobalKeys: ReadKeyValues = (key) => (findGlobalKey(key)?.multivalued === true ? 'several' : 'one');

/**
 * A few seconds. The largest group of actions of the example organization needs less than a hundredth, even if all policies
 * are removed.
 */
const WORK_LIMIT = 150_000_000;

function guarded<Found>(limit: number, judge: () => readonly ClassFinding<Found>[]): readonly ClassFinding<Found>[] {
  try {
    return withinWork(limit, judge);
  } catch (error) {
    if (error instanceof TooManyBoxes)
      return [{ change: undefined, reason: 'its statements overlap in too many ways' }];
    if (error instanceof TooMuchWork)
      return [{ change: undefined, reason: 'its statements would take too long to compare' }];
    throw error;
  }
}

/** Actions and cases that share one result. */
interface SharedView<Of extends Chains> {
  readonly world: WorldOptions;
  readonly chains: Each<Of, ChainStatements>;
  /** The indexes of the classes, by case. */
  readonly classesOf: Map<number, number[]>;
}

function viewsOf<Of extends Chains>(
  cases: readonly Case<Of>[],
  chainsOfCases: readonly Each<Of, ChainStatements>[],
  classes: readonly ActionClass[],
): readonly SharedView<Of>[] {
  const views = new Map<string, SharedView<Of>>();
  const numberOf = numberObjects();
  for (const [index, { world }] of cases.entries()) {
    const all = chainsOfCases[index] ?? [];
    const own = new Set(numbersIn(all));
    const viewOf = (statements: readonly number[]): SharedView<Of> | null => {
      const matching = all.map((chain) => restrictTo(chain, statements)) as Each<Of, ChainStatements>;
      if (haveSameStatements(matching[0], matching[1])) return null;
      const name = [numberOf(world), ...matching.map((chain) => nameOfChain(chain, numberOf))].join(' | ');
      const view = views.get(name) ?? { world, chains: matching, classesOf: new Map<number, number[]>() };
      views.set(name, view);
      return view;
    };
    // Most classes differ only in statements of other cases.
    const known = new Map<string, SharedView<Of> | null>();
    for (const [place, { statements }] of classes.entries()) {
      const numbers = statements.filter((number) => own.has(number));
      const name = numbers.join();
      const view = known.has(name) ? known.get(name) : viewOf(numbers);
      known.set(name, view ?? null);
      if (view) addTo(view.classesOf, index, place);
    }
  }
  return [...views.values()];
}

function addTo<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Equal if the same given statements are in the same places. Repeated levels make no difference. */
function nameOfChain({ denies, allows }: ChainStatements, numberOf: (statement: Statement) => number): string {
  const nameOf = (all: StatementsByNumber): string =>
    [...all.values()].map((sources) => sources.map(numberOf).join()).join(';');
  return [nameOf(denies), ...new Set(allows.map(nameOf))].join('/');
}

function numbersIn(chains: readonly ChainStatements[]): readonly number[] {
  const all = chains.flatMap(({ denies, allows }) => [denies, ...allows].flatMap((each) => [...each.keys()]));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** All results, with their actions, without regard to the cases. */
export function comparisonOf<Found extends DescribedBox>(
  compared: readonly ComparedClasses<Found>[],
): ChainComparison<Found> {
  const sets: RequestSet<Found>[] = [];
  const undecided: Undecided[] = [];
  for (const { classes, findings } of compared) {
    const actions = classes.length === 0 ? undefined : joinClasses(classes);
    for (const finding of findings) {
      if ('reason' in finding) undecided.push({ ...finding, actions });
      else if (actions !== undefined) sets.push(requestSetOf(finding, actions));
    }
  }
  return {
    denied: sets.filter(({ change }) => change === 'denied'),
    permitted: sets.filter(({ change }) => change === 'permitted'),
    undecided,
  };
}
