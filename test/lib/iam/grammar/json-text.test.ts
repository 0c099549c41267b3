import fc from 'fast-check';
import { readJsonText } from '../../../../lib/iam/grammar/json-text';

describe('readJsonText', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = readJsonText(text);
        expect(read.kind === 'json' && read.value).toEqual(JSON.parse(text));
      }),
    );
  });

  test('refuses what JSON.parse refuses, and nothing else but repeated names', () => {
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
          else if (valid) expect(read.message).toContain('twice');
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('tells where a value begins', () => {
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
  ])('says where %j goes wrong', (text, line, column) => {
    expect(readJsonText(text)).toMatchObject({ kind: 'mistake', position: { line, column } });
  });

  test('survives 100,000 levels', () => {
    for (const open of ['[', '{"a":']) {
      expect(readJsonText(open.repeat(100_000))).toMatchObject({
        kind: 'mistake',
        message: expect.stringContaining('64 deep') as string,
      });
    }
  });
});
