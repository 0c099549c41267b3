import type { CompiledStatement, Doubt } from './compile';
import type { AccessRequest } from './context';
import type { Truth } from './truth';

/** A statement of a level, and how verdicts and traces name it. */
export interface PlacedStatement<Source> {
  readonly statement: CompiledStatement;
  readonly source: Source;
}

/** The result of judging a request. */
export interface Verdict<Source> {
  readonly decision: 'denied' | 'permitted' | 'undecided';
  /** Every statement that denies, and every level that allows nothing; empty unless the decision is `denied`. */
  readonly by: readonly Source[];
  /** What would settle an `undecided` request, once it is known: condition keys as policies write them, and `resource`. */
  readonly missing: readonly string[];
}

/** How one statement judged a request. */
export interface StatementTrace<Source> {
  readonly source: Source;
  /** Whether the statement applies to the request; null: it depends on `missing`. */
  readonly truth: Truth;
  /** Condition keys as policies write them, and `resource`; empty unless `truth` is null. */
  readonly missing: readonly string[];
}

/** How one level judged a request. Statements about other actions are not listed. */
export interface LevelTrace<Source> {
  /** The level's own source. */
  readonly source: Source;
  /** Every Deny statement about the action, in the order of the level; each denies the request if its truth is true. */
  readonly denies: readonly StatementTrace<Source>[];
  /** Every Allow statement about the action; empty where AWS's own policy allows everything. */
  readonly allows: readonly StatementTrace<Source>[];
  /** Whether the level allows the request; null: it depends on what the Allow statements miss. */
  readonly allowed: Truth;
}

/** The statements of a level about one action. */
interface Candidates<Source> {
  readonly denies: readonly PlacedStatement<Source>[];
  readonly allows: readonly PlacedStatement<Source>[];
  /** Whether every request for the action is allowed, so that `allows` need not be evaluated. */
  readonly allowed: boolean;
}

/** More actions than AWS has. Beyond this limit, the remembered answers are dropped. */
const REMEMBERED_ACTIONS = 50_000;

/** The policies attached to one target: the root, a unit or an account. */
export class Level<Source> {
  /** How verdicts name the level when it allows nothing. */
  readonly source: Source;
  private readonly denies: readonly PlacedStatement<Source>[];
  private readonly allows: readonly PlacedStatement<Source>[];
  private readonly allowsEverything: boolean;
  private readonly remembered = new Map<string, Candidates<Source>>();
  private readonly untouched: Candidates<Source>;

  /** @param allowsEverything whether AWS's own policy, which allows everything, is attached as well */
  constructor(statements: readonly PlacedStatement<Source>[], allowsEverything: boolean, source: Source) {
    this.source = source;
    this.denies = statements.filter(({ statement }) => statement.effect === 'Deny');
    this.allows = statements.filter(({ statement }) => statement.effect === 'Allow');
    this.allowsEverything = allowsEverything;
    this.untouched = { denies: [], allows: [], allowed: allowsEverything };
  }

  /** Whether the level permits every request. */
  get isSilent(): boolean {
    return this.allowsEverything && this.denies.length === 0;
  }

  /** The statements to evaluate for an action; found once for each action. */
  candidates(action: string): Candidates<Source> {
    let candidates = this.remembered.get(action);
    if (candidates === undefined) {
      candidates = this.findCandidates(action);
      if (this.remembered.size >= REMEMBERED_ACTIONS) this.remembered.clear();
      this.remembered.set(action, candidates);
    }
    return candidates;
  }

  private findCandidates(action: string): Candidates<Source> {
    const name = action.toLowerCase();
    const denies = this.denies.filter(({ statement }) => statement.matchesAction(name));
    if (this.allowsEverything) return denies.length === 0 ? this.untouched : { ...this.untouched, denies };
    const allows = this.allows.filter(({ statement }) => statement.matchesAction(name));
    return { denies, allows, allowed: allows.some(({ statement }) => statement.unconditional) };
  }
}

