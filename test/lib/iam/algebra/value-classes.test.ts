import { readAddress, readRange } from '../../../../lib/iam/conditions/ip-address';
import { classifyAddresses } from '../../../../lib/iam/algebra/address-classes';
import type { RangeValue } from '../../../../lib/iam/algebra/address-classes';
import { cell } from '../../../../lib/iam/algebra/cells';
import { classifyNumbers } from '../../../../lib/iam/algebra/number-classes';
import type { QuantityValue } from '../../../../lib/iam/algebra/number-classes';
import type { ValueClasses } from '../../../../lib/iam/algebra/value-classes';
import { classifyTexts, textValue } from '../../../../lib/iam/algebra/text-classes';
import type { TextDomain } from '../../../../lib/iam/algebra/text-classes';
import { fc } from '../../../seeded-fast-check';

const matches = (valueClasses: ValueClasses, id: string, value: string): boolean | undefined => {
  const index = valueClasses.cellOf(value);
  return index === undefined ? undefined : (valueClasses.cellsOf(id) & cell(index)) !== 0n;
};

/** Each cell contains its witness, and there are no more sets of matches than cells. */
function checkCells(valueClasses: ValueClasses, ids: readonly string[]): void {
  const vectors = new Set<string>();
  for (let index = 0; index < valueClasses.size; index += 1) {
    expect(valueClasses.cellOf(valueClasses.witness(index))).toBe(index);
    vectors.add(ids.map((id) => (valueClasses.cellsOf(id) & cell(index)) !== 0n).join());
  }
  expect(valueClasses.size).toBeGreaterThan(0);
  expect(vectors.size).toBeLessThanOrEqual(valueClasses.size);
}

function textsOf(domain: TextDomain, ...patterns: readonly string[]): ValueClasses {
  const valueClasses = classifyTexts(
    domain,
    patterns.map((pattern) => textValue('glob', pattern)),
    [],
  );
  if (valueClasses === undefined) throw new Error('too many cells');
  return valueClasses;
}

