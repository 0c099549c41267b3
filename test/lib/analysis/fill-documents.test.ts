import fc from 'fast-check';
import { documentOf, fillDocuments, sizeOf, type Piece } from '../../../lib/analysis/fill-documents';
import { documentSize } from '../../../lib/iam/size';
import type { Statement } from '../../../lib/iam/statement';
import { aPlacement } from './builders';

const PLACEMENT = aPlacement('deny-test', 'root');

function aPiece(action: string): Piece {
  const statement: Statement = { Effect: 'Deny', Action: action, Resource: '*' };
  return { placement: PLACEMENT, statement, characters: documentSize(statement) };
}

const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', '"'), maxLength: 200 }).map(aPiece), { maxLength: 30 });
const rooms = fc.record({ documents: fc.integer({ min: 0, max: 4 }), characters: fc.integer({ min: 1, max: 600 }) });

function actions(documents: readonly (readonly Piece[])[]): readonly (readonly unknown[])[] {
  return documents.map((document) => document.map(({ statement }) => statement.Action));
}

describe('filling documents', () => {
  test('puts everything into one document as long as it fits', () => {
    const { documents } = fillDocuments([aPiece('a'), aPiece('b')], { documents: 2, characters: 1000 });
    expect(actions(documents)).toEqual([['a', 'b']]);
  });

  test('opens the next document when one is full, and comes back for what still fits', () => {
    const limit = sizeOf([aPiece('x'.repeat(100)), aPiece('yy')]);
    const room = { documents: 2, characters: limit };
    const given = [aPiece('x'.repeat(100)), aPiece('z'.repeat(100)), aPiece('yy')];
    expect(actions(fillDocuments(given, room).documents)).toEqual([['x'.repeat(100), 'yy'], ['z'.repeat(100)]]);
  });

  test('fills a document to the last character, and not beyond', () => {
    const given = [aPiece('a'), aPiece('b')];
    expect(fillDocuments(given, { documents: 1, characters: sizeOf(given) }).left).toEqual([]);
    expect(fillDocuments(given, { documents: 1, characters: sizeOf(given) - 1 }).left).toEqual([given[1]]);
  });

  test('keeps apart what fits into no document', () => {
    const long = aPiece('x'.repeat(1000));
    expect(fillDocuments([long], { documents: 1, characters: 500 })).toEqual({
      documents: [],
      tooLong: [long],
      left: [],
    });
  });

  test('never splits, loses or repeats a statement', () => {
    fc.assert(
      fc.property(pieces, rooms, (given, room) => {
        const { documents, tooLong, left } = fillDocuments(given, room);
        const all = [...documents.flat(), ...tooLong, ...left];
        expect(all).toHaveLength(given.length);
        expect(new Set(all)).toEqual(new Set(given));
      }),
    );
  });

  test('never exceeds the room, counted as AWS counts', () => {
    fc.assert(
      fc.property(pieces, rooms, (given, room) => {
        const { documents } = fillDocuments(given, room);
        expect(documents.length).toBeLessThanOrEqual(room.documents);
        for (const document of documents) {
          expect(sizeOf(document)).toBe(documentSize(documentOf(document)));
          expect(sizeOf(document)).toBeLessThanOrEqual(room.characters);
        }
      }),
    );
  });

  test('moves nothing when something is added at the end', () => {
    fc.assert(
      fc.property(pieces, rooms, fc.string({ maxLength: 200 }).map(aPiece), (given, room, added) => {
        const before = fillDocuments(given, room).documents;
        const after = fillDocuments([...given, added], room).documents;
        expect(
          after.map((document) => document.filter((piece) => piece !== added)).filter(({ length }) => length > 0),
        ).toEqual(before);
      }),
    );
  });
});
