import { decodeText } from '../../../../lib/model/read/decode-text';
import { describeProblem } from '../../../../lib/model/problem';

function decode(...bytes: readonly (number | string)[]): string {
  const buffer = Buffer.concat(
    bytes.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))),
  );
  const outcome = decodeText('shop.yaml', buffer);
  return outcome.kind === 'ok' ? outcome.value : outcome.problems.map(describeProblem).join('\n');
}

describe('decoding', () => {
  test('gives the text of UTF-8', () => {
    expect(decode('owner: Zoë\n')).toBe('owner: Zoë\n');
  });

  test('omits a byte order mark', () => {
    expect(decode(0xef, 0xbb, 0xbf, 'a: 1\n')).toBe('a: 1\n');
  });

  test('keeps a replacement character that is really there', () => {
    expect(decode('a: \uFFFD\n')).toBe('a: \uFFFD\n');
  });

  test.each([
    ['in Latin-1', ['a: 1\nowner: Zo', 0xeb, '\n'], 'shop.yaml:2:10: the byte `0xeb` is not UTF-8'],
    ['after a byte order mark', [0xef, 0xbb, 0xbf, 'a: ', 0xff], 'shop.yaml:1:5: the byte `0xff` is not UTF-8'],
    ['in UTF-16', [0xff, 0xfe, 'a', 0], 'shop.yaml:1:1: the byte `0xff` is not UTF-8'],
    ['cut off in a character', ['a: ', 0xe2, 0x82], 'shop.yaml:1:4: the byte `0xe2` is not UTF-8'],
    ['after a replacement character', ['\uFFFD', 0x80], 'shop.yaml:1:2: the byte `0x80` is not UTF-8'],
  ])('fails at the first bad byte of a file %s', (_case, bytes, expected) => {
    expect(decode(...bytes)).toBe(`${expected}\n    allowed: text in UTF-8\n    fix: save the file as UTF-8`);
  });
});
