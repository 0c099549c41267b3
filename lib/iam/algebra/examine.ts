/**
 * Looks at chains class by class: at the actions of which they speak in different words, in the space of their requests.
 * Cases that are looked at together share what is worked out. How it works, and what it claims: docs/decisions/0005.
 */
import { actionClasses, joinClasses } from './action-class';
import type { ActionClass } from './action-class';
import { TooManyBoxes } from './box';
import type { Box } from './box';
import type { CallerSet } from './callers';
import { StatementTable } from './chain';
import type { Chain, ChainStatements, StatementsByNumber } from './chain';
import type { Clause } from './clause';
import type { Examples, ValueClassesCache } from './key-plan';
import type { ValueClasses } from './value-classes';
import { requestSetOf } from './request-set';
import type { Change, RequestSet, RequestShape } from './request-set';
import { changedStatements, restricted, sayTheSame } from './sides';
import { Space } from './space';
import { numberObjects } from '../memoize';
import type { Statement } from '../statement';

/** What the world is like for a chain. */
export interface WorldOptions {
  /** Who may call; what none of them can send is no difference. Default: anybody may send anything. */
  readonly callers?: readonly CallerSet[];
  /** Values of a key, given in lower case, that witnesses should have, best first. */
  readonly examples?: Examples;
}

export interface SharedOptions {
  /** Known actions, to name the members of classes and to find witnesses. They decide nothing. */
  readonly knownActions?: readonly string[];
  /** Actions that no policy keeps from anybody. Default: `sts:GetCallerIdentity`. */
  readonly neverDenied?: readonly string[];
  /** The only actions that such policies reach, as patterns. Default: all. */
  readonly onlyActions?: readonly string[];
  /** Remembers how keys were divided: give many comparisons the same map. */
  readonly cache?: ValueClassesCache;
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
export interface ChainComparison<Found extends RequestShape = RequestShape> {
  readonly denied: readonly RequestSet<Found>[];
  readonly permitted: readonly RequestSet<Found>[];
  readonly undecided: readonly Undecided[];
}

type Chains = readonly [Chain, Chain, ...Chain[]];
type Each<Of extends Chains, Value> = { readonly [Index in keyof Of]: Value };

/** Chains that are looked at beside each other. */
export interface Case<Of extends Chains> {
  readonly chains: Of;
  /** Cases of one world (the same object) share their answers where the same statements bind the same actions. */
  readonly world: WorldOptions;
}

/** What the chains of a case say of actions that the same statements match. */
export interface View<Of extends Chains> {
  readonly space: Space;
  /** The statements that match, chain by chain. */
  readonly standings: Each<Of, ChainStatements>;
  /** By the number of the statement. */
  readonly boxes: ReadonlyMap<number, readonly Box[]>;
}

/** What is found out about some actions, whichever they are; or why nothing is. */
export type ClassFinding<Found> = Found | Pick<Undecided, 'change' | 'reason'>;

/** What was found out, in which cases. */
export interface Examined<Found> {
  /** By their place in the list. */
  readonly cases: readonly number[];
  /** The actions: none of these classes need be told from another. Empty: all actions. */
  readonly classes: readonly ActionClass[];
  readonly findings: readonly ClassFinding<Found>[];
}

/**
 * Looks at the actions of which the first two chains of a case speak in different words.
 *
 * @param more clauses that can be drawn in each space, too
 */
export function examine<Of extends Chains, Found>(
  cases: readonly Case<Of>[],
  options: SharedOptions,
  judge: (view: View<Of>) => readonly ClassFinding<Found>[],
  more: readonly Clause[] = [],
): readonly Examined<Found>[] {
  const table = new StatementTable();
  const standings = cases.map(({ chains }) => chains.map((chain) => table.add(chain)) as Each<Of, ChainStatements>);
  const changed = new Set(standings.flatMap(([old, now]) => [...changedStatements(old, now)]));
  if (changed.size === 0) return [];
  const classes = actionClasses(
    table.statements.map(({ actions }) => actions),
    {
      known: options.knownActions,
      except: options.neverDenied ?? ['sts:GetCallerIdentity'],
      only: options.onlyActions,
      changed,
    },
  );
  if (classes === undefined) {
    const reason = 'the action patterns are too many to be divided';
    return [{ cases: [...cases.keys()], classes: [], findings: [{ change: undefined, reason }] }];
  }
  const { cache = new Map<string, ValueClasses | undefined>() } = options;
  const clausesAt = (number: number): readonly Clause[] => table.statements[number]?.clauses ?? [];
  return viewsOf(cases, standings, classes).flatMap(({ world, standings: matching, classesOf }) => {
    const { callers = [], examples = () => [] } = world;
    const statements = numbersIn(matching);
    const findings = guarded(() => {
      const space = new Space([...statements.flatMap(clausesAt), ...more], { callers, examples, cache });
      const boxes = new Map(statements.map((number) => [number, space.boxesOf(clausesAt(number))]));
      return judge({ space, standings: matching, boxes });
    });
    if (findings.length === 0) return [];
    // Cases that have the same classes are told together.
    const together = new Map<string, number[]>();
    for (const [index, places] of classesOf) addTo(together, places.join(), index);
    return Array.from(together.values(), (alike) => ({
      cases: alike,
      classes: classesOf.get(alike[0] ?? -1)?.flatMap((place) => classes[place] ?? []) ?? [],
      findings,
    }));
  });
}

function guarded<Found>(judge: () => readonly ClassFinding<Found>[]): readonly ClassFinding<Found>[] {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof TooManyBoxes)) throw error;
    return [{ change: undefined, reason: 'its statements overlap in too many ways' }];
  }
}

