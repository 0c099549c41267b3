import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLines } from '../../../../lib/cli/input/read-lines';
import { aFolder } from '../an-io';
import { fc } from '../../../seeded-fast-check';

const CHUNK = 64 * 1024;

function linesOf(bytes: Buffer): readonly (string | Buffer)[] {
  const file = join(aFolder(), 'lines');
  writeFileSync(file, bytes);
  const read = readLines(file);
  const lines = [...read()];
  expect([...read()]).toEqual(lines);
  return lines;
}

describe('the lines of a file', () => {
  test('are text where they are UTF-8, and bytes where they are not', () => {
    const bytes = Buffer.concat([Buffer.from('a\nü\n'), Buffer.from([0xff, 0x62]), Buffer.from('\nc\n')]);
    expect(linesOf(bytes)).toEqual(['a', 'ü', Buffer.from([0xff, 0x62]), 'c', '']);
    expect(linesOf(Buffer.alloc(0))).toEqual(['']);
  });

  test('are complete wherever a chunk ends', () => {
    const part = fc.constantFrom('\n', 'ü', '😀', 'a', 'x'.repeat(CHUNK - 2), 'x'.repeat(CHUNK - 1), '\u00ff', '\n\n');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        expect(linesOf(Buffer.from(parts.join('')))).toEqual(parts.join('').split('\n'));
      }),
      { numRuns: 50 },
    );
  });

  test('that are longer than any request are cut, and the next line is whole', () => {
    const [long = '', next] = linesOf(Buffer.concat([Buffer.alloc(20 * 1024 * 1024, 'x'), Buffer.from('\nnext')]));
    expect(long.length).toBeLessThan(17 * 1024 * 1024);
    expect(next).toBe('next');
  });
});
