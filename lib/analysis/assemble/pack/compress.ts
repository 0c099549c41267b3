import { coversStatement } from '../../../iam/dialect/covered-statement';
import { alternativesOf, pointerOf, restOf, withoutSid, type Alternatives } from '../../../iam/alternatives';
import { documentSize } from '../../../iam/size';
import type { PolicyDocument, Statement } from '../../../iam/statement';
import { listStrings } from '../../../model/placeholder';
import { asWritten, guardrailsOf, isOpenAt, merge, tidy, type Measure, type PackedStatement } from './packed-statement';
import type { Piece } from './piece';

/** A document that was shortened as far as necessary. */
export interface Compressed {
  readonly statements: readonly PackedStatement[];
  /** Pieces that were omitted because another piece of their guardrail covers them. */
  readonly covered: readonly Covered[];
  readonly characters: number;
}

interface Covered {
  readonly statement: string;
  readonly by: string;
}

const COMMA = 1;

/** The length of a document with these statements. */
export function sizeOf(statements: readonly { readonly characters: number }[]): number {
  const own = statements.reduce((sum, { characters }) => sum + characters, 0);
  return EMPTY + own + COMMA * Math.max(0, statements.length - 1);
}

export function documentOf(statements: readonly Pick<PackedStatement, 'statement'>[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements.map(({ statement }) => statement) };
}

const EMPTY = documentSize(documentOf([]));

/** Makes a document of pieces, no longer than the limit if that is possible. */
export type Compress = (pieces: readonly Piece[], limit: number) => Compressed;

/**
 * Rewrites the pieces of a document until they fit, and no further: all others stay as their guardrails wrote them. If
 * they cannot fit, the result is as short as possible.
 */
export function compressor(measure: Measure): Compress {
  const tidied = new WeakMap<Piece, PackedStatement>();
  const tidyOnce = (piece: Piece): PackedStatement => {
    const known = tidied.get(piece) ?? tidy(asWritten(piece), measure);
    tidied.set(piece, known);
    return known;
  };
  return (pieces, limit) => {
    let current: Rewriting = { statements: pieces.map(asWritten), covered: [] };
    const shorter = shorterRewritings(pieces, tidyOnce, measure);
    while (sizeOf(current.statements) > limit) {
      const next = shorter.next();
      if (next.done === true) break;
      current = next.value;
    }
    return { ...current, characters: sizeOf(current.statements) };
  };
}

type Rewriting = Pick<Compressed, 'statements' | 'covered'>;

/** Shorter and shorter documents with the same meaning, the most readable first. */
function* shorterRewritings(
  pieces: readonly Piece[],
  tidyOnce: (piece: Piece) => PackedStatement,
  measure: Measure,
): Generator<Rewriting, void> {
  let current: Rewriting = { statements: pieces.map(tidyOnce), covered: [] };
  yield current;
  for (let narrow = findCovered(current.statements); narrow !== undefined; narrow = findCovered(current.statements)) {
    current = leaveOut(current, narrow);
    yield current;
  }
  for (
    let pair = findMerge(current.statements, measure);
    pair !== undefined;
    pair = findMerge(current.statements, measure)
  ) {
    current = { ...current, statements: replacePair(current.statements, pair) };
    yield current;
  }
  for (let named = longestName(current.statements); named !== undefined; named = longestName(current.statements)) {
    current = {
      ...current,
      statements: current.statements.map((each) => (each === named ? withoutName(each, measure) : each)),
    };
    yield current;
  }
}

interface CoveredPair {
  readonly wide: PackedStatement;
  readonly narrow: PackedStatement;
}

