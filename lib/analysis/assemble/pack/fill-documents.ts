import type { PolicyQuota } from '../policy-quota';
import { sizeOf, type Compress, type Compressed } from './compress';
import type { Piece } from './piece';
import { firstFree, type Recorded } from './recorded';

/** A document of a target. Its index is part of its policy's name. */
export interface FilledDocument extends Compressed {
  readonly index: number;
  /** In the order of the document, before anything was merged. */
  readonly pieces: readonly Piece[];
}

export interface Filling {
  /** By index; never more than the quota allows. */
  readonly documents: readonly FilledDocument[];
  /** Pieces that do not fit into an empty document. */
  readonly tooLong: readonly Piece[];
  /** Documents whose recorded statements no longer fit. */
  readonly overfull: readonly FilledDocument[];
  /** Pieces for which no document has enough space. */
  readonly left: readonly Piece[];
}

/**
 * Puts each piece into a document. Recorded pieces stay where they are. New ones go, in the order of their guardrails'
 * ids, into the first document with enough space; documents with statements of the same guardrail come first. The result
 * depends only on the pieces and the record, not on the order of the configuration.
 * See docs/decisions/0008-a-statement-stays-in-its-document.md.
 */
export function fillDocuments(
  pieces: readonly Piece[],
  quota: PolicyQuota,
  compress: Compress,
  recorded: Recorded = new Map(),
): Filling {
  const sorted = pieces.toSorted(compareGuardrails);
  const filling = fillInOrder(sorted, quota, compress, recorded);
  if (isComplete(filling)) return filling;
  // Placing the largest first leaves the smallest gaps.
  const tighter = fillInOrder(sorted.toSorted(compareSizes), quota, compress, recorded);
  return isComplete(tighter) ? tighter : filling;
}

/** Whether every piece is in a document. */
export function isComplete({ tooLong, overfull, left }: Filling): boolean {
  return tooLong.length + overfull.length + left.length === 0;
}

function fillInOrder(pieces: readonly Piece[], quota: PolicyQuota, compress: Compress, recorded: Recorded): Filling {
  const fits = (held: readonly Piece[]): boolean =>
    sizeOf(held) <= quota.characters || compress(held, quota.characters).characters <= quota.characters;
  const tooLong = pieces.filter((piece) => !fits([piece]));
  const held = takeRecorded(
    pieces.filter((piece) => !tooLong.includes(piece)),
    recorded,
    quota,
  );
  const placed = new Set([...tooLong, ...[...held.values()].flat()]);
  const known = new Set([...recorded.values()].flat());
  const left: Piece[] = [];
  for (const piece of pieces.filter((one) => !placed.has(one))) {
    // Its document exceeds the quota. It does not move by itself.
    const index = known.has(piece.id) ? undefined : findPlace(piece, held, quota, fits);
    if (index === undefined) left.push(piece);
    else held.set(index, insert(piece, held.get(index) ?? []));
  }
  const documents = [...held]
    .sort(([a], [b]) => a - b)
    .map(([index, own]): FilledDocument => ({ index, pieces: own, ...compress(own, quota.characters) }));
  const overfull = documents.filter(({ characters }) => characters > quota.characters);
  return { documents: documents.filter((document) => !overfull.includes(document)), tooLong, overfull, left };
}

/** By guardrail; the statements of one guardrail stay in order. */
function compareGuardrails({ placement: { guardrail: a } }: Piece, { placement: { guardrail: b } }: Piece): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareSizes(a: Piece, b: Piece): number {
  return b.characters - a.characters;
}

/** The recorded documents that still have statements, as many as the quota allows. */
function takeRecorded(pieces: readonly Piece[], recorded: Recorded, quota: PolicyQuota): Map<number, readonly Piece[]> {
  const byId = new Map(pieces.map((piece) => [piece.id, piece]));
  const held = [...recorded]
    .map(([index, ids]) => [index, ids.flatMap((id) => byId.get(id) ?? [])] as const)
    .filter(([, own]) => own.length > 0)
    .sort(([a], [b]) => a - b);
  return new Map(held.slice(0, quota.documents));
}

/** First a document that need not be rewritten, then a new document, then one that must be rewritten. */
function findPlace(
  piece: Piece,
  held: ReadonlyMap<number, readonly Piece[]>,
  quota: PolicyQuota,
  fits: (held: readonly Piece[]) => boolean,
): number | undefined {
  const indexes = [...held.keys()].sort((a, b) => a - b);
  const own = indexes.filter((index) => held.get(index)?.some((other) => isSibling(piece, other)));
  const candidates = [...own, ...indexes.filter((index) => !own.includes(index))];
  const withPiece = (index: number): readonly Piece[] => insert(piece, held.get(index) ?? []);
  const asWritten = candidates.find((index) => sizeOf(withPiece(index)) <= quota.characters);
  if (asWritten !== undefined) return asWritten;
  if (held.size < quota.documents && sizeOf([piece]) <= quota.characters) return firstFree(held);
  const rewritten = candidates.find((index) => fits(withPiece(index)));
  return rewritten ?? (held.size < quota.documents ? firstFree(held) : undefined);
}

/** After the other statements of its guardrail, or at the end. */
function insert(piece: Piece, held: readonly Piece[]): readonly Piece[] {
  const sibling = held.findLastIndex((other) => isSibling(piece, other));
  return sibling < 0 ? [...held, piece] : held.toSpliced(sibling + 1, 0, piece);
}

function isSibling(piece: Piece, other: Piece): boolean {
  return piece.placement.guardrail === other.placement.guardrail;
}
