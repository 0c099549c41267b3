import fc from 'fast-check';
import type { KeyAxis, MemberAxis, AlgebraRequest } from '../../../../lib/iam/algebra/axis';
import { cell, indexesOf, NO_CELLS } from '../../../../lib/iam/algebra/cells';
import type { Cells } from '../../../../lib/iam/algebra/cells';
import { conditionClauses, RESOURCE } from '../../../../lib/iam/algebra/clause';
import type { Clause } from '../../../../lib/iam/algebra/clause';
import type { Limit } from '../../../../lib/iam/algebra/request-set';
import { Space } from '../../../../lib/iam/algebra/space';
import { predicatesForKey, predicatesForMembers } from '../../../../lib/iam/algebra/predicates';
import type { PredicateAlternative } from '../../../../lib/iam/algebra/predicates';
import type { ConditionBlock } from '../../../../lib/iam/statement';
import { read } from './read-predicates';

const spaceOf = (clauses: readonly Clause[]): Space =>
  new Space(clauses, { callers: [], examples: () => [], cache: new Map() });

interface Asked {
  readonly axis: KeyAxis;
  readonly possible: Cells;
  readonly clauses: readonly Clause[];
}

/** The axis of a key of which some conditions ask. */
function ask(key: string, ...blocks: readonly ConditionBlock[]): Asked {
  const clauses = blocks.flatMap((block) => conditionClauses(block, true));
  const space = spaceOf(clauses);
  const axis = space.keyAxis(key.toLowerCase());
  if (axis === undefined) throw new Error(`no axis for ${key}`);
  return { axis, possible: space.full[space.axes.indexOf(axis)] ?? NO_CELLS, clauses };
}

const cellAt = ({ axis }: Asked, value: string | null): Cells => {
  if (value === null) return cell(0);
  const index = axis.valueClasses?.cellOf(value);
  if (index === undefined) throw new Error(`no cell for ${value}`);
  return cell(index + 1);
};

const told = (wordings: readonly PredicateAlternative[]): readonly string[] =>
  wordings.map(({ predicates: words }) =>
    words.map(({ key, operator, values }) => [key, operator, ...values].join(' ')).join(' and '),
  );

/** The words for the cells of some values (null: without the key), or for all but these. */
function words(asked: Asked, values: readonly (string | null)[], rest = false): readonly string[] {
  const cells = values.reduce((sum, value) => sum | cellAt(asked, value), NO_CELLS);
  return told(
    predicatesForKey(asked.axis, { cells: rest ? asked.possible & ~cells : cells, possible: asked.possible }),
  );
}

