import { hasPlainKeys, readJsonText } from '../../../../lib/iam/grammar/json-text';
import { fc } from '../../../seeded-fast-check';

describe('readJsonText', () => {
  test('parses everything that JSON.parse accepts', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = readJsonText(text);
        expect(read.kind === 'json' && read.value).toEqual(JSON.parse(text));
      }),
    );
  });

  test('refuses everything that JSON.parse refuses, and otherwise only duplicate names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', 'null', ' ', '-', '\\', '"'), {
          maxLength: 9,
        }),
        (tokens) => {
          const text = tokens.join('');
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          const read = readJsonText(text);
          if (read.kind === 'json') expect(valid).toBe(true);
          else if (valid) expect(new Set(read.mistakes.map(({ code }) => code))).toEqual(new Set(['duplicate-key']));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('knows the position of each value', () => {
    const read = readJsonText('{\n  "a/b": [1,\n    {"c~": true}]\n}');
    if (read.kind !== 'json') throw new Error('no JSON');
    expect(read.positionOf('')).toEqual({ line: 1, column: 1 });
    expect(read.positionOf('/a~1b')).toEqual({ line: 2, column: 10 });
    expect(read.positionOf('/a~1b/1/c~0')).toEqual({ line: 3, column: 12 });
    expect(read.positionOf('/a~1b/1/missing')).toEqual({ line: 3, column: 5 });
  });

  test.each([
    ['{"a": 1,}', 1, 9],
    ['{"a": 1\n "b": 2}', 2, 2],
    ['{"Effect": "Deny", // why\n}', 1, 20],
    ['', 1, 1],
    ['[1, 2', 1, 6],
    ['{"a": 1, "a": 2}', 1, 10],
    ['["a\nb"]', 1, 2],
  ])('reports the position of the mistake in %j', (text, line, column) => {
    expect(readJsonText(text)).toMatchObject({ kind: 'mistakes', mistakes: [{ position: { line, column } }] });
  });

  test('reports all keys that it refuses, and what else the text says', () => {
    const read = readJsonText('{"a": 1, "a": 2,\n "b": {"__proto__": {"c": 1}, "d": [3, {"e": 1, "\\u0065": 2}]}}');
    if (read.kind !== 'mistakes') throw new Error('it was accepted');
    expect(read.mistakes.map(({ message, position }) => [position.line, position.column, message])).toEqual([
      [1, 10, 'the key `a` is written twice'],
      [2, 8, '`__proto__` cannot be a key'],
      [2, 49, 'the key `e` is written twice'],
    ]);
    expect(read.rest?.value).toEqual({ a: 2, b: { d: [3, { e: 2 }] } });
  });

  test('calls a text plain only if it has no key that is refused', () => {
    const name = fc.constantFrom('"a"', '"b"', '"\\u0061"', '"__proto__"', '"\\": "', '"a:b"');
    const text = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('1', '"\\":"', '" :"', '"x"', '[]', '{}'),
        fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((members) => {
          return `{${members.map(([key, value]) => `${key} : ${value}`).join(',')}}`;
        }),
        fc.array(tie('value'), { maxLength: 2 }).map((items) => `[${items.join()}]`),
      ),
    })).value;
    let plain = 0;
    fc.assert(
      fc.property(text, (written) => {
        if (!hasPlainKeys(written, JSON.parse(written))) return;
        plain += 1;
        expect(readJsonText(written).kind).toBe('json');
      }),
      { numRuns: 2000 },
    );
    expect(plain).toBeGreaterThan(200);
  });

  test('refuses 100,000 levels without an overflow', () => {
    for (const open of ['[', '{"a":']) {
      expect(readJsonText(open.repeat(100_000))).toMatchObject({
        kind: 'mistakes',
        mistakes: [{ message: expect.stringContaining('64 deep') as string }],
      });
    }
  });
});
