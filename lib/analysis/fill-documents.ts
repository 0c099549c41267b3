import { documentSize } from '../iam/size';
import type { PolicyDocument, Statement } from '../iam/statement';
import type { Placement } from '../model/organization';

/** A statement on its way into a document. */
export interface Piece {
  readonly placement: Placement;
  readonly statement: Statement;
  /** Of its compact JSON, each placeholder at its greatest length. */
  readonly characters: number;
}

/** How much there is to fill at one target. */
export interface Room {
  readonly documents: number;
  readonly characters: number;
}

export interface Filling {
  /** Never more than there is room for. */
  readonly documents: readonly (readonly Piece[])[];
  /** What fits into no document, not even an empty one. */
  readonly tooLong: readonly Piece[];
  /** What found all documents full. */
  readonly left: readonly Piece[];
}

const EMPTY = documentSize(documentOf([]));
const COMMA = 1;

/**
 * Puts each piece into the first document that has room for it, in order. A piece that is added at the end moves none
 * of those before it. See docs/decisions/0003-documents-are-filled-in-file-order.md.
 */
export function fillDocuments(pieces: readonly Piece[], room: Room): Filling {
  const documents: Piece[][] = [];
  const tooLong: Piece[] = [];
  const left: Piece[] = [];
  for (const piece of pieces) {
    const alone = sizeOf([piece]);
    const open = documents.find((document) => sizeOf(document) + COMMA + piece.characters <= room.characters);
    if (alone > room.characters) tooLong.push(piece);
    else if (open !== undefined) open.push(piece);
    else if (documents.length < room.documents) documents.push([piece]);
    else left.push(piece);
  }
  return { documents, tooLong, left };
}

/** The characters of a document that holds these pieces. */
export function sizeOf(pieces: readonly Piece[]): number {
  const statements = pieces.reduce((sum, { characters }) => sum + characters, 0);
  return EMPTY + statements + COMMA * Math.max(0, pieces.length - 1);
}

export function documentOf(pieces: readonly Piece[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: pieces.map(({ statement }) => statement) };
}
