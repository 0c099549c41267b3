import type { CompiledStatement, Doubt } from './compile';
import type { AccessRequest } from './context';
import type { Truth } from './truth';

/** A statement and whatever its owner wants to hear when it denies. */
export interface PlacedStatement<Source> {
  readonly statement: CompiledStatement;
  readonly source: Source;
}

/** What judging found. `by` is empty unless something denies; `doubts` unless it cannot be told. */
export interface Verdict<Source> {
  readonly decision: 'denied' | 'permitted' | 'undecided';
  readonly by: readonly Source[];
  /** Everything that, once known, would settle it: condition keys as policies write them, and `resource`. */
  readonly missing: readonly string[];
}

/** The statements of a level that speak of an action. */
interface Candidates<Source> {
  readonly denies: readonly PlacedStatement<Source>[];
  /** Empty when an Allow without conditions settles it. */
  readonly allows: readonly CompiledStatement[];
  readonly allowed: boolean;
}

/** More actions than AWS will have for a while; beyond, the least work is to begin again. */
const REMEMBERED_ACTIONS = 50_000;

/** What hangs at one target: a root, a unit or an account. A request must be allowed at every level and denied at none. */
export class Level<Source> {
  /** What is told when the level allows nothing. */
  readonly source: Source;
  private readonly denies: readonly PlacedStatement<Source>[];
  private readonly allows: readonly CompiledStatement[];
  private readonly allowsEverything: boolean;
  private readonly remembered = new Map<string, Candidates<Source>>();
  private readonly untouched: Candidates<Source>;

  /** `allowsEverything`: AWS's own policy, which allows everything, is attached besides. */
  constructor(statements: readonly PlacedStatement<Source>[], allowsEverything: boolean, source: Source) {
    this.source = source;
    this.denies = statements.filter(({ statement }) => statement.effect === 'Deny');
    this.allows = statements.map(({ statement }) => statement).filter(({ effect }) => effect === 'Allow');
    this.allowsEverything = allowsEverything;
    this.untouched = { denies: [], allows: [], allowed: allowsEverything };
  }

  /** Whether the level says anything at all. */
  get isSilent(): boolean {
    return this.allowsEverything && this.denies.length === 0;
  }

  /** The statements to ask about an action; worked out once for each action. */
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
    const allows = this.allows.filter((statement) => statement.matchesAction(name));
    const allowed = allows.some(({ unconditional }) => unconditional);
    return { denies, allows: allowed ? [] : allows, allowed };
  }
}

const PERMITTED = { decision: 'permitted', by: [], missing: [] } as const;

/** Judges a request by the levels above it, in Kleene's logic: a Deny anywhere, or no Allow at some level, denies. */
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
    else if (some === null) (open ??= []).push(allows.filter((statement) => statement.applies(request) === null));
  }
  if (by !== null) return { decision: 'denied', by, missing: [] };
  if (open === null && openDenies === null) return PERMITTED;
  const alternatives = [...(open ?? []), openDenies ?? []];
  return { decision: 'undecided', by: [], missing: missingKeys(alternatives, request) };
}

function anyApplies(statements: readonly CompiledStatement[], request: AccessRequest): Truth {
  let any: Truth = false;
  for (const statement of statements) {
    const applies = statement.applies(request);
    if (applies === true) return true;
    if (applies === null) any = null;
  }
  return any;
}

/**
 * The keys on which a verdict hangs. Each list of statements holds when one of its statements holds, and a statement
 * when all its doubts come out true: so a statement that doubts what another doubts, and more, decides nothing.
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
