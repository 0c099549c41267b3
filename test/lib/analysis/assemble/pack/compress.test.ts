import { compressor, sizeOf, type Compressed } from '../../../../../lib/analysis/assemble/pack/compress';
import { placesOf } from '../../../../../lib/analysis/assemble/pack/packed-statement';
import type { Piece } from '../../../../../lib/analysis/assemble/pack/piece';
import { documentSize } from '../../../../../lib/iam/size';
import { aPiece } from './a-piece';

const compress = compressor(documentSize);

/** As short as it can be, with names. */
function shortest(...pieces: readonly Piece[]): Compressed {
  let limit = sizeOf(pieces);
  let best = compress(pieces, limit);
  while (best.statements.every(({ statement }) => statement.Sid !== undefined) && best.characters <= limit) {
    limit = best.characters - 1;
    const next = compress(pieces, limit);
    if (next.statements.some(({ statement }) => statement.Sid === undefined)) return best;
    best = next;
  }
  return best;
}

const statementsOf = ({ statements }: Compressed) => statements.map(({ statement }) => statement);

describe('compressing a document', () => {
  test('leaves alone what fits', () => {
    const pieces = [aPiece('b', { Action: ['s:Get', 's:*', 's:Get'] }), aPiece('a', { Action: ['s:*'] })];
    expect(statementsOf(compress(pieces, sizeOf(pieces)))).toEqual(pieces.map(({ statement }) => statement));
  });

  test('first omits values that another value of their list covers', () => {
    const pieces = [aPiece('a', { Action: ['s:Get', 's:*'] }), aPiece('b', { Action: 't:X' })];
    expect(statementsOf(compress(pieces, sizeOf(pieces) - 1))).toEqual([
      { Sid: 'A', Effect: 'Deny', Resource: '*', Action: 's:*' },
      pieces[1]?.statement,
    ]);
  });

  test('then omits a statement that another one of its guardrail covers, and records it', () => {
    const narrow = { Action: 's:Get', Resource: 'arn:aws:s:::a' };
    const pieces = [aPiece('a', narrow, 'Narrow'), aPiece('a', { Action: 's:*' }, 'Wide'), aPiece('b', narrow)];
    const { statements, covered } = compress(pieces, sizeOf(pieces) - 1);
    expect(covered).toEqual([{ statement: 'a/Narrow', by: 'a/Wide' }]);
    expect(statements.flatMap((each) => each.pieces.map(({ id }) => id))).toEqual(['a/Wide', 'b']);
  });

  test('never takes a placeholder for the text that it is written with', () => {
    const pieces = [
      aPiece('a', { Action: 's:Get', NotResource: '{account:audit}', Resource: undefined }, 'Narrow'),
      aPiece('a', { Action: 's:*', NotResource: '{account:audit}', Resource: undefined }, 'Wide'),
    ];
    expect(shortest(...pieces).covered).toEqual([]);
  });

  test.each([
    [
      'actions',
      { Action: ['s:Put', 's:Get'] },
      { Action: ['s:List', 's:Get'] },
      { Action: ['s:Get', 's:List', 's:Put'] },
    ],
    [
      'resources',
      { Action: 's:Get', Resource: 'arn:aws:s:::b' },
      { Action: 's:Get', Resource: 'arn:aws:s:::a' },
      { Action: 's:Get', Resource: ['arn:aws:s:::a', 'arn:aws:s:::b'] },
    ],
    [
      'values of a positive operator',
      { Action: 's:Get', Condition: { StringEquals: { 'k:x': 'b' }, Bool: { 'k:y': 'true' } } },
      { Action: 's:Get', Condition: { Bool: { 'k:y': 'true' }, StringEquals: { 'k:x': 'a' } } },
      { Action: 's:Get', Condition: { StringEquals: { 'k:x': ['a', 'b'] }, Bool: { 'k:y': 'true' } } },
    ],
  ])('then merges statements that differ in %s only', (_, one, two, merged) => {
    expect(statementsOf(shortest(aPiece('a', one, 'One'), aPiece('a', two, 'Two')))).toEqual([
      { Sid: 'AOneAnd1More', Effect: 'Deny', Resource: '*', ...merged },
    ]);
  });

  test.each([
    ['two lists', { Action: 's:Get' }, { Action: 's:Put', Resource: 'arn:aws:s:::a' }],
    [
      'the values of a negated operator',
      { Action: 's:Get', Condition: { StringNotEquals: { 'k:x': 'a' } } },
      { Action: 's:Get', Condition: { StringNotEquals: { 'k:x': 'b' } } },
    ],
    ['their effect', { Action: 's:Get' }, { Action: 's:Put', Effect: 'Allow' as const }],
    ['what is not listed', { NotAction: 's:Get' }, { NotAction: 's:Put' }],
  ])('never merges statements that differ in %s', (_, one, two) => {
    expect(compress([aPiece('a', one, 'One'), aPiece('a', two, 'Two')], 0).statements).toHaveLength(2);
  });

  test('never merges Allows, which other levels must allow, too', () => {
    const pieces = ['s:Get', 's:Put'].map((Action) => aPiece('a', { Effect: 'Allow', Action }, Action.slice(2)));
    expect(compress(pieces, 0).statements).toHaveLength(2);
  });

  test('merges within a guardrail before it merges across, and no more than it must', () => {
    const pieces = [
      aPiece('a', { Action: 's:One' }, 'One'),
      aPiece('b', { Action: 's:Two' }),
      aPiece('a', { Action: 's:Three' }, 'Three'),
    ];
    const { statements } = compress(pieces, sizeOf(pieces) - 1);
    expect(statements.map((each) => each.pieces.map(({ id }) => id))).toEqual([['a/One', 'a/Three'], ['b']]);
  });

  test('gives up names last, the longest first', () => {
    const pieces = [
      aPiece('aa', { NotAction: 's:X' }),
      aPiece('aaa', { NotAction: 's:Y' }),
      aPiece('b', { NotAction: 's:Z' }),
    ];
    const sids = (limit: number) => statementsOf(compress(pieces, limit)).map(({ Sid }) => Sid);
    expect(sids(sizeOf(pieces) - 1)).toEqual(['Aa', undefined, 'B']);
    expect(sids(0)).toEqual([undefined, undefined, undefined]);
  });
});

