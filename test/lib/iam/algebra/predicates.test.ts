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
import { fc } from '../../../seeded-fast-check';

const spaceOf = (clauses: readonly Clause[]): Space =>
  new Space(clauses, { callers: [], examples: () => [], cache: new Map(), valuesOf: () => 'one' });

interface TestedKey {
  readonly axis: KeyAxis;
  readonly possible: Cells;
  readonly clauses: readonly Clause[];
}

/** The axis of a key, divided by some conditions. */
function axisOf(key: string, ...blocks: readonly ConditionBlock[]): TestedKey {
  const clauses = blocks.flatMap((block) => conditionClauses(block, true));
  const space = spaceOf(clauses);
  const axis = space.keyAxis(key.toLowerCase());
  if (axis === undefined) throw new Error(`no axis for ${key}`);
  return { axis, possible: space.full[space.axes.indexOf(axis)] ?? NO_CELLS, clauses };
}

const cellAt = ({ axis }: TestedKey, value: string | null): Cells => {
  if (value === null) return cell(0);
  const index = axis.valueClasses?.cellOf(value);
  if (index === undefined) throw new Error(`no cell for ${value}`);
  return cell(index + 1);
};

const write = (alternatives: readonly PredicateAlternative[]): readonly string[] =>
  alternatives.map(({ predicates }) =>
    predicates.map(({ key, operator, values }) => [key, operator, ...values].join(' ')).join(' and '),
  );

/** The predicates for the cells of some values (null: without the key), or for all other cells. */
function describeCells(key: TestedKey, values: readonly (string | null)[], rest = false): readonly string[] {
  const cells = values.reduce((sum, value) => sum | cellAt(key, value), NO_CELLS);
  return write(predicatesForKey(key.axis, { cells: rest ? key.possible & ~cells : cells, possible: key.possible }));
}

describe('predicates for a single-valued key', () => {
  const region = axisOf('aws:RequestedRegion', { StringEquals: { 'aws:RequestedRegion': ['eu-1', 'eu-2', 'us-1'] } });

  test('list its values, or the values that it does not have', () => {
    expect(describeCells(region, ['eu-1', 'us-1'])).toEqual(['aws:RequestedRegion is eu-1 us-1']);
    expect(describeCells(region, ['eu-1', 'us-1'], true)).toEqual(['aws:RequestedRegion isNot eu-1 us-1']);
  });

  test('require the key to be present if a negation would be true without it', () => {
    expect(describeCells(region, ['eu-1', null], true)).toEqual([
      'aws:RequestedRegion present and aws:RequestedRegion isNot eu-1',
    ]);
  });

  test('express presence and absence', () => {
    expect(describeCells(region, [null])).toEqual(['aws:RequestedRegion absent']);
    expect(describeCells(region, [null], true)).toEqual(['aws:RequestedRegion present']);
  });

  test('have an absent key and a value as alternatives', () => {
    expect(describeCells(region, ['eu-1', null])).toEqual([
      'aws:RequestedRegion absent',
      'aws:RequestedRegion is eu-1',
    ]);
  });

  const type = axisOf('k', { StringLike: { k: ['t3.*', 't4g.*', 't3.nano', '*.nano'] } });

  test('list the patterns that match and that do not match', () => {
    expect(describeCells(type, ['t4g.small', 't4g.nano'])).toEqual(['k matches t4g.*']);
    expect(describeCells(type, ['t4g.small', 't4g.nano'], true)).toEqual(['k notMatches t4g.*']);
    expect(describeCells(type, ['t3.nano'])).toEqual(['k is t3.nano']);
  });

  test('combine both if neither is enough', () => {
    expect(describeCells(type, ['t3.small'])).toEqual(['k matches t3.* and k notMatches *.nano']);
    expect(describeCells(type, ['t4g.small', 't3.small'])).toEqual(['k matches t3.* t4g.* and k notMatches *.nano']);
  });

  test('have one alternative for each class if there is no other way', () => {
    const crossed = axisOf('k', { StringLike: { k: ['a*', '*b', '*c*'] } });
    expect(describeCells(crossed, ['ab', 'c', 'x'])).toEqual([
      'k present and k notMatches a* *b *c*',
      'k matches *c* and k notMatches a* *b',
      'k matches a* and k matches *b and k notMatches *c*',
    ]);
  });

  const days = axisOf('k', { NumericLessThan: { k: ['7', '30'] } });

  test('divide numbers at their bounds', () => {
    expect(describeCells(days, ['6'])).toEqual(['k before 7']);
    expect(describeCells(days, ['30', '31'])).toEqual(['k after 30']);
    expect(describeCells(days, ['7', '8'])).toEqual(['k after 7 and k before 30']);
    expect(describeCells(days, ['7'])).toEqual(['k is 7']);
    expect(describeCells(days, ['31'])).toEqual(['k after 30 and k isNot 30']);
    expect(describeCells(days, ['6', '7'])).toEqual(['k before 7', 'k is 7']);
    expect(describeCells(days, ['6', '31'])).toEqual(['k before 7', 'k after 30 and k isNot 30']);
    expect(describeCells(days, ['6', null])).toEqual(['k absent', 'k before 7']);
  });

  test('compare the time in whole seconds', () => {
    const time = axisOf('aws:CurrentTime', { DateLessThanEquals: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } });
    expect(describeCells(time, ['2027-01-01T00:00:01Z'])).toEqual(['aws:CurrentTime after 2027-01-01T00:00:01Z']);
    expect(describeCells(time, ['2027-01-01T00:00:00Z', '2026-01-01T00:00:00Z'])).toEqual([
      'aws:CurrentTime before 2027-01-01T00:00:01Z',
    ]);
  });

  test('describe addresses by their networks', () => {
    const address = axisOf('aws:SourceIp', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '10.1.0.0/16'] } });
    expect(describeCells(address, ['10.1.0.1'])).toEqual(['aws:SourceIp inside 10.1.0.0/16']);
    expect(describeCells(address, ['10.0.0.1', '10.1.0.1'], true)).toEqual(['aws:SourceIp outside 10.0.0.0/8']);
    expect(describeCells(address, ['10.0.0.1'])).toEqual([
      'aws:SourceIp inside 10.0.0.0/8 and aws:SourceIp outside 10.1.0.0/16',
    ]);
  });
});