describe('words for a key with one value', () => {
  const region = ask('aws:RequestedRegion', { StringEquals: { 'aws:RequestedRegion': ['eu-1', 'eu-2', 'us-1'] } });

  test('name its values, or those that it does not have', () => {
    expect(words(region, ['eu-1', 'us-1'])).toEqual(['aws:RequestedRegion is eu-1 us-1']);
    expect(words(region, ['eu-1', 'us-1'], true)).toEqual(['aws:RequestedRegion isNot eu-1 us-1']);
  });

  test('say that the key is there where a negation would hold without it', () => {
    expect(words(region, ['eu-1', null], true)).toEqual([
      'aws:RequestedRegion present and aws:RequestedRegion isNot eu-1',
    ]);
  });

  test('tell presence and absence alone', () => {
    expect(words(region, [null])).toEqual(['aws:RequestedRegion absent']);
    expect(words(region, [null], true)).toEqual(['aws:RequestedRegion present']);
  });

  test('take a value and the absent key as alternatives', () => {
    expect(words(region, ['eu-1', null])).toEqual(['aws:RequestedRegion absent', 'aws:RequestedRegion is eu-1']);
  });

  const type = ask('k', { StringLike: { k: ['t3.*', 't4g.*', 't3.nano', '*.nano'] } });

  test('tell patterns by what they match and do not match', () => {
    expect(words(type, ['t4g.small', 't4g.nano'])).toEqual(['k matches t4g.*']);
    expect(words(type, ['t4g.small', 't4g.nano'], true)).toEqual(['k notMatches t4g.*']);
    expect(words(type, ['t3.nano'])).toEqual(['k is t3.nano']);
  });

  test('mix both where neither says it all', () => {
    expect(words(type, ['t3.small'])).toEqual(['k matches t3.* and k notMatches *.nano']);
    expect(words(type, ['t4g.small', 't3.small'])).toEqual(['k matches t3.* t4g.* and k notMatches *.nano']);
  });

  test('fall back to one alternative for each class', () => {
    const crossed = ask('k', { StringLike: { k: ['a*', '*b', '*c*'] } });
    expect(words(crossed, ['ab', 'c', 'x'])).toEqual([
      'k present and k notMatches a* *b *c*',
      'k matches *c* and k notMatches a* *b',
      'k matches a* and k matches *b and k notMatches *c*',
    ]);
  });

  const days = ask('k', { NumericLessThan: { k: ['7', '30'] } });

  test('cut numbers at their bounds', () => {
    expect(words(days, ['6'])).toEqual(['k before 7']);
    expect(words(days, ['30', '31'])).toEqual(['k after 30']);
    expect(words(days, ['7', '8'])).toEqual(['k after 7 and k before 30']);
    expect(words(days, ['7'])).toEqual(['k is 7']);
    expect(words(days, ['31'])).toEqual(['k after 30 and k isNot 30']);
    expect(words(days, ['6', '7'])).toEqual(['k before 7', 'k is 7']);
    expect(words(days, ['6', '31'])).toEqual(['k before 7', 'k after 30 and k isNot 30']);
    expect(words(days, ['6', null])).toEqual(['k absent', 'k before 7']);
  });

  test('tell the time in whole seconds', () => {
    const time = ask('aws:CurrentTime', { DateLessThanEquals: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } });
    expect(words(time, ['2027-01-01T00:00:01Z'])).toEqual(['aws:CurrentTime after 2027-01-01T00:00:01Z']);
    expect(words(time, ['2027-01-01T00:00:00Z', '2026-01-01T00:00:00Z'])).toEqual([
      'aws:CurrentTime before 2027-01-01T00:00:01Z',
    ]);
  });

  test('tell addresses by the networks in which they lie', () => {
    const address = ask('aws:SourceIp', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '10.1.0.0/16'] } });
    expect(words(address, ['10.1.0.1'])).toEqual(['aws:SourceIp inside 10.1.0.0/16']);
    expect(words(address, ['10.0.0.1', '10.1.0.1'], true)).toEqual(['aws:SourceIp outside 10.0.0.0/8']);
    expect(words(address, ['10.0.0.1'])).toEqual([
      'aws:SourceIp inside 10.0.0.0/8 and aws:SourceIp outside 10.1.0.0/16',
    ]);
  });
});

describe('words for a key with several values', () => {
  const space = spaceOf(
    conditionClauses(
      { 'ForAnyValue:StringLike': { k: ['a', 'b*'] }, 'ForAllValues:StringEquals': { k: ['bc'] } },
      true,
    ),
  );
  const members = space.axes.filter((axis) => axis.kind === 'member');
  const is = (value: string, held: boolean): Limit & { axis: MemberAxis } => {
    const axis = members.find((each) => each.valueClasses.cellOf(value) === each.cell);
    if (axis === undefined) throw new Error(`no class for ${value}`);
    return { axis, cells: held ? 2n : 1n, possible: 3n };
  };
  const say = (...limits: readonly (Limit & { axis: MemberAxis })[]): readonly string[] =>
    told([{ cells: NO_CELLS, predicates: predicatesForMembers(limits) }]);

  test('tell which it holds and which it does not', () => {
    expect(say(is('a', true))).toEqual(['ForAnyValue:k is a']);
    expect(say(is('a', false))).toEqual(['ForAllValues:k isNot a']);
    expect(say(is('bx', false), is('bc', false))).toEqual(['ForAllValues:k notMatches b*']);
    expect(say(is('x', false), is('bx', false))).toEqual(['ForAllValues:k is a bc']);
    expect(say(is('a', true), is('bx', false), is('bc', false))).toEqual([
      'ForAllValues:k notMatches b* and ForAnyValue:k is a',
    ]);
    expect(say(is('a', false), is('bx', false), is('bc', false), is('x', false))).toEqual(['k absent']);
  });

  test('of which there are none, are none', () => {
    expect(predicatesForMembers([])).toEqual([]);
  });
});

