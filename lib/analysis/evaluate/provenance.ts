import { alternativesOf, pointerOf, valuesAt, withValues, type Alternatives } from '../../iam/alternatives';
import type { Statement } from '../../iam/statement';

/** As in `guardrails.json`: a JSON pointer into a document → the guardrails that the part there comes from. */
export type Provenance = Readonly<Record<string, readonly string[]>>;

/** A statement, or the part of it that comes from some guardrails. */
export interface GuardrailPart {
  /** To the statement. */
  readonly pointer: string;
  readonly statement: Statement;
  readonly guardrails: readonly string[];
}

/**
 * The statements of a document, with each shared statement divided into the parts of its guardrails. The parts together
 * mean the same as the statement.
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

/** The guardrails that a place of a document, a part of it, or what contains it, comes from. */
export function guardrailsAt(pointer: string, places: Provenance): readonly string[] {
  const there = Object.entries(places).filter(([place]) => isWithin(place, pointer) || isWithin(pointer, place));
  return [...new Set(there.flatMap(([, names]) => names))];
}

interface Share {
  readonly place: Alternatives;
  readonly values: readonly string[];
  readonly guardrails: readonly string[];
}

/** How guardrails share a statement: they divide one list, and each value has guardrails. Undefined: they do not. */
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
