/** Which of some statements match an action name. */
import { COLON, GlobAutomaton } from '../patterns/glob-automaton';
import type { GlobToken, AutomatonState } from '../patterns/glob-automaton';
import { foldCase, parseGlob, withoutColons } from '../patterns/glob';
import { patternOf, plainTemplate } from '../patterns/template';

/** The action patterns of a statement. */
export interface ActionPatterns {
  readonly patterns: readonly string[];
  /** For `NotAction`: all actions except these. */
  readonly negated: boolean;
}

/** The names that are excluded. */
interface TableLimits {
  /** Names that one of these patterns matches. */
  readonly except: readonly string[];
  /** Names that none of these patterns matches. */
  readonly only: readonly string[];
  /** Names that none of these statements matches. */
  readonly changed: ReadonlySet<number>;
}

/** The statements and patterns that match some names. */
export interface Hits {
  /** Equal for names that are matched by the same statements. */
  readonly id: string;
  readonly statements: readonly number[];
  /** The numbers of the patterns. */
  readonly patterns: readonly number[];
}

/** `service:Name`, with neither part empty. */
const FRAME: readonly GlobToken[] = parseGlob('?*:?*').map(withoutColons);

/** The service that a pattern names, in folded case; undefined if it may be any. */
function serviceOf(pattern: string): string | undefined {
  const service = foldCase(pattern.slice(0, Math.max(pattern.indexOf(':'), 0)));
  return service === '' || /[*?$]/.test(service) ? undefined : service;
}

/** Undefined if one of the patterns does not name its service. */
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
 * The automaton has the frame as row 0, then one row for each different pattern with a wildcard. Patterns without a
 * wildcard are names and are looked up. Most patterns are names, and a row for each would need many states for one text.
 */
export class ActionTable {
  readonly automaton: GlobAutomaton;
  /** The services of all names under consideration; undefined if any service is possible. */
  readonly services: ReadonlySet<string> | undefined;
  /** The patterns that are names, with their numbers. */
  readonly single: ReadonlyMap<string, number>;
  private readonly servicesOfSingle: ReadonlySet<string | undefined>;
  private readonly spelled: ReadonlyMap<string, string>;
  /** Each pattern once, in folded case, those of changed statements first. */
  private readonly patterns: readonly string[];
  /** The patterns of the rows after the frame. */
  private readonly rows: readonly number[];
  /** For each pattern, the statements that contain it. */
  private readonly named: readonly (readonly number[])[];
  /** The statements with `NotAction`, which match if none of their patterns does. */
  private readonly negated: readonly number[];
  private readonly isNegated: readonly boolean[];
  private readonly except: ReadonlySet<number>;
  private readonly only: ReadonlySet<number>;
  private readonly changed: ReadonlySet<number>;
  /** Whether a changed statement has `NotAction`. */
  private readonly anyName: boolean;
  /** The row after the last one of a changed statement. */
  private readonly end: number;
  private readonly hitsByState = new Map<AutomatonState, Hits | undefined>();

  /** `lookUpNames`: patterns without a wildcard are looked up. Otherwise they are rows like the other patterns. */
  constructor(statements: readonly ActionPatterns[], { except, only, changed }: TableLimits, lookUpNames: boolean) {
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
    const isSingle = (pattern: string): boolean => lookUpNames && !/[*?]/.test(pattern);
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

  /** Whether a continuation of the text may be an action that a changed statement matches by a wildcard. */
  isWorthwhile(state: AutomatonState): boolean {
    if (!this.automaton.isAlive(state, 0, 1)) return false;
    return this.anyName || this.automaton.isAlive(state, 1, this.end);
  }

  /** Whether all names of a service are matched by the same statements. */
  isUniform(service: string): boolean {
    if (this.servicesOfSingle.has(service)) return false;
    const { automaton } = this;
    const isBlind = (state: AutomatonState): boolean => [...automaton.letters(state)].every((unit) => unit === COLON);
    const start = automaton.run(`${service}:`);
    const next = automaton.step(start, LETTER);
    return isBlind(start) && isBlind(next) && automaton.step(next, LETTER) === next;
  }

  /**
   * Undefined if no changed statement matches, the text is not an action, or it is excluded.
   *
   * @param state the state after the name
   */
  hitsOf(name: string, state: AutomatonState): Hits | undefined {
    const own = this.single.get(name);
    return own === undefined ? this.hitsOfOthers(state) : this.findHits(state, [own]);
  }

  /** For names that are not patterns. */
  hitsOfOthers(state: AutomatonState): Hits | undefined {
    if (!this.hitsByState.has(state)) this.hitsByState.set(state, this.findHits(state, []));
    return this.hitsByState.get(state);
  }

  /** Some patterns in their original spelling, the longest first; patterns that no statement contains are skipped. */
  spell(patterns: readonly number[]): readonly string[] {
    const spelled = patterns
      .filter((number) => this.named[number]?.length !== 0)
      .map((number) => this.patterns[number] ?? '');
    return spelled.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  }

  /** Names that are easier to read than the shortest ones: patterns with their wildcards filled in. */
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

/** Represents all characters except a colon. */
const LETTER = 'x'.charCodeAt(0);