/** A statement that another one of the same guardrail covers. One that another guardrail covers stays, for its own reason. */
function findCovered(statements: readonly PackedStatement[]): CoveredPair | undefined {
  for (const narrow of statements) {
    const wide = statements.find(
      (other) =>
        other !== narrow &&
        [...guardrailsOf(narrow)].every((guardrail) => guardrailsOf(other).has(guardrail)) &&
        !hasPlaceholder(narrow.statement) &&
        coversStatement(other.statement, narrow.statement),
    );
    if (wide !== undefined) return { wide, narrow };
  }
  return undefined;
}

/** Unknown ids cannot be compared. */
function hasPlaceholder(statement: Statement): boolean {
  return listStrings(statement).some((text) => text.includes('{'));
}

function leaveOut({ statements, covered }: Rewriting, { wide, narrow }: CoveredPair): Rewriting {
  const [by] = wide.pieces;
  return {
    statements: statements.filter((each) => each !== narrow),
    covered: [...covered, ...narrow.pieces.map(({ id }) => ({ statement: id, by: by?.id ?? '' }))],
  };
}

interface MergedPair {
  readonly first: PackedStatement;
  readonly second: PackedStatement;
  readonly merged: PackedStatement;
  readonly saved: number;
  readonly isOneGuardrails: boolean;
}

/** The merge that saves most: within one guardrail if possible, else of different guardrails. */
function findMerge(statements: readonly PackedStatement[], measure: Measure): MergedPair | undefined {
  let best: MergedPair | undefined;
  for (const { place, members } of mergeable(statements)) {
    const [first, second] = sameGuardrails(members) ?? members;
    if (first === undefined || second === undefined) continue;
    const merged = merge(first, second, place, measure);
    const saved = first.characters + second.characters + COMMA - merged.characters;
    const pair = { first, second, merged, saved, isOneGuardrails: guardrailsOf(merged).size === 1 };
    if (saved > 0 && (best === undefined || isBetter(pair, best))) best = pair;
  }
  return best;
}

function isBetter(pair: MergedPair, best: MergedPair): boolean {
  if (pair.isOneGuardrails !== best.isOneGuardrails) return pair.isOneGuardrails;
  return pair.saved > best.saved;
}

interface Mergeable {
  readonly place: Alternatives;
  readonly members: readonly PackedStatement[];
}

/** Statements that differ in one list only, in the order of the document. */
function mergeable(statements: readonly PackedStatement[]): readonly Mergeable[] {
  const groups = new Map<string, { place: Alternatives; members: PackedStatement[] }>();
  for (const each of statements) {
    if (each.statement.Effect !== 'Deny') continue;
    for (const place of alternativesOf(each.statement)) {
      if (!isOpenAt(each, place)) continue;
      const key = `${pointerOf(place)} ${restOf(each.statement, place)}`;
      const group = groups.get(key) ?? { place, members: [] };
      groups.set(key, group);
      group.members.push(each);
    }
  }
  return [...groups.values()].filter(({ members }) => members.length > 1);
}

function sameGuardrails(members: readonly PackedStatement[]): readonly PackedStatement[] | undefined {
  const byGuardrails = new Map<string, PackedStatement>();
  for (const each of members) {
    const guardrails = [...guardrailsOf(each)].join();
    const first = byGuardrails.get(guardrails);
    if (first !== undefined) return [first, each];
    byGuardrails.set(guardrails, each);
  }
  return undefined;
}

function replacePair(
  statements: readonly PackedStatement[],
  { first, second, merged }: MergedPair,
): readonly PackedStatement[] {
  return statements.flatMap((each) => (each === second ? [] : [each === first ? merged : each]));
}

function longestName(statements: readonly PackedStatement[]): PackedStatement | undefined {
  const length = ({ statement }: PackedStatement): number => statement.Sid?.length ?? 0;
  const longest = statements.reduce((most, each) => Math.max(most, length(each)), 0);
  return longest === 0 ? undefined : statements.find((each) => length(each) === longest);
}

function withoutName(packed: PackedStatement, measure: Measure): PackedStatement {
  const statement = withoutSid(packed.statement);
  return { ...packed, statement, characters: measure(statement) };
}