describe('words for random cells', () => {
  const text = (letters: readonly string[], maxLength: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength });
  const some = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(values, { minLength: 1, maxLength: 3 });
  const instants = fc.constantFrom(0, 1, 2, 9).map((second) => `2027-01-01T00:00:0${second}Z`);
  const networks = fc.constantFrom(
    '10.0.0.0/8',
    '10.0.0.0/9',
    '10.128.0.0/9',
    '10.0.0.1/32',
    '0.0.0.0/0',
    '2001:db8::/32',
    '::/0',
  );
  const orders = ['Equals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
  const kinds = [
    { key: 'k', operators: ['StringEquals', 'StringNotEquals'], values: text(['a', 'b'], 2) },
    { key: 'k', operators: ['StringLike', 'StringNotLike'], values: text(['a', 'b', '*', '?'], 3) },
    {
      key: 'aws:PrincipalArn',
      operators: ['ArnLike'],
      values: text(['a', 'b', '*'], 2).map((name) => `arn:*:iam::*:role/${name}`),
    },
    { key: 'k', operators: orders.map((each) => `Numeric${each}`), values: fc.constantFrom('0', '1', '2', '7') },
    { key: 'k', operators: orders.map((each) => `Date${each}`), values: instants },
    { key: 'aws:CurrentTime', operators: orders.map((each) => `Date${each}`), values: instants },
    { key: 'k', operators: ['IpAddress', 'NotIpAddress'], values: networks },
    { key: 'k', operators: ['Bool'], values: fc.constantFrom('true', 'false') },
  ];
  const axes = fc.oneof(
    ...kinds.map(({ key, operators, values }) =>
      some(fc.tuple(fc.constantFrom(...operators), some(values))).map((conditions) =>
        ask(key, ...conditions.map(([operator, list]) => ({ [operator]: { [key]: list } }))),
      ),
    ),
  );
  const masks = fc.bigInt({ min: 0n, max: (1n << 24n) - 1n });

  const requestWith = (axis: KeyAxis, index: number): AlgebraRequest => {
    const value = index === 0 ? undefined : axis.valueClasses?.witness(index - 1);
    return { action: 's:Get', resource: '*', context: value === undefined ? {} : { [axis.name]: value } };
  };

  test('hold together for these cells and no others, read as a person reads them, and as clauses', () => {
    let mixed = 0;
    fc.assert(
      fc.property(axes, masks, masks, ({ axis, possible: all, clauses }, most, chosen) => {
        // Not everything is always possible: no caller sends it.
        const possible = all & ~(most << 3n);
        const cells = possible & chosen;
        fc.pre(cells !== NO_CELLS && cells !== possible);
        const wordings = predicatesForKey(axis, { cells, possible });
        if (wordings.some((wording) => wording.predicates.length > 1)) mixed += 1;
        expect(wordings.reduce((sum, wording) => sum | (wording.cells & possible), NO_CELLS)).toBe(cells);
        for (const wording of wordings) {
          const exact = wording.predicates.flatMap(({ clause }) => clause ?? []);
          expect(exact).toHaveLength(wording.predicates.length);
          const space = spaceOf([...clauses, ...exact]);
          const boxes = space.boxesOf(exact);
          for (const index of indexesOf(possible)) {
            const request = requestWith(axis, index);
            const isIn = (wording.cells & cell(index)) !== NO_CELLS;
            expect([told([wording]), request, read(wording.predicates, request)]).toEqual([
              told([wording]),
              request,
              isIn,
            ]);
            expect([request, boxes.some((box) => space.contains(box, request))]).toEqual([request, isIn]);
          }
        }
      }),
      { numRuns: 3000 },
    );
    expect(mixed).toBeGreaterThan(100);
  });

  test('for resources hold together, too', () => {
    const patterns = some(text(['a', 'b', '*'], 2).map((name) => `arn:aws:s3:::${name}`));
    fc.assert(
      fc.property(some(patterns), masks, (lists, chosen) => {
        const clauses = lists.flatMap((list) => {
          const of = conditionClauses({ ArnLike: { [RESOURCE]: list } }, true);
          return of.map((clause) => ({ ...clause, key: RESOURCE, name: RESOURCE }) as Clause);
        });
        const space = spaceOf(clauses);
        const axis = space.keyAxis(RESOURCE);
        const possible = space.full[0] ?? NO_CELLS;
        const cells = possible & chosen;
        fc.pre(cells !== NO_CELLS && cells !== possible);
        if (axis === undefined) throw new Error('the resource has an axis');
        for (const wording of predicatesForKey(axis, { cells, possible })) {
          for (const index of indexesOf(possible)) {
            const resource = axis.valueClasses?.witness(index - 1) ?? '';
            const isIn = (wording.cells & cell(index)) !== NO_CELLS;
            expect(read(wording.predicates, { action: '', resource, context: {} })).toBe(isIn);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
