import { alternativesOf, pointerOf, valuesAt, withValues, type Alternatives } from '../../iam/alternatives';
import type { Statement } from '../../iam/statement';

/** As in `guardrails.json`: a JSON pointer into a document → the guardrails that stand there. */
export type Provenance = Readonly<Record<string, readonly string[]>>;

/** A statement, or that part of it in which some guardrails stand. */
export interface GuardrailPart {
  /** Of the statement. */
  readonly pointer: string;
  readonly statement: Statement;
  readonly guardrails: readonly string[];
}

/**
 * The statements of a document, those that several guardrails share divided among them: all parts together say what the
 * statement says, and what one of them denies its guardrails deny.
 */
export function guardrailParts(statements: readonly Statement[], places: Provenance): readonly GuardrailPart[] {
  const entries = Object.entries(places);
  return statements.flatMap((statement, index): readonly GuardrailPart[] => {
    const pointer = `/Statement/${index}`;
    const shares = findShares(statement, pointer, places, entries);
    if (shares === undefined) return [{ pointer, statement, guardrails: guardrailsAt(pointer, places) }];
    return shares.map(({ place, values, guardrails }) => ({
      pointer,
      statement: withValues(statement, place, values),
      guardrails,
    }));
  });
}

/** The guardrails that stand at a place of a document, in a part of it, or in what holds it. */
export function guardrailsAt(pointer: string, places: Provenance): readonly string[] {
  const there = Object.entries(places).filter(([place]) => isWithin(place, pointer) || isWithin(pointer, place));
  return [...new Set(there.flatMap(([, names]) => names))];
}

interface Share {
  readonly place: Alternatives;
  readonly values: readonly string[];
  readonly guardrails: readonly string[];
}

/** How a statement is shared: along one list, of which each value is somebody's. Nothing where it is not, or not clearly. */
function findShares(
  statement: Statement,
  pointer: string,
  places: Provenance,
  entries: readonly (readonly [string, readonly string[]])[],
): readonly Share[] | undefined {
  if (statement.Effect !== 'Deny' || !entries.some(([place]) => place.startsWith(`${pointer}/`))) return undefined;
  const inside = entries.filter(([place]) => isWithin(place, pointer) || isWithin(pointer, place));
  const place = alternativesOf(statement).find((list) =>
    inside.every(([each]) => isWithin(each, `${pointer}${pointerOf(list)}`)),
  );
  if (place === undefined) return undefined;
  const shares = new Map<string, { place: Alternatives; values: string[]; guardrails: readonly string[] }>();
  for (const [index, value] of valuesAt(statement, place).entries()) {
    const list = `${pointer}${pointerOf(place)}`;
    const guardrails = places[`${list}/${index}`] ?? places[list];
    if (guardrails === undefined) return undefined;
    const key = JSON.stringify([...guardrails].sort());
    const share = shares.get(key) ?? { place, values: [], guardrails };
    shares.set(key, share);
    share.values.push(value);
  }
  return [...shares.values()];
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
