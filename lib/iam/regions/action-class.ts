/**
 * Action names, divided by which statements match them: all names of a class are treated alike. The world is open: a
 * pattern is a language over all names, not a list of the known ones, so that an action which AWS adds tomorrow has its
 * class today.
 */
import { countTexts, explore, GlobAutomaton, textOf } from '../glob-automaton';
import type { Exploration, GlobToken, State, Visit } from '../glob-automaton';
import { foldCase, parseGlob, withoutColons } from '../glob';
import { patternOf, plainTemplate } from '../template';

/** The actions that a statement speaks of. */
export interface ActionPatterns {
  readonly patterns: readonly string[];
  /** `NotAction`: all but these. */
  readonly negated: boolean;
}

export interface ActionClass {
  /** An action of the class: a known one where there is one. */
  readonly witness: string;
  /** The known actions of the class, service by service in the order given. */
  readonly known: readonly string[];
  /** Whether the class holds names that are not known: actions that AWS may add, or does not document. */
  readonly open: boolean;
  /** The patterns that match every action of the class, in lower case, the longest first. */
  readonly patterns: readonly string[];
  /** The statements that match, by their place in the list given, ascending. */
  readonly statements: readonly number[];
  has(action: string): boolean;
}

/** Above this number of states the actions are not divided. */
const STATE_LIMIT = 200_000;

/** `service:Name`, both not empty. */
const FRAME: readonly GlobToken[] = parseGlob('?*:?*').map(withoutColons);

export interface ActionLimits {
  /** Known actions: display and witnesses, no more. */
  readonly known?: readonly string[];
  /** Names that one of these patterns matches are left out. */
  readonly except?: readonly string[];
  /** Names that none of these patterns matches are left out; undefined: none are. */
  readonly only?: readonly string[];
  /** Names that none of these statements matches are left out; undefined: none are. */
  readonly changed?: ReadonlySet<number>;
}

/** The classes of all action names that some statement matches. Nothing when there are too many. */
export function actionClasses(
  statements: readonly ActionPatterns[],
  { known = [], except = [], only = ['*'], changed }: ActionLimits = {},
): readonly ActionClass[] | undefined {
  const table = new ActionTable(statements, { except, only, changed: changed ?? new Set(statements.keys()) });
  const exploration = explore(table.automaton, (state) => table.isWorthwhile(state), STATE_LIMIT);
  if (exploration === undefined) return undefined;
  const drafts = draftClasses(table, exploration);
  const run = table.automaton.runner();
  for (const [service, actions] of byService(known)) {
    if (table.services?.has(service) === false) continue;
    for (const { name, folded } of actions) {
      const hits = table.hitsOf(run(folded));
      if (hits !== undefined) drafts.get(hits.id)?.known.push(name);
    }
  }
  // A pattern itself, its wildcards filled in, reads better than the shortest name.
  for (const example of table.examples()) {
    const draft = drafts.get(table.hitsOf(table.stateOf(example))?.id ?? '');
    if (draft !== undefined) draft.example ??= example;
  }
  return [...drafts.values()].map(({ hits, visit, rows, names, known: members, example }) => ({
    witness: members[0] ?? example ?? textOf(visit),
    known: members,
    open: names > new Set(members.map(foldCase)).size,
    patterns: table.patternsOf(rows),
    statements: hits.statements,
    has: (action) => table.hitsOf(table.stateOf(action))?.id === hits.id,
  }));
}

interface KnownAction {
  readonly name: string;
  readonly folded: string;
}

type ByService = ReadonlyMap<string, readonly KnownAction[]>;

const divided = new WeakMap<readonly string[], ByService>();

/** The known actions come as one long list, again and again. */
function byService(names: readonly string[]): ByService {
  const known = divided.get(names);
  if (known !== undefined) return known;
  const all = new Map<string, KnownAction[]>();
  for (const name of names) {
    const folded = foldCase(name);
    const service = folded.slice(0, folded.indexOf(':'));
    const actions = all.get(service);
    if (actions === undefined) all.set(service, [{ name, folded }]);
    else actions.push({ name, folded });
  }
  divided.set(names, all);
  return all;
}

/** What matches the names that lead to a state. */
interface Hits {
  /** Equal for names that the same statements match. */
  readonly id: string;
  readonly statements: readonly number[];
  readonly rows: readonly number[];
}

interface Draft {
  readonly hits: Hits;
  readonly visit: Visit;
  /** The rows that match all names. */
  rows: readonly number[];
  /** How many names there are. */
  names: number;
  readonly known: string[];
  example: string | undefined;
}

/** The service that a pattern names, folded; nothing where it leaves it open. */
function serviceOf(pattern: string): string | undefined {
  const service = foldCase(pattern.slice(0, Math.max(pattern.indexOf(':'), 0)));
  return service === '' || /[*?$]/.test(service) ? undefined : service;
}

/** Nothing where a pattern leaves its service open. */
function servicesOf(patterns: readonly string[]): ReadonlySet<string> | undefined {
  const services = patterns.map(serviceOf);
  return services.includes(undefined) ? undefined : new Set(services.flatMap((service) => service ?? []));
}

function inBoth(
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  return a === undefined || b === undefined ? (a ?? b) : new Set([...a].filter((service) => b.has(service)));
}