describe('merging statements of several guardrails', () => {
  test('keeps known whose each value is', () => {
    const { statements } = shortest(
      aPiece('a', { Action: ['s:Get', 's:Put'] }),
      aPiece('b', { Action: ['s:Put', 's:List'] }),
      aPiece('c', { Action: 's:*' }),
    );
    expect(statements.map(({ statement }) => statement.Action)).toEqual([['s:*', 's:Get', 's:List', 's:Put']]);
    expect(statements.map(placesOf)).toEqual([
      { '/Action/0': ['c'], '/Action/1': ['a'], '/Action/2': ['b'], '/Action/3': ['a', 'b'] },
    ]);
  });

  test('omits a value only if the one that covers it belongs to the same guardrails', () => {
    const { statements } = shortest(aPiece('a', { Action: ['s:Get', 't:X'] }), aPiece('b', { Action: 's:*' }));
    const [packed] = statements;
    expect(packed?.statement.Action).toEqual(['s:*', 's:Get', 't:X']);
    const again = shortest(aPiece('a', { Action: ['s:Get', 't:X'] }, 'One'), aPiece('a', { Action: 's:*' }, 'Two'));
    expect(statementsOf(again)[0]?.Action).toEqual(['s:*', 't:X']);
  });

  test('merges along one list only, so that what is whose does not blur', () => {
    const here = 'arn:aws:s:::here';
    const there = 'arn:aws:s:::there';
    const { statements } = compress(
      [
        aPiece('a', { Action: 's:Get', Resource: here }),
        aPiece('b', { Action: 's:Put', Resource: here }),
        aPiece('c', { Action: ['s:Get', 's:Put'], Resource: there }),
      ],
      0,
    );
    expect(statements.map((each) => each.pieces.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
  });

  test('records that equal statements belong to all their guardrails', () => {
    const { statements } = shortest(aPiece('a', { Action: 's:Get' }), aPiece('b', { Action: ['s:Get'] }));
    expect(statements.map(placesOf)).toEqual([{ '': ['a', 'b'] }]);
  });

  test('points at a single value by its list', () => {
    const shared = { Action: 's:Get', Condition: { StringLike: { 'k:x': 'a*' } } };
    const { statements } = shortest(
      aPiece('a', shared),
      aPiece('b', { ...shared, Condition: { StringLike: { 'k:x': 'b' } } }),
    );
    expect(statements.map(placesOf)).toEqual([
      { '/Condition/StringLike/k:x/0': ['a'], '/Condition/StringLike/k:x/1': ['b'] },
    ]);
  });
});