describe('classes of texts', () => {
  test('have a cell for each set of patterns that match the same text', () => {
    expect(textsOf('any', 'a*', '*b').size).toBe(4);
    expect(textsOf('any', 'a*', 'ab*').size).toBe(3);
    expect(textsOf('any', 'a', 'b').size).toBe(3);
    expect(textsOf('any').size).toBe(1);
    expect(textsOf('not empty', '*').size).toBe(1);
    expect(textsOf('any', '*', '?*').size).toBe(2);
  });

  test('combine case-sensitive and case-insensitive patterns', () => {
    const values = [textValue('glob', 'a'), textValue('ignoring case', 'a')];
    const valueClasses = classifyTexts('any', values, []);
    expect(valueClasses?.size).toBe(3);
    expect(
      ['a', 'A', 'x'].map((letter) => values.map(({ id }) => valueClasses && matches(valueClasses, id, letter))),
    ).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });

  test('support letters with more than two cases', () => {
    const kelvin = '\u212a';
    const values = [textValue('ignoring case', 'k'), textValue('glob', 'k'), textValue('glob', 'K')];
    const valueClasses = classifyTexts('any', values, []);
    expect(valueClasses?.size).toBe(4);
    expect(valueClasses && matches(valueClasses, 'ignoring case k', kelvin)).toBe(true);
  });

  test('know which cells contain only one text', () => {
    const valueClasses = textsOf('any', 'a', 'b*');
    const single = ['a', 'b', 'x'].map((text) => valueClasses.isSingle(valueClasses.cellOf(text) ?? -1));
    expect(single).toEqual([true, false, false]);
    const cased = classifyTexts('any', [textValue('ignoring case', 'a')], []);
    expect(cased?.isSingle(cased.cellOf('a') ?? -1)).toBe(false);
  });

  test('find another text of a cell if there is one', () => {
    const valueClasses = textsOf('any', 'a', 'b*');
    expect(valueClasses.another(valueClasses.cellOf('a') ?? -1, 'a')).toBeUndefined();
    expect(valueClasses.another(valueClasses.cellOf('b') ?? -1, 'b')).toMatch(/^b./);
  });

  test('prefer examples as witnesses', () => {
    const valueClasses = classifyTexts('any', [textValue('glob', 'eu-*')], ['eu-central-1', 'us-east-1']);
    expect([0, 1].map((index) => valueClasses?.witness(index)).sort()).toEqual(['eu-central-1', 'us-east-1']);
  });

  test('compare ARN patterns part by part, so many patterns need few cells', () => {
    const roles = Array.from({ length: 40 }, (_, index) => textValue('arn', `arn:*:iam::*:role/team${index}-*`));
    expect(classifyTexts('principal', roles, [])?.size).toBe(41);
    const plain = roles.map(({ pattern }) => textValue('glob', pattern));
    expect(classifyTexts('principal', [...roles, ...plain], [])?.size).toBe(41);
  });

  test('do not exist if there are too many of them', () => {
    const infixes = Array.from({ length: 16 }, (_, index) => `*${String.fromCharCode(97 + index)}*`);
    expect(
      classifyTexts(
        'any',
        infixes.map((pattern) => textValue('glob', pattern)),
        [],
      ),
    ).toBeUndefined();
  });

  test('of resources contain ARNs and `*`', () => {
    const valueClasses = textsOf('resource', '*');
    expect(valueClasses.cellOf('*')).toBe(0);
    expect(valueClasses.cellOf('arn:aws:s3:::bucket')).toBe(0);
    expect(valueClasses.cellOf('bucket')).toBeUndefined();
  });

  test('of principals contain ARNs with an account', () => {
    const valueClasses = textsOf('principal');
    expect(valueClasses.cellOf('arn:aws:iam::111122223333:role/path/name')).toBe(0);
    expect(valueClasses.cellOf('arn:aws:iam::111122223333:role/a:b')).toBeUndefined();
    expect(valueClasses.cellOf('arn:aws:s3:::bucket')).toBeUndefined();
  });

  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

  test('contain every text in the cell of the patterns that match it', () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 4 }), fc.array(text, { maxLength: 20 }), (patterns, samples) => {
        const valueClasses = textsOf('any', ...patterns);
        checkCells(
          valueClasses,
          patterns.map((pattern) => `glob ${pattern}`),
        );
        for (const pattern of patterns) {
          const like = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
          for (const sample of samples)
            expect(matches(valueClasses, `glob ${pattern}`, sample)).toBe(like.test(sample));
        }
      }),
    );
  });
});

describe('classes of numbers', () => {
  const below = (bound: number): QuantityValue => ({
    kind: 'number',
    id: `< ${bound}`,
    bound,
    passes: (a, b) => a < b,
  });
  const upTo = (bound: number): QuantityValue => ({
    kind: 'number',
    id: `<= ${bound}`,
    bound,
    passes: (a, b) => a <= b,
  });
  const format = { read: Number, write: String };

  test('have a cell for each bound and each gap', () => {
    const valueClasses = classifyNumbers([below(1), below(2)], format);
    expect(Array.from({ length: valueClasses.size }, (_, index) => valueClasses.witness(index))).toEqual([
      '0',
      '1',
      '1.5',
      '2',
      '3',
    ]);
  });

  test('have no cell for a gap without a value', () => {
    const valueClasses = classifyNumbers([below(1), below(2)], { ...format, step: 1 });
    expect(Array.from({ length: valueClasses.size }, (_, index) => valueClasses.witness(index))).toEqual([
      '0',
      '1',
      '2',
      '3',
    ]);
    expect(valueClasses.cellOf('1.5')).toBeUndefined();
  });

  test('have no cell for a bound that is not a possible value', () => {
    const valueClasses = classifyNumbers([below(1_500)], { ...format, step: 1_000 });
    expect(Array.from({ length: valueClasses.size }, (_, index) => valueClasses.witness(index))).toEqual([
      '1000',
      '2000',
    ]);
  });

  test('contain every number in the cell of the comparisons that it passes', () => {
    const bound = fc.integer({ min: -2, max: 2 });
    const number = fc.integer({ min: -12, max: 12 }).map((quarters) => quarters / 4);
    fc.assert(
      fc.property(fc.array(bound), fc.array(bound), number, (lows, highs, sample) => {
        const valueClasses = classifyNumbers([...lows.map(below), ...highs.map(upTo)], format);
        checkCells(valueClasses, [...lows.map((low) => below(low).id), ...highs.map((high) => upTo(high).id)]);
        for (const low of lows) expect(matches(valueClasses, below(low).id, String(sample))).toBe(sample < low);
        for (const high of highs) expect(matches(valueClasses, upTo(high).id, String(sample))).toBe(sample <= high);
      }),
    );
  });
});