/** Row 0 is the frame; then one row for each different pattern, those of changed statements first. */
class ActionTable {
  readonly automaton: GlobAutomaton;
  /** The services of all names that are looked at; nothing where they may be of any. */
  readonly services: ReadonlySet<string> | undefined;
  private readonly spelled: ReadonlyMap<string, string>;
  private readonly patterns: readonly string[];
  /** The statements that name the pattern of a row, by rows. */
  private readonly named: readonly (readonly number[])[];
  /** The statements with `NotAction`, which match where no row does. */
  private readonly negated: readonly number[];
  private readonly isNegated: readonly boolean[];
  private readonly except: ReadonlySet<number>;
  private readonly only: ReadonlySet<number>;
  private readonly changed: ReadonlySet<number>;
  /** Some changed statement matches by `NotAction`. */
  private readonly anyName: boolean;
  /** Behind the last row of a changed statement. */
  private readonly end: number;
  private readonly remembered = new Map<State, Hits | undefined>();

  constructor(statements: readonly ActionPatterns[], { except, only, changed }: Required<Omit<ActionLimits, 'known'>>) {
    this.changed = changed;
    this.anyName = statements.some(({ negated }, index) => negated && changed.has(index));
    const ofChanged = statements.flatMap(({ patterns }, index) => (changed.has(index) ? patterns : []));
    this.services = inBoth(this.anyName ? undefined : servicesOf(ofChanged), servicesOf(only));
    const concerns = (pattern: string): boolean => {
      const service = serviceOf(pattern);
      return service === undefined || this.services?.has(service) !== false;
    };
    const first = ofChanged.filter(concerns);
    this.end = 1 + new Set(first.map(foldCase)).size;
    const others = [...except, ...only, ...statements.flatMap(({ patterns }) => patterns)].filter(concerns);
    this.spelled = new Map([...first, ...others].map((pattern) => [foldCase(pattern), pattern]));
    this.patterns = [...this.spelled.keys()];
    const rows = new Map(this.patterns.map((pattern, index) => [pattern, index + 1]));
    const named = this.patterns.map((): number[] => []);
    for (const [index, { patterns }] of statements.entries())
      for (const pattern of new Set(patterns.map(foldCase))) named[(rows.get(pattern) ?? 0) - 1]?.push(index);
    this.named = named;
    this.isNegated = statements.map(({ negated }) => negated);
    this.negated = statements.flatMap(({ negated }, index) => (negated ? [index] : []));
    this.except = new Set(except.map((pattern) => rows.get(foldCase(pattern)) ?? 0));
    this.only = new Set(only.map((pattern) => rows.get(foldCase(pattern)) ?? 0));
    this.automaton = new GlobAutomaton([
      FRAME,
      ...this.patterns.map((each) => parseGlob(patternOf(plainTemplate(each)))),
    ]);
  }

  /** Whether the names that go on from here may be actions that a changed statement matches. */
  isWorthwhile(state: State): boolean {
    if (!this.automaton.isAlive(state, 0, 1)) return false;
    return this.anyName || this.automaton.isAlive(state, 1, this.end);
  }

  stateOf(action: string): State {
    return this.automaton.run(foldCase(action));
  }

  /** Nothing where no statement matches, where the text is no action, or where it is excepted. */
  hitsOf(state: State): Hits | undefined {
    if (!this.remembered.has(state)) this.remembered.set(state, this.findHits(state));
    return this.remembered.get(state);
  }

  /** The patterns of some rows, as far as they stand in statements, the longest first. */
  patternsOf(rows: readonly number[]): readonly string[] {
    const patterns = rows.filter((row) => this.named[row - 1]?.length !== 0).map((row) => this.patterns[row - 1] ?? '');
    return patterns.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  }

  examples(): readonly string[] {
    return [...this.spelled.values()].map((pattern) => pattern.replaceAll('*', 'X').replaceAll('?', 'X'));
  }

  private findHits(state: State): Hits | undefined {
    const [frame, ...rows] = this.automaton.accepted(state);
    if (frame !== 0 || rows.some((row) => this.except.has(row)) || !rows.some((row) => this.only.has(row)))
      return undefined;
    const named = new Set(rows.flatMap((row) => this.named[row - 1] ?? []));
    const positive = [...named].filter((index) => this.isNegated[index] === false);
    const statements = [...positive, ...this.negated.filter((index) => !named.has(index))].sort((a, b) => a - b);
    return statements.some((index) => this.changed.has(index))
      ? { id: statements.join(), statements, rows }
      : undefined;
  }
}

function draftClasses(table: ActionTable, exploration: Exploration): ReadonlyMap<string, Draft> {
  const names = countTexts(exploration);
  const drafts = new Map<string, Draft>();
  for (const visit of exploration.visits) {
    const hits = table.hitsOf(visit.state);
    if (hits === undefined) continue;
    const draft = drafts.get(hits.id) ?? { hits, visit, rows: hits.rows, names: 0, known: [], example: undefined };
    draft.rows = draft.rows.filter((row) => hits.rows.includes(row));
    draft.names += names.get(visit.state) ?? Infinity;
    drafts.set(hits.id, draft);
  }
  return drafts;
}
