/**
 * Classes of action names: the names of a class are matched by the same statements. A pattern matches all possible names,
 * not only the known ones, so an action that AWS adds tomorrow already has a class today.
 */
import { countTexts, explore, textOf } from '../patterns/glob-automaton';
import type { AutomatonState } from '../patterns/glob-automaton';
import { foldCase } from '../patterns/glob';
import { ActionTable } from './action-table';
import type { ActionPatterns, Hits } from './action-table';
import { spend } from './work';

export interface ActionClass {
  /** An action of the class, a known one if there is any. */
  readonly witness: string;
  /** The known actions of the class, grouped by service, in the given order. */
  readonly known: readonly string[];
  /** Whether the class contains unknown names: actions that AWS may add or does not document. */
  readonly open: boolean;
  /** The patterns that match every action of the class, in lower case, the longest first. */
  readonly patterns: readonly string[];
  /** The matching statements, as indexes of the given list, ascending. */
  readonly statements: readonly number[];
  has(action: string): boolean;
}

/** With more states or classes than this, the actions are not divided into classes: each `*x*` may double them. */
const STATE_LIMIT = 200_000;
const CLASS_LIMIT = 2_048;

/** How much work a state counts for. */
const WORK_PER_STATE = 300;

export interface ActionLimits {
  /** Known actions, for display and witnesses only. */
  readonly known?: readonly string[];
  /** Names that match one of these patterns are excluded. */
  readonly except?: readonly string[];
  /** Names that match none of these patterns are excluded. Default: no name is. */
  readonly only?: readonly string[];
  /** Names that none of these statements matches are excluded. Default: no name is. */
  readonly changed?: ReadonlySet<number>;
}

/** The classes of all action names that some statement matches; undefined if there are too many. */
export function actionClasses(
  statements: readonly ActionPatterns[],
  { known = [], except = [], only = ['*'], changed = new Set(statements.keys()) }: ActionLimits = {},
): readonly ActionClass[] | undefined {
  const limits = { except, only, changed };
  const classes = divide(new ActionTable(statements, limits, true), known);
  if (classes !== 'no witness') return classes;
  // The shortest names of a class may all be patterns, which belong to other classes. The complete automaton finds another.
  const more = divide(new ActionTable(statements, limits, false), known);
  if (more === 'no witness') throw new Error('invariant: a class without names');
  return more;
}

/** Several classes as one, for callers that do not distinguish them. */
export function joinClasses(classes: readonly ActionClass[]): ActionClass {
  const [first, ...others] = classes;
  if (first === undefined) throw new Error('invariant: there are no classes to join');
  if (others.length === 0) return first;
  return {
    witness: (classes.find(({ known }) => known.length > 0) ?? first).witness,
    get known() {
      return classes.flatMap(({ known }) => known);
    },
    open: classes.some(({ open }) => open),
    patterns: first.patterns.filter((pattern) => others.every(({ patterns }) => patterns.includes(pattern))),
    statements: first.statements.filter((each) => others.every(({ statements }) => statements.includes(each))),
    has: (action) => classes.some((each) => each.has(action)),
  };
}

function divide(table: ActionTable, known: readonly string[]): readonly ActionClass[] | 'no witness' | undefined {
  const drafts = draftClasses(table);
  if (drafts === undefined) return undefined;
  addKnown(drafts, table, known);
  // A pattern with its wildcards filled in is easier to read than the shortest name.
  for (const example of table.examples()) {
    const draft = drafts.get(hitsOf(table, example)?.id ?? '');
    if (draft !== undefined) draft.example ??= example;
  }
  const classes = [...drafts.values()].flatMap((draft) => classOf(table, draft) ?? []);
  return classes.length < drafts.size ? 'no witness' : classes;
}

function classOf(table: ActionTable, { hits, ...draft }: Draft): ActionClass | undefined {
  const witness = draft.known[0] ?? draft.example ?? draft.shortest;
  if (witness === undefined) return undefined;
  return {
    witness,
    known: draft.known,
    open: draft.names === Infinity || draft.names > new Set(draft.known.map(foldCase)).size,
    patterns: table.spell(draft.patterns),
    statements: hits.statements,
    has: (action) => hitsOf(table, action)?.id === hits.id,
  };
}

function hitsOf(table: ActionTable, action: string): Hits | undefined {
  const name = foldCase(action);
  return table.hitsOf(name, table.automaton.run(name));
}

interface Draft {
  readonly hits: Hits;
  /** One of the shortest names of the class. */
  shortest: string | undefined;
  /** The patterns that match all names. */
  patterns: readonly number[];
  /** The number of names. */
  names: number;
  readonly known: string[];
  example: string | undefined;
}

function draftClasses(table: ActionTable): ReadonlyMap<string, Draft> | undefined {
  const exploration = explore(table.automaton, (state) => table.isWorthwhile(state), STATE_LIMIT);
  spend(WORK_PER_STATE * (exploration?.visits.length ?? STATE_LIMIT));
  if (exploration === undefined) return undefined;
  const drafts = new Map<string, Draft>();
  const add = (hits: Hits | undefined, names: number, shortest: () => string | undefined): void => {
    if (hits === undefined) return;
    const { patterns } = hits;
    const none = { hits, shortest: undefined, patterns, names: 0, known: [], example: undefined };
    const draft: Draft = drafts.get(hits.id) ?? none;
    draft.shortest ??= shortest();
    draft.patterns = draft.patterns.filter((number) => patterns.includes(number));
    draft.names += names;
    drafts.set(hits.id, draft);
  };
  const single = new Map<AutomatonState, number>();
  for (const name of table.single.keys()) {
    const state = table.automaton.run(name);
    single.set(state, (single.get(state) ?? 0) + 1);
    add(table.hitsOf(name, state), 1, () => name);
  }
  const counts = countTexts(exploration);
  for (const visit of exploration.visits) {
    if (drafts.size > CLASS_LIMIT) return undefined;
    const others = (counts.get(visit.state) ?? Infinity) - (single.get(visit.state) ?? 0);
    if (others <= 0) continue;
    add(table.hitsOfOthers(visit.state), others, () => {
      const name = textOf(visit);
      return table.single.has(name) ? undefined : name;
    });
  }
  return drafts;
}

function addKnown(drafts: ReadonlyMap<string, Draft>, table: ActionTable, known: readonly string[]): void {
  const run = table.automaton.runner();
  const draftOf = (action: string): Draft | undefined => {
    const name = foldCase(action);
    return drafts.get(table.hitsOf(name, run(name))?.id ?? '');
  };
  for (const [service, names] of byService(known)) {
    if (table.services?.has(service) === false) continue;
    if (table.isUniform(service)) draftOf(names[0] ?? '')?.known.push(...names);
    else for (const name of names) draftOf(name)?.known.push(name);
  }
}

const divided = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** Memoized, because callers pass the same long list many times. Texts that are not actions are skipped. */
function byService(actions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = divided.get(actions);
  if (known !== undefined) return known;
  const all = new Map<string, string[]>();
  for (const action of actions) {
    const colon = action.indexOf(':');
    if (colon < 0 || action.includes(':', colon + 1)) continue;
    const service = foldCase(action.slice(0, colon));
    const names = all.get(service);
    if (names === undefined) all.set(service, [action]);
    else names.push(action);
  }
  divided.set(actions, all);
  return all;
}