/** Actions and cases for which one answer holds. */
interface SharedView<Of extends Chains> {
  readonly world: WorldOptions;
  readonly standings: Each<Of, ChainStatements>;
  /** By cases: the places of the classes. */
  readonly classesOf: Map<number, number[]>;
}

function viewsOf<Of extends Chains>(
  cases: readonly Case<Of>[],
  standings: readonly Each<Of, ChainStatements>[],
  classes: readonly ActionClass[],
): readonly SharedView<Of>[] {
  const views = new Map<string, SharedView<Of>>();
  const numberOf = numberObjects();
  for (const [index, { world }] of cases.entries()) {
    const all = standings[index] ?? [];
    const own = new Set(numbersIn(all));
    const viewOf = (statements: readonly number[]): SharedView<Of> | null => {
      const matching = all.map((standing) => restricted(standing, statements)) as Each<Of, ChainStatements>;
      if (sayTheSame(matching[0], matching[1])) return null;
      const name = [numberOf(world), ...matching.map((standing) => nameOfStanding(standing, numberOf))].join(' | ');
      const view = views.get(name) ?? { world, standings: matching, classesOf: new Map<number, number[]>() };
      views.set(name, view);
      return view;
    };
    // Most classes are told apart by statements of other cases only.
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

/** Equal where the same statements stand, and were given, at the same places. That levels repeat each other says nothing. */
function nameOfStanding({ denies, allows }: ChainStatements, numberOf: (statement: Statement) => number): string {
  const nameOf = (all: StatementsByNumber): string =>
    [...all.values()].map((sources) => sources.map(numberOf).join()).join(';');
  return [nameOf(denies), ...new Set(allows.map(nameOf))].join('/');
}

function numbersIn(standings: readonly ChainStatements[]): readonly number[] {
  const all = standings.flatMap(({ denies, allows }) => [denies, ...allows].flatMap((each) => [...each.keys()]));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** What was found out, with its actions, whatever the case. */
export function comparisonOf<Found extends RequestShape>(examined: readonly Examined<Found>[]): ChainComparison<Found> {
  const regions: RequestSet<Found>[] = [];
  const undecided: Undecided[] = [];
  for (const { classes, findings } of examined) {
    const actions = classes.length === 0 ? undefined : joinClasses(classes);
    for (const finding of findings) {
      if ('reason' in finding) undecided.push({ ...finding, actions });
      else if (actions !== undefined) regions.push(requestSetOf(finding, actions));
    }
  }
  return {
    denied: regions.filter(({ change }) => change === 'denied'),
    permitted: regions.filter(({ change }) => change === 'permitted'),
    undecided,
  };
}