describe('predicates for a multivalued key', () => {
  const space = spaceOf(
    conditionClauses(
      { 'ForAnyValue:StringLike': { k: ['a', 'b*'] }, 'ForAllValues:StringEquals': { k: ['bc'] } },
      true,
    ),
  );
  const members = space.axes.filter((axis) => axis.kind === 'member');
  const member = (value: string, present: boolean): Limit & { axis: MemberAxis } => {
    const axis = members.find((each) => each.valueClasses.cellOf(value) === each.cell);
    if (axis === undefined) throw new Error(`no class for ${value}`);
    return { axis, cells: present ? 2n : 1n, possible: 3n };
  };
  const writeMembers = (...limits: readonly (Limit & { axis: MemberAxis })[]): readonly string[] =>
    write([{ cells: NO_CELLS, predicates: predicatesForMembers(limits) }]);

  test('list the values that it has and that it does not have', () => {
    expect(writeMembers(member('a', true))).toEqual(['ForAnyValue:k is a']);
    expect(writeMembers(member('a', false))).toEqual(['ForAllValues:k isNot a']);
    expect(writeMembers(member('bx', false), member('bc', false))).toEqual(['ForAllValues:k notMatches b*']);
    expect(writeMembers(member('x', false), member('bx', false))).toEqual(['ForAllValues:k is a bc']);
    expect(writeMembers(member('a', true), member('bx', false), member('bc', false))).toEqual([
      'ForAllValues:k notMatches b* and ForAnyValue:k is a',
    ]);
    expect(writeMembers(member('a', false), member('bx', false), member('bc', false), member('x', false))).toEqual([
      'k absent',
    ]);
  });

  test('do not exist without limits', () => {
    expect(predicatesForMembers([])).toEqual([]);
  });
});

describe('predicates for random cells', () => {
  const text = (letters: readonly string[], maxLength: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength });
  const some = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(values, { minLength: 1, maxLength: 3 });
  const times = fc.constantFrom(0, 1, 2, 9).map((second) => `2027-01-01T00:00:0${second}Z`);
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
    { key: 'k', operators: orders.map((each) => `Date${each}`), values: times },
    { key: 'aws:CurrentTime', operators: orders.map((each) => `Date${each}`), values: times },
    { key: 'k', operators: ['IpAddress', 'NotIpAddress'], values: networks },
    { key: 'k', operators: ['Bool'], values: fc.constantFrom('true', 'false') },
  ];
  const axes = fc.oneof(
    ...kinds.map(({ key, operators, values }) =>
      some(fc.tuple(fc.constantFrom(...operators), some(values))).map((conditions) =>
        axisOf(key, ...conditions.map(([operator, list]) => ({ [operator]: { [key]: list } }))),
      ),
    ),
  );
  const masks = fc.bigInt({ min: 0n, max: (1n << 24n) - 1n });

  const requestWith = (axis: KeyAxis, index: number): AlgebraRequest => {
    const value = index === 0 ? undefined : axis.valueClasses?.witness(index - 1);
    return { action: 's:Get', resource: '*', context: value === undefined ? {} : { [axis.name]: value } };
  };

  test('are true for exactly these cells, both as a person reads them and as clauses', () => {
    let mixed = 0;
    fc.assert(
      fc.property(axes, masks, masks, ({ axis, possible: all, clauses }, most, chosen) => {
        // Callers do not send every value.
        const possible = all & ~(most << 3n);
        const cells = possible & chosen;
        fc.pre(cells !== NO_CELLS && cells !== possible);
        const alternatives = predicatesForKey(axis, { cells, possible });
        if (alternatives.some((alternative) => alternative.predicates.length > 1)) mixed += 1;
        expect(alternatives.reduce((sum, alternative) => sum | (alternative.cells & possible), NO_CELLS)).toBe(cells);
        for (const alternative of alternatives) {
          const exact = alternative.predicates.flatMap(({ clause }) => clause ?? []);
          expect(exact).toHaveLength(alternative.predicates.length);
          const space = spaceOf([...clauses, ...exact]);
          const boxes = space.boxesOf(exact);
          const wrong = indexesOf(possible).flatMap((index) => {
            const request = requestWith(axis, index);
            const isIn = (alternative.cells & cell(index)) !== NO_CELLS;
            const isRead = read(alternative.predicates, request);
            const isContained = boxes.some((box) => space.contains(box, request));
            return isRead === isIn && isContained === isIn ? [] : [{ request, isIn, isRead, isContained }];
          });
          expect([write([alternative]), wrong]).toEqual([write([alternative]), []]);
        }
      }),
      { numRuns: 3000 },
    );
    expect(mixed).toBeGreaterThan(100);
  });

  test('are true for exactly these cells of a resource', () => {
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
        for (const alternative of predicatesForKey(axis, { cells, possible })) {
          for (const index of indexesOf(possible)) {
            const resource = axis.valueClasses?.witness(index - 1) ?? '';
            const isIn = (alternative.cells & cell(index)) !== NO_CELLS;
            expect(read(alternative.predicates, { action: '', resource, context: {} })).toBe(isIn);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
