import { fc } from '../../seeded-fast-check';
import { printable } from '../../../lib/report/rendered';
import { clip, visible, visibleJson, visibleLines } from '../../../lib/report/visible';

/** One of each kind of character that a reader does not see as what it is. */
const HIDDEN: readonly (readonly [what: string, sign: string])[] = [
  ['an escape of a terminal', '\u001b'],
  ['the same as one character', '\u009b'],
  ['a carriage return', '\r'],
  ['a backspace', '\b'],
  ['a mark for writing from right to left', '\u202e'],
  ['the same in an isolate', '\u2067'],
  ['a space without width', '\u200b'],
  ['a joiner without width', '\u200d'],
  ['a soft hyphen', '\u00ad'],
  ['a byte order mark', '\ufeff'],
  ['a space that looks like the usual one', '\u00a0'],
  ['a wide space', '\u3000'],
  ['a line separator', '\u2028'],
  ['a filler', '\u3164'],
  ['a blank sign', '\u2800'],
  ['a grapheme joiner', '\u034f'],
  ['a variation selector', '\ufe0f'],
  ['a variation selector of another plane', '\u{e0100}'],
  ['a tag', '\u{e0041}'],
  ['a character that no font has', '\ue000'],
  ['a character that does not exist', '\uffff'],
  ['half a character', '\ud800'],
];

describe('what is invisible is shown by its number', () => {
  test.each(HIDDEN)('%s', (_what, sign) => {
    const number = (sign.codePointAt(0) ?? 0).toString(16);
    for (const show of [visible, visibleLines, printable]) expect(show(`a${sign}b`)).toBe(`a\\u{${number}}b`);
    const json = visibleJson(JSON.stringify({ [sign]: [sign] }, null, 2));
    expect(json).not.toContain(sign);
    expect(JSON.parse(json)).toEqual({ [sign]: [sign] });
  });

  test('in any text, once: what was shown stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(visible(text))).toBe(visible(text));
        expect(visibleLines(text).replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(visibleJson(JSON.stringify([text])))).toEqual([text]);
      }),
    );
  });
});

describe('what a reader sees stays', () => {
  test('letters of all languages, signs and usual spaces', () => {
    const text = 'Größe 大小 размер שלום नमस्ते — “x” … ✓ │ 😀';
    for (const show of [visible, visibleLines, visibleJson]) expect(show(text)).toBe(text);
  });

  test('lines and tabs of a text with several lines', () => {
    expect(visibleLines('a\n\tb\r\nc')).toBe('a\n\tb\nc');
    expect(visible('a\nb')).toBe('a b');
  });

  test('the colors of a renderer, and not those of anybody else', () => {
    expect(printable({ rendered: '\u001b[1mT\u001b[22m' })).toBe('\u001b[1mT\u001b[22m');
    expect(printable('\u001b[1mT')).toBe('\\u{1b}[1mT');
  });
});

test('a text is never cut inside of a character', () => {
  expect(clip('a😀b', 2)).toBe('a…');
});