describe('classes of addresses', () => {
  const rangeOf = (text: string): RangeValue => {
    const range = readRange(text);
    if (range === null) throw new Error(text);
    return { kind: 'address', id: text, range };
  };
  const witnesses = (...ranges: readonly string[]): readonly string[] => {
    const valueClasses = classifyAddresses(ranges.map(rangeOf));
    checkCells(valueClasses, ranges);
    return Array.from({ length: valueClasses.size }, (_, index) => valueClasses.witness(index));
  };

  test('distinguish ranges from the addresses around them', () => {
    expect(witnesses('10.0.0.0/8')).toEqual(['192.0.2.1', '10.0.0.1']);
    expect(witnesses('10.0.0.0/8', '10.0.0.0/9')).toEqual(['192.0.2.1', '10.0.0.1', '10.128.0.0']);
    expect(witnesses('0.0.0.0/0')).toEqual(['192.0.2.1', '2001:db8:0:0:0:0:0:1']);
    expect(witnesses('10.0.0.1/32')).toEqual(['192.0.2.1', '10.0.0.1']);
  });

  test('include the first address if it is in no other class', () => {
    const valueClasses = classifyAddresses(['128.0.0.0/1', '64.0.0.0/2', '::/0'].map(rangeOf));
    expect(valueClasses.cellOf('1.2.3.4')).toBeDefined();
    expect(classifyAddresses([rangeOf('255.255.255.255/32'), rangeOf('0.0.0.0/1')]).size).toBe(3);
  });

  test('have no cell for a text that is not an address', () => {
    expect(classifyAddresses([]).cellOf('AWS Internal')).toBeUndefined();
  });

  test('ignore the bits after the prefix', () => {
    expect(witnesses('10.1.2.3/8')).toEqual(['192.0.2.1', '10.0.0.1']);
  });

  test('contain every address in the cell of the ranges that contain it', () => {
    const byte = fc.constantFrom(0, 1, 127, 128, 255);
    const address = fc.oneof(
      fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.')),
      fc.tuple(byte, byte).map(([a, b]) => `2001:${a.toString(16)}::${b.toString(16)}`),
    );
    const range = fc
      .tuple(address, fc.integer({ min: 0, max: 32 }), fc.boolean())
      .map(([text, length, fine]) => `${text}/${text.includes(':') && fine ? length * 4 : length}`);
    const within = (text: string, other: string): boolean => {
      const [length = '0'] = other.split('/').slice(1);
      const bits = (each: string): string =>
        (readAddress(each) ?? []).map((group) => group.toString(2).padStart(16, '0')).join('');
      const [mine, first] = [bits(text), bits(other.replace(/\/.*/, ''))];
      return mine.length === first.length && mine.startsWith(first.slice(0, Number(length)));
    };
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), fc.array(address), (ranges, samples) => {
        const valueClasses = classifyAddresses(ranges.map(rangeOf));
        checkCells(valueClasses, ranges);
        for (const each of ranges)
          for (const sample of samples) expect(matches(valueClasses, each, sample)).toBe(within(sample, each));
      }),
    );
  });
});
