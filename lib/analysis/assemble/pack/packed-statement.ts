import {
  alternativesOf,
  isCovered,
  pointerOf,
  valuesAt,
  withValues,
  type Alternatives,
} from '../../../iam/alternatives';
import type { Statement } from '../../../iam/statement';
import type { Piece } from './piece';

/** How many characters a statement has. */
export type Measure = (statement: Statement) => number;

/** A statement of a document with the meaning of one or more pieces. */
export interface PackedStatement {
  readonly statement: Statement;
  readonly pieces: readonly Piece[];
  /** Null: all of it belongs to the guardrails of all pieces. */
  readonly shares: Shares | null;
  readonly characters: number;
}

/** Which guardrails each value of a list belongs to, after a merge. */
export interface Shares {
  readonly place: Alternatives;
  /** By value. */
  readonly owners: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A piece as its guardrail wrote it. */
export function asWritten(piece: Piece): PackedStatement {
  return { statement: piece.statement, pieces: [piece], shares: null, characters: piece.characters };
}

export function guardrailsOf({ pieces }: Pick<PackedStatement, 'pieces'>): ReadonlySet<string> {
  return new Set(pieces.map(({ placement }) => placement.guardrail));
}

/** Which guardrails each part of the statement belongs to: JSON pointers relative to the statement, `''` for all of it. */
export function placesOf(packed: PackedStatement): Readonly<Record<string, readonly string[]>> {
  const { shares, statement } = packed;
  if (shares === null) return { '': [...guardrailsOf(packed)] };
  const list = pointerOf(shares.place);
  const values = valuesAt(statement, shares.place);
  return Object.fromEntries(
    values.map((value, index) => [
      values.length === 1 ? list : `${list}/${index}`,
      [...(shares.owners.get(value) ?? [])].sort(),
    ]),
  );
}

/** Whether the statement can be merged along a list, so that the guardrail of each value stays known. */
export function isOpenAt({ shares }: PackedStatement, place: Alternatives): boolean {
  return shares === null || pointerOf(shares.place) === pointerOf(place);
}

/** Merges two statements that differ only in one list. */
export function merge(a: PackedStatement, b: PackedStatement, place: Alternatives, measure: Measure): PackedStatement {
  const pieces = [...a.pieces, ...b.pieces];
  const owners = new Map(ownersAt(a, place));
  for (const [value, others] of ownersAt(b, place))
    owners.set(value, new Set([...(owners.get(value) ?? []), ...others]));
  const kept = [...withoutCovered(owners, place)].sort(([left], [right]) => (left < right ? -1 : 1));
  const all = guardrailsOf({ pieces }).size;
  const isEveryones = kept.every(([, guardrails]) => guardrails.size === all);
  const statement = {
    ...withValues(
      a.statement,
      place,
      kept.map(([value]) => value),
    ),
    ...(pieces[0]?.statement.Sid === undefined ? {} : { Sid: `${pieces[0].statement.Sid}And${pieces.length - 1}More` }),
  };
  return {
    statement,
    pieces,
    shares: isEveryones ? null : { place, owners: new Map(kept) },
    characters: measure(statement),
  };
}

/** The same statement without values that another value of the same list covers. */
export function tidy(packed: PackedStatement, measure: Measure): PackedStatement {
  const statement = alternativesOf(packed.statement).reduce((tidied, place) => {
    const owners = new Map(valuesAt(tidied, place).map((value) => [value, NOBODY] as const));
    return withValues(tidied, place, [...withoutCovered(owners, place).keys()]);
  }, packed.statement);
  return { ...packed, statement, characters: measure(statement) };
}

const NOBODY: ReadonlySet<string> = new Set();

function ownersAt(packed: PackedStatement, place: Alternatives): Shares['owners'] {
  if (packed.shares !== null) return packed.shares.owners;
  const everyone = guardrailsOf(packed);
  return new Map(valuesAt(packed.statement, place).map((value) => [value, everyone]));
}

/** Removes each value that another value covers, if that one belongs to the same guardrails. */
function withoutCovered(owners: Shares['owners'], place: Alternatives): Shares['owners'] {
  const values = [...owners];
  return new Map(
    values.filter(([inner, guardrails], position) => {
      const covers = ([outer, others]: (typeof values)[number]): boolean =>
        [...guardrails].every((guardrail) => others.has(guardrail)) && isCovered(place, outer, inner);
      return !values.some(
        (other, index) =>
          index !== position &&
          covers(other) &&
          // Of two that match the same, the first one stays.
          (index < position || !isCovered(place, inner, other[0]) || guardrails.size < other[1].size),
      );
    }),
  );
}