const PERMITTED = { decision: 'permitted', by: [], missing: [] } as const;

/**
 * Judges a request by the levels from the root down to an account, in Kleene's three-valued logic. A request is denied if
 * a Deny applies at any level, or if any level has no Allow for it.
 */
export function judge<Source>(levels: readonly Level<Source>[], request: AccessRequest): Verdict<Source> {
  let by: Source[] | null = null;
  let open: CompiledStatement[][] | null = null;
  let openDenies: CompiledStatement[] | null = null;
  for (const level of levels) {
    const { denies, allows, allowed } = level.candidates(request.action);
    for (const { statement, source } of denies) {
      const applies = statement.applies(request);
      if (applies === true) (by ??= []).push(source);
      else if (applies === null) (openDenies ??= []).push(statement);
    }
    if (allowed) continue;
    const some = anyApplies(allows, request);
    if (some === false) (by ??= []).push(level.source);
    else if (some === null) (open ??= []).push(openStatements(allows, request));
  }
  if (by !== null) return { decision: 'denied', by, missing: [] };
  if (open === null && openDenies === null) return PERMITTED;
  const alternatives = [...(open ?? []), openDenies ?? []];
  return { decision: 'undecided', by: [], missing: missingKeys(alternatives, request) };
}

/** How each level judges a request: what the verdict of `judge` follows from, statement by statement. */
export function traceLevels<Source>(
  levels: readonly Level<Source>[],
  request: AccessRequest,
): readonly LevelTrace<Source>[] {
  return levels.map((level) => {
    const { denies, allows, allowed } = level.candidates(request.action);
    return {
      source: level.source,
      denies: denies.map((placed) => traceStatement(placed, request)),
      allows: allows.map((placed) => traceStatement(placed, request)),
      allowed: allowed || anyApplies(allows, request),
    };
  });
}

function traceStatement<Source>(
  { statement, source }: PlacedStatement<Source>,
  request: AccessRequest,
): StatementTrace<Source> {
  const truth = statement.applies(request);
  return { source, truth, missing: truth === null ? missingKeys([[statement]], request) : [] };
}

function anyApplies(statements: readonly PlacedStatement<unknown>[], request: AccessRequest): Truth {
  let any: Truth = false;
  for (const { statement } of statements) {
    const applies = statement.applies(request);
    if (applies === true) return true;
    if (applies === null) any = null;
  }
  return any;
}

function openStatements(statements: readonly PlacedStatement<unknown>[], request: AccessRequest): CompiledStatement[] {
  return statements.map(({ statement }) => statement).filter((statement) => statement.applies(request) === null);
}

/**
 * The keys that a verdict depends on. Each list of statements holds if one of its statements holds, and a statement holds
 * if all its doubts turn out true. So a statement that has all the doubts of another one, and more, decides nothing.
 */
function missingKeys(
  alternatives: readonly (readonly CompiledStatement[])[],
  request: AccessRequest,
): readonly string[] {
  const keys = new Map<string, string>();
  for (const statements of alternatives) {
    const doubts = statements.map((statement) => statement.doubts(request));
    for (const essential of withoutSupersets(doubts)) {
      for (const key of essential.flatMap((doubt) => doubt.keys))
        if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), key);
    }
  }
  return [...keys.values()].sort();
}

function withoutSupersets(sets: readonly (readonly Doubt[])[]): readonly (readonly Doubt[])[] {
  const ids = sets.map((doubts) => new Set(doubts.map(({ id }) => id)));
  return sets.filter(
    (_, index) =>
      !ids.some((other, otherIndex) => {
        const own = ids[index];
        if (own === undefined || otherIndex === index || other.size > own.size) return false;
        if (other.size === own.size && otherIndex > index) return false;
        return [...other].every((id) => own.has(id));
      }),
  );
}
