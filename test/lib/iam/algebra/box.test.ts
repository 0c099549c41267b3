import {
  disjoint,
  independentOf,
  intersectAll,
  isCovered,
  merge,
  subtractAll,
  TooManyBoxes,
} from '../../../../lib/iam/algebra/box';
import type { Box } from '../../../../lib/iam/algebra/box';
import { cell, cellsUpTo, firstOf, indexesOf } from '../../../../lib/iam/algebra/cells';
import { fc } from '../../../seeded-fast-check';

const SIZES = [2, 3, 4];
const FULL: Box = SIZES.map(cellsUpTo);

const box: fc.Arbitrary<Box> = fc
  .tuple(...SIZES.map((size) => fc.bigInt({ min: 1n, max: cellsUpTo(size) })))
  .map((cells) => [...cells]);
const boxes = fc.array(box, { maxLength: 5 });

/** Every point of the union, by name, as often as it is in a box. */
const pointsOf = (list: readonly Box[]): readonly string[] =>
  list.flatMap(([a = 0n, b = 0n, c = 0n]) =>
    indexesOf(a).flatMap((x) => indexesOf(b).flatMap((y) => indexesOf(c).map((z) => `${x}${y}${z}`))),
  );
const union = (list: readonly Box[]): readonly string[] => [...new Set(pointsOf(list))].sort();

describe('boxes', () => {
  test('number their cells from 0', () => {
    expect(indexesOf(0b1010n)).toEqual([1, 3]);
    expect(firstOf(0b1000n)).toBe(3);
    expect(cellsUpTo(3)).toBe(0b111n);
  });

  test('are subtracted point by point', () => {
    fc.assert(
      fc.property(boxes, boxes, (left, right) => {
        const gone = new Set(union(right));
        expect(union(subtractAll(left, right))).toEqual(union(left).filter((point) => !gone.has(point)));
      }),
    );
  });

  test('are covered exactly if all of their points are', () => {
    fc.assert(
      fc.property(box, boxes, (one, others) => {
        const covered = new Set(union(others));
        expect(isCovered(one, others)).toBe(union([one]).every((point) => covered.has(point)));
      }),
    );
  });

  test('are intersected point by point', () => {
    fc.assert(
      fc.property(boxes, boxes, (left, right) => {
        const both = new Set(union(right));
        expect(union(intersectAll(left, right))).toEqual(union(left).filter((point) => both.has(point)));
      }),
    );
  });

  test('become disjoint and fewer without losing a point', () => {
    fc.assert(
      fc.property(boxes, (list) => {
        const pieces = disjoint(list);
        expect([...pointsOf(pieces)].sort()).toEqual(union(list));
        expect([...pointsOf(merge(pieces))].sort()).toEqual(union(list));
        expect(merge(pieces).length).toBeLessThanOrEqual(pieces.length);
      }),
    );
  });

  test('are independent of an axis where they contain each of its cells', () => {
    fc.assert(
      fc.property(boxes, (list) => {
        const points = new Set(union(list));
        const expected = union([FULL]).filter((point) =>
          ['0', '1'].every((first) => points.has(first + point.slice(1))),
        );
        expect(union(independentOf(0, FULL[0] ?? 0n, [cell(0), cell(1)], list))).toEqual(expected);
      }),
    );
  });

  test('throw an error when there are too many of them', () => {
    const axes = Array.from({ length: 20 }, () => 0b11n);
    const alternatives = Array.from({ length: 10 }, (_, index): readonly Box[] => [
      axes.with(2 * index, 0b01n),
      axes.with(2 * index + 1, 0b01n),
    ]);
    expect(() => alternatives.reduce((product, each) => intersectAll(product, each), [axes])).not.toThrow();
    const more = Array.from({ length: 40 }, () => 0b11n);
    const many = Array.from({ length: 20 }, (_, index): readonly Box[] => [
      more.with(2 * index, 0b01n),
      more.with(2 * index + 1, 0b01n),
    ]);
    expect(() => many.reduce((product, each) => intersectAll(product, each), [more])).toThrow(TooManyBoxes);
  });
});
