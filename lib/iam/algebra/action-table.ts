/** Which of some statements match an action name. */
import { COLON, GlobAutomaton } from '../patterns/glob-automaton';
import type { GlobToken, AutomatonState } from '../patterns/glob-automaton';
import { foldCase, parseGlob, withoutColons } from '../patterns/glob';
import { patternOf, plainTemplate } from '../patterns/template';

/** The actions that a statement speaks of. */
export interface ActionPatterns {
  readonly patterns: readonly string[];
  /** `NotAction`: all but these. */
  readonly negated: boolean;
}

/** What is left out. */
export interface TableLimits {
  /** Names that one of these patterns matches. */
  readonly except: readonly string[];
  /** Names that none of these patterns matches. */
  readonly only: readonly string[];
  /** Names that none of these statements matches. */
  readonly changed: ReadonlySet<number>;
}

/** What matches some names. */
export interface Hits {
  /** Equal for names that the same statements match. */
  readonly id: string;
  readonly statements: readonly number[];
  /** Numbers of patterns. */
  readonly patterns: readonly number[];
}

/** `service:Name`, both not empty. */
const FRAME: readonly GlobToken[] = parseGlob('?*:?*').map(withoutColons);

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

/**
 * The automaton has the frame as row 0, then one row for each different pattern with a wildcard. Patterns without one are
 * names, and are looked up: most patterns are, and each would be a long row of states for a single text.
 */
export class ActionTable {
  readonly automaton: GlobAutomaton;
  /** The services of all names that are looked at; nothing where they may be of any. */
  readonly services: ReadonlySet<string> | undefined;
  /** The patterns that are names: their numbers. */
  readonly single: ReadonlyMap<string, number>;
  private readonly servicesOfSingle: ReadonlySet<string | undefined>;
  private readonly spelled: ReadonlyMap<string, string>;
  /** Each once, folded, those of changed statements first. */
  private readonly patterns: readonly string[];
  /** The patterns of the rows behind the frame. */
  private readonly rows: readonly number[];
  /** The statements that name a pattern. */
  private readonly named: readonly (readonly number[])[];
  /** The statements with `NotAction`, which match where no pattern of theirs does. */
  private readonly negated: readonly number[];
  private readonly isNegated: readonly boolean[];
  private readonly except: ReadonlySet<number>;
  private readonly only: ReadonlySet<number>;
  private readonly changed: ReadonlySet<number>;
  /** Some changed statement matches by `NotAction`. */
  private readonly anyName: boolean;
  /** Behind the last row of a changed statement. */
  private readonly end: number;
  private readonly remembered = new Map<AutomatonState, Hits | undefined>();

  /** `apart`: whether names are looked up. Otherwise they are rows like the other patterns. */
  constructor(statements: readonly ActionPatterns[], { except, only, changed }: TableLimits, apart: boolean) {
    this.changed = changed;
    this.anyName = statements.some(({ negated }, index) => negated && changed.has(index));
    const ofChanged = statements.flatMap(({ patterns }, index) => (changed.has(index) ? patterns : []));
    this.services = inBoth(this.anyName ? undefined : servicesOf(ofChanged), servicesOf(only));
    const concerns = (pattern: string): boolean => {
      const service = serviceOf(pattern);
      return service === undefined || this.services?.has(service) !== false;
    };
    const first = ofChanged.filter(concerns);
    const others = [...except, ...only, ...statements.flatMap(({ patterns }) => patterns)].filter(concerns);
    this.spelled = new Map([...first, ...others].map((pattern) => [foldCase(pattern), pattern]));
    this.patterns = [...this.spelled.keys()];
    const numbers = new Map(this.patterns.map((pattern, number) => [pattern, number]));
    const named = this.patterns.map((): number[] => []);
    for (const [index, { patterns }] of statements.entries())
      for (const pattern of new Set(patterns.map(foldCase))) named[numbers.get(pattern) ?? -1]?.push(index);
    this.named = named;
    this.isNegated = statements.map(({ negated }) => negated);
    this.negated = statements.flatMap(({ negated }, index) => (negated ? [index] : []));
    this.except = new Set(except.map((pattern) => numbers.get(foldCase(pattern)) ?? -1));
    this.only = new Set(only.map((pattern) => numbers.get(foldCase(pattern)) ?? -1));
    const isSingle = (pattern: string): boolean => apart && !/[*?]/.test(pattern);
    this.single = new Map([...numbers].filter(([pattern]) => isSingle(pattern)));
    this.servicesOfSingle = new Set([...this.single.keys()].map(serviceOf));
    this.rows = [...numbers].flatMap(([pattern, number]) => (isSingle(pattern) ? [] : [number]));
    this.automaton = new GlobAutomaton([
      FRAME,
      ...this.rows.map((number) => parseGlob(patternOf(plainTemplate(this.patterns[number] ?? '')))),
    ]);
    const last = new Set(first.map(foldCase)).size;
    this.end = 1 + this.rows.filter((number) => number < last).length;
  }

