import { compressor, documentOf, sizeOf } from '../../../../../lib/analysis/assemble/pack/compress';
import { fillDocuments, isComplete, type Filling } from '../../../../../lib/analysis/assemble/pack/fill-documents';
import type { Piece } from '../../../../../lib/analysis/assemble/pack/piece';
import type { Recorded } from '../../../../../lib/analysis/assemble/pack/recorded';
import { documentSize } from '../../../../../lib/iam/size';
import { aPiece } from './a-piece';
import { fc } from '../../../../seeded-fast-check';

/** As long as it says, and unlike any other. */
function aLongPiece(guardrail: string, characters = 0, part = ''): Piece {
  const NotAction = `${guardrail}${part}:${'x'.repeat(characters)}`;
  return aPiece(guardrail, { NotAction, Action: undefined }, part);
}

const fill = (pieces: readonly Piece[], room: Parameters<typeof fillDocuments>[1], recorded?: Recorded) =>
  fillDocuments(pieces, room, compressor(documentSize), recorded);

/** The ids in each document. */
const layout = ({ documents }: Filling): Readonly<Record<number, readonly string[]>> =>
  Object.fromEntries(documents.map(({ index, pieces }) => [index, pieces.map(({ id }) => id)]));

const recordOf = ({ documents }: Filling): Recorded =>
  new Map(documents.map(({ index, pieces }) => [index, pieces.map(({ id }) => id)]));

const ROOMY = { documents: 3, characters: 1000 };

describe('filling documents without a lock', () => {
  test('puts everything into one document as long as it fits, in the order of the guardrails’ ids', () => {
    expect(layout(fill([aLongPiece('b'), aLongPiece('a', 0, 'Two'), aLongPiece('a', 0, 'One')], ROOMY))).toEqual({
      1: ['a/Two', 'a/One', 'b'],
    });
  });

  test('opens the next document when one is full, and comes back for what still fits', () => {
    const given = [aLongPiece('a', 100), aLongPiece('b', 100), aLongPiece('c')];
    const room = { documents: 2, characters: sizeOf([aLongPiece('a', 100), aLongPiece('c')]) };
    expect(layout(fill(given, room))).toEqual({ 1: ['a', 'c'], 2: ['b'] });
  });

  test('fills a document to the last character, and not beyond', () => {
    // Names go before anything is left over.
    const given = ['a', 'b'].map((id) => aPiece(id, { Sid: undefined, NotAction: `${id}:X`, Action: undefined }));
    expect(fill(given, { documents: 1, characters: sizeOf(given) }).left).toEqual([]);
    expect(fill(given, { documents: 1, characters: sizeOf(given) - 1 }).left).toEqual([given[1]]);
  });

  test('begins with the largest where the order of the ids would leave something over', () => {
    const given = [100, 100, 200, 300, 300].map((characters, index) => aLongPiece('abcde'.charAt(index), characters));
    const [one, two, , , five] = given;
    const room = { documents: 2, characters: sizeOf([one, two, five].filter((piece) => piece !== undefined)) };
    expect(layout(fill(given, room))).toEqual({ 1: ['d', 'c'], 2: ['e', 'a', 'b'] });
  });

  test('keeps apart what fits into no document', () => {
    const long = aLongPiece('long', 1000);
    expect(fill([long], { documents: 1, characters: 500 })).toEqual({
      documents: [],
      tooLong: [long],
      overfull: [],
      left: [],
    });
  });
});

describe('filling documents of which something is recorded', () => {
  const recorded: Recorded = new Map([
    [1, ['b', 'a']],
    [3, ['c']],
  ]);

  test('leaves it where it is, in its order', () => {
    const given = [aLongPiece('a'), aLongPiece('b'), aLongPiece('c')];
    expect(layout(fill(given, ROOMY, recorded))).toEqual({ 1: ['b', 'a'], 3: ['c'] });
  });

  test('puts a new statement behind its guardrail’s others, wherever they are', () => {
    const given = [
      aLongPiece('a'),
      aLongPiece('b'),
      aLongPiece('b', 0, 'More'),
      aLongPiece('c'),
      aLongPiece('c', 0, 'More'),
    ];
    expect(layout(fill(given, ROOMY, recorded))).toEqual({ 1: ['b', 'b/More', 'a'], 3: ['c', 'c/More'] });
  });

  test('removes statements that no longer exist, and reuses their number', () => {
    const given = [aLongPiece('c'), aLongPiece('d', 800), aLongPiece('e', 800)];
    expect(layout(fill(given, { documents: 3, characters: 1000 }, recorded))).toEqual({
      1: ['e'],
      3: ['c', 'd'],
    });
  });

  test('puts a statement into both documents that it is recorded for', () => {
    const both: Recorded = new Map([
      [1, ['a', 'b']],
      [2, ['b']],
    ]);
    expect(layout(fill([aLongPiece('a'), aLongPiece('b')], ROOMY, both))).toEqual({ 1: ['a', 'b'], 2: ['b'] });
  });

  test('moves nothing out of a document that has grown too long', () => {
    const given = [aLongPiece('a', 600), aLongPiece('b', 600), aLongPiece('c')];
    const { documents, overfull } = fill(given, ROOMY, recorded);
    expect(documents.map(({ index }) => index)).toEqual([3]);
    expect(overfull.map(({ index, pieces }) => [index, pieces.map(({ id }) => id)])).toEqual([[1, ['b', 'a']]]);
  });

  test('moves nothing out of a document that is one too many', () => {
    const given = [aLongPiece('a'), aLongPiece('b'), aLongPiece('c')];
    const { documents, left } = fill(given, { documents: 1, characters: 1000 }, recorded);
    expect(documents.map(({ index }) => index)).toEqual([1]);
    expect(left.map(({ id }) => id)).toEqual(['c']);
  });
});

