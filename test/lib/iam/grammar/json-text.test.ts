import { readJsonText } from '../../../../lib/iam/grammar/json-text';
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
          else if (valid) expect(read.message).toContain('two members named');
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('knows the position of each value', () => {
    const read = readJsonText('{\n  "a/b": [1,\n    {"c~": true}]\n}');
    if (read.kind !== 'json') throw new Error(read.message);
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
    expect(readJsonText(text)).toMatchObject({ kind: 'mistake', position: { line, column } });
  });

  test('refuses 100,000 levels without an overflow', () => {
    for (const open of ['[', '{"a":']) {
      expect(readJsonText(open.repeat(100_000))).toMatchObject({
        kind: 'mistake',
        message: expect.stringContaining('64 deep') as string,
      });
    }
  });
});