  /** Whether the names that go on from here may be actions that a changed statement matches by a wildcard. */
  isWorthwhile(state: AutomatonState): boolean {
    if (!this.automaton.isAlive(state, 0, 1)) return false;
    return this.anyName || this.automaton.isAlive(state, 1, this.end);
  }

  /** Whether the same statements match all names of a service. */
  isUniform(service: string): boolean {
    if (this.servicesOfSingle.has(service)) return false;
    const { automaton } = this;
    const isBlind = (state: AutomatonState): boolean => [...automaton.letters(state)].every((unit) => unit === COLON);
    const start = automaton.run(`${service}:`);
    const next = automaton.step(start, LETTER);
    return isBlind(start) && isBlind(next) && automaton.step(next, LETTER) === next;
  }

  /**
   * Nothing where no changed statement matches, where the text is no action, or where it is left out.
   *
   * @param state to which the name leads
   */
  hitsOf(name: string, state: AutomatonState): Hits | undefined {
    const own = this.single.get(name);
    return own === undefined ? this.hitsOfOthers(state) : this.findHits(state, [own]);
  }

  /** For names that are not patterns themselves. */
  hitsOfOthers(state: AutomatonState): Hits | undefined {
    if (!this.remembered.has(state)) this.remembered.set(state, this.findHits(state, []));
    return this.remembered.get(state);
  }

  /** Some patterns, as far as they stand in statements, the longest first. */
  spell(patterns: readonly number[]): readonly string[] {
    const spelled = patterns
      .filter((number) => this.named[number]?.length !== 0)
      .map((number) => this.patterns[number] ?? '');
    return spelled.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  }

  /** Names that read better than the shortest ones: patterns, their wildcards filled in. */
  examples(): readonly string[] {
    return [...this.spelled.values()].map((pattern) => pattern.replaceAll('*', 'X').replaceAll('?', 'X'));
  }

  private findHits(state: AutomatonState, own: readonly number[]): Hits | undefined {
    const [frame, ...rows] = this.automaton.accepted(state);
    if (frame !== 0) return undefined;
    const patterns = [...rows.map((row) => this.rows[row - 1] ?? -1), ...own];
    if (patterns.some((number) => this.except.has(number)) || !patterns.some((number) => this.only.has(number)))
      return undefined;
    const named = new Set(patterns.flatMap((number) => this.named[number] ?? []));
    const positive = [...named].filter((index) => this.isNegated[index] === false);
    const statements = [...positive, ...this.negated.filter((index) => !named.has(index))].sort((a, b) => a - b);
    return statements.some((index) => this.changed.has(index))
      ? { id: statements.join(), statements, patterns }
      : undefined;
  }
}

/** Any but a colon. */
const LETTER = 'x'.charCodeAt(0);