const IDS = Array.from('abcdefghij');
const action = fc.constantFrom('s:Get', 's:Put', 's:*', 't:List', `t:${'x'.repeat(60)}`, `u:${'y'.repeat(90)}`);
/** Guardrails whose statements can be merged with others', and some whose cannot. */
const guardrail = fc
  .tuple(
    fc.constantFrom(...IDS),
    fc.array(fc.tuple(fc.array(action, { minLength: 1, maxLength: 4 }), fc.boolean()), { minLength: 1, maxLength: 3 }),
  )
  .map(([id, parts]) =>
    parts.map(([Action, alone], index) =>
      aPiece(id, { Action, ...(alone ? { Resource: `arn:aws:s:::${id}` } : {}) }, `Part${index}`),
    ),
  );
const guardrails = fc.uniqueArray(guardrail, {
  selector: ([first]) => first?.placement.guardrail ?? '',
  maxLength: 10,
});
const rooms = fc.record({ documents: fc.integer({ min: 0, max: 4 }), characters: fc.integer({ min: 100, max: 900 }) });

/** The documents as they are deployed. */
const texts = ({ documents }: Filling): readonly string[] =>
  documents.map(({ index, statements }) => `${index} ${JSON.stringify(documentOf(statements))}`);

/** Fewer than usual: what does not fit is tried in many ways. */
const RUNS = { numRuns: 50 };

describe('filling documents with any input', () => {
  test('loses and repeats nothing', () => {
    fc.assert(
      fc.property(guardrails, rooms, (given, room) => {
        const { documents, tooLong, overfull, left } = fill(given.flat(), room);
        const all = [...documents.flatMap(({ pieces }) => pieces), ...tooLong, ...left];
        expect(all).toHaveLength(given.flat().length);
        expect(new Set(all)).toEqual(new Set(given.flat()));
        expect(overfull).toEqual([]);
      }),
      RUNS,
    );
  });

  test('never exceeds the room, counted as AWS counts', () => {
    fc.assert(
      fc.property(guardrails, rooms, (given, room) => {
        const { documents } = fill(given.flat(), room);
        expect(documents.length).toBeLessThanOrEqual(room.documents);
        for (const { statements, characters } of documents) {
          expect(characters).toBe(documentSize(documentOf(statements)));
          expect(characters).toBeLessThanOrEqual(room.characters);
        }
      }),
      RUNS,
    );
  });

  test('gives the same text for any order of guardrails', () => {
    const shuffled = guardrails.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, rooms, ([given, other], room) => {
        expect(texts(fill(other.flat(), room))).toEqual(texts(fill(given.flat(), room)));
      }),
      RUNS,
    );
  });

  test('gives the same text again once it is recorded', () => {
    fc.assert(
      fc.property(guardrails, rooms, (given, room) => {
        const filling = fill(given.flat(), room);
        fc.pre(isComplete(filling));
        expect(texts(fill(given.flat(), room, recordOf(filling)))).toEqual(texts(filling));
      }),
      RUNS,
    );
  });

  test('moves nothing when a statement is added, and changes the text of one document at most', () => {
    fc.assert(
      fc.property(guardrails, rooms, fc.array(action, { minLength: 1, maxLength: 3 }), (given, room, Action) => {
        const before = fill(given.flat(), room);
        fc.pre(isComplete(before));
        const added = aPiece('added', { Action });
        const after = fill([...given.flat(), added], room, recordOf(before));
        const withoutIt = after.documents
          .map(({ index, pieces }) => [index, pieces.filter((piece) => piece !== added)] as const)
          .filter(([, pieces]) => pieces.length > 0);
        expect(withoutIt).toEqual(before.documents.map(({ index, pieces }) => [index, pieces]));
        const [old, now] = [texts(before), texts(after)];
        expect(now.filter((text) => !old.includes(text)).length).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  test('moves nothing when a guardrail is taken out', () => {
    fc.assert(
      fc.property(guardrails, rooms, fc.nat(), (given, room, choice) => {
        const before = fill(given.flat(), room);
        fc.pre(given.length > 0 && isComplete(before));
        const rest = given.toSpliced(choice % given.length, 1).flat();
        const after = fill(rest, room, recordOf(before));
        expect(isComplete(after)).toBe(true);
        for (const { index, pieces } of before.documents)
          expect(layout(after)[index] ?? []).toEqual(
            pieces.filter((piece) => rest.includes(piece)).map(({ id }) => id),
          );
      }),
      RUNS,
    );
  });

  test('changes one document, or reports that it is full, when a statement changes', () => {
    fc.assert(
      fc.property(guardrails, rooms, fc.nat(), fc.array(action, { minLength: 1 }), (given, room, choice, Action) => {
        const before = fill(given.flat(), room);
        const pieces = given.flat();
        fc.pre(pieces.length > 0 && isComplete(before));
        const old = pieces[choice % pieces.length];
        if (old === undefined) return;
        const statement = { ...old.statement, Action };
        const now = { ...old, statement, characters: documentSize(statement) };
        const after = fill(
          pieces.map((piece) => (piece === old ? now : piece)),
          room,
          recordOf(before),
        );
        const others = texts(before).filter((text) => !texts(after).includes(text));
        expect(others.length).toBeLessThanOrEqual(1);
        if (isComplete(after)) expect(recordOf(after)).toEqual(recordOf(before));
      }),
      RUNS,
    );
  });
});
