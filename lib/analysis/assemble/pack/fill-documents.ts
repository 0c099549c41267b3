import type { PolicyQuota } from '../policy-quota';
import { sizeOf, type Compress, type Compressed } from './compress';
import type { Piece } from './piece';
import { firstFree, type Recorded } from './recorded';

/** A document of a target, by the number that is part of its policy's name. */
export interface FilledDocument extends Compressed {
  readonly index: number;
  /** In the order of the document, before anything was merged. */
  readonly pieces: readonly Piece[];
}

export interface Filling {
  /** By index; never more than there is room for. */
  readonly documents: readonly FilledDocument[];
  /** What fits into no document, not even an empty one. */
  readonly tooLong: readonly Piece[];
  /** Documents that are recorded to hold more than fits. */
  readonly overfull: readonly FilledDocument[];
  /** What found all documents full. */
  readonly left: readonly Piece[];
}

/**
 * Puts each piece into a document. Recorded pieces stay where they are; new ones go, in the order of their guardrails'
 * ids, into the first document that has room, one that holds statements of the same guardrail before others. Nothing but
 * the pieces and the record counts, so that the order of the configuration does not.
 * See docs/decisions/0008-a-statement-stays-in-its-document.md.
 */
export function fillDocuments(
  pieces: readonly Piece[],
  room: PolicyQuota,
  compress: Compress,
  recorded: Recorded = new Map(),
): Filling {
  const sorted = pieces.toSorted(compareGuardrails);
  const filling = fillInOrder(sorted, room, compress, recorded);
  if (isComplete(filling)) return filling;
  // The largest first leave the smallest gaps.
  const tighter = fillInOrder(sorted.toSorted(compareSizes), room, compress, recorded);
  return isComplete(tighter) ? tighter : filling;
}

/** Whether every piece found a place. */
export function isComplete({ tooLong, overfull, left }: Filling): boolean {
  return tooLong.length + overfull.length + left.length === 0;
}

function fillInOrder(pieces: readonly Piece[], room: PolicyQuota, compress: Compress, recorded: Recorded): Filling {
  const fits = (held: readonly Piece[]): boolean =>
    sizeOf(held) <= room.characters || compress(held, room.characters).characters <= room.characters;
  const tooLong = pieces.filter((piece) => !fits([piece]));
  const held = takeRecorded(
    pieces.filter((piece) => !tooLong.includes(piece)),
    recorded,
    room,
  );
  const placed = new Set([...tooLong, ...[...held.values()].flat()]);
  const known = new Set([...recorded.values()].flat());
  const left: Piece[] = [];
  for (const piece of pieces.filter((one) => !placed.has(one))) {
    // Its document is one too many now. It does not move by itself.
    const index = known.has(piece.id) ? undefined : findPlace(piece, held, room, fits);
    if (index === undefined) left.push(piece);
    else held.set(index, insert(piece, held.get(index) ?? []));
  }
  const documents = [...held]
    .sort(([a], [b]) => a - b)
    .map(([index, own]): FilledDocument => ({ index, pieces: own, ...compress(own, room.characters) }));
  const overfull = documents.filter(({ characters }) => characters > room.characters);
  return { documents: documents.filter((document) => !overfull.includes(document)), tooLong, overfull, left };
}

/** By guardrail; the statements of one in the order in which it wrote them. */
function compareGuardrails({ placement: { guardrail: a } }: Piece, { placement: { guardrail: b } }: Piece): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareSizes(a: Piece, b: Piece): number {
  return b.characters - a.characters;
}

/** The documents that are recorded and that still hold something, as many as there is room for. */
function takeRecorded(pieces: readonly Piece[], recorded: Recorded, room: PolicyQuota): Map<number, readonly Piece[]> {
  const byId = new Map(pieces.map((piece) => [piece.id, piece]));
  const held = [...recorded]
    .map(([index, ids]) => [index, ids.flatMap((id) => byId.get(id) ?? [])] as const)
    .filter(([, own]) => own.length > 0)
    .sort(([a], [b]) => a - b);
  return new Map(held.slice(0, room.documents));
}

/** Where nothing must be rewritten, before a new document, before a place where something must. */
function findPlace(
  piece: Piece,
  held: ReadonlyMap<number, readonly Piece[]>,
  room: PolicyQuota,
  fits: (held: readonly Piece[]) => boolean,
): number | undefined {
  const indexes = [...held.keys()].sort((a, b) => a - b);
  const own = indexes.filter((index) => held.get(index)?.some((other) => isSibling(piece, other)));
  const candidates = [...own, ...indexes.filter((index) => !own.includes(index))];
  const withPiece = (index: number): readonly Piece[] => insert(piece, held.get(index) ?? []);
  const asWritten = candidates.find((index) => sizeOf(withPiece(index)) <= room.characters);
  if (asWritten !== undefined) return asWritten;
  if (held.size < room.documents && sizeOf([piece]) <= room.characters) return firstFree(held);
  const rewritten = candidates.find((index) => fits(withPiece(index)));
  return rewritten ?? (held.size < room.documents ? firstFree(held) : undefined);
}

/** Behind the other statements of its guardrail; else at the end. */
function insert(piece: Piece, held: readonly Piece[]): readonly Piece[] {
  const sibling = held.findLastIndex((other) => isSibling(piece, other));
  return sibling < 0 ? [...held, piece] : held.toSpliced(sibling + 1, 0, piece);
}

function isSibling(piece: Piece, other: Piece): boolean {
  return piece.placement.guardrail === other.placement.guardrail;
}
