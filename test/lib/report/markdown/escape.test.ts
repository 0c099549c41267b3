import { PAGE } from '../../../../lib/report/markdown/detail';
import { code, fenced, linked } from '../../../../lib/report/markdown/escape';
import { writeInline } from '../../../../lib/report/markdown/write-inline';
import { json } from '../../../../lib/report/report';
import { clip, visible } from '../../../../lib/report/visible';
import { proseOf, tagsOf, tokensOf } from './a-page';
import { fc } from '../../../seeded-fast-check';

const HOSTILE = [
  '<script>alert(1)</script>',
  '<!-- rampart:guardrails -->',
  '</details></summary><h1>approved',
  '![x](https://evil.example/x.png)',
  '[approved](https://evil.example)',
  '<https://evil.example> https://evil.example www.evil.example mailto:x@evil.example',
  '@everyone @security-team',
  'closes #1, GH-2, other/repository#3',
  '**bold** _it_ ~~gone~~ `code` ``` $x$',
  '# Heading',
  ' # Heading',
  '  1. item',
  '- item',
  '1. item',
  '> quote',
  '| a | b |',
  '&lt;b&gt; &#60;b&#62;',
  '\\[x](y)',
  '`',
  '``a`b``',
  ' spaces ',
  '${aws:PrincipalAccount}',
  'a\nb\r\n\n# c',
  'a\u202Eb\u0000c\u001B[31md\u200B',
];

/** Strings of what has a meaning in Markdown or on GitHub. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...'`*_[]()<>!#@&|~\\$:/.-+= \n'.split('')),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

const LONGEST = { prose: 1_000, code: 200, block: 1_000 };
const sentence = (text: string): string => writeInline(text, { ...PAGE, longest: LONGEST });

const HARMLESS = new Set(['<span>', '</span>']);
const APART = /\u200B/g;

function expectHarmless(markdown: string): void {
  const types = new Set(tokensOf(markdown).map(({ type }) => type));
  for (const type of ['link_open', 'image', 'em_open', 'strong_open', 's_open', 'heading_open', 'fence', 'code_block'])
    expect(types).not.toContain(type);
  expect(tagsOf(markdown).filter((tag) => !HARMLESS.has(tag))).toEqual([]);
  // GitHub looks for these in what is left after the Markdown.
  expect(proseOf(markdown)).not.toMatch(/@[\w-]|#\d|\bGH-\d|:\/\/|www\./i);
}

describe('prose', () => {
  test.each(HOSTILE)('%j is shown as it is, and does nothing', (text) => {
    const markdown = sentence(text);
    expect(markdown).not.toContain('\n');
    expectHarmless(`- ${markdown}`);
  });

  test('keeps code as code, and everything else as it reads', () => {
    expect(sentence('in `Sandbox`, a_b may call `iam:*`')).toBe('in `Sandbox`, a\\_b may call `iam:*`');
    expect(proseOf(sentence('a <b> *c* & d'))).toBe('a <b> *c* & d');
  });

  test('does nothing for any text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expectHarmless(`- ${sentence(text)}`);
      }),
      { numRuns: 500 },
    );
  });

  test('shows all of the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const seen = tokensOf(`x ${sentence(text)}`)
          .filter(({ type }) => ['text', 'text_special', 'code_inline'].includes(type))
          .map(({ content }) => content)
          .join('');
        const expected = visible(clip(text, LONGEST.prose));
        const bare = (one: string): string => one.replace(APART, '').replace(/[`\s]/g, '');
        expect(bare(seen).slice(1)).toBe(bare(expected));
      }),
      { numRuns: 500 },
    );
  });

  test('is cut when it is too long', () => {
    expect(sentence('a'.repeat(2_000))).toBe(`${'a'.repeat(1_000)}…`);
  });
});

describe('a value', () => {
  test('is one piece of code for any text', () => {
    fc.assert(
      fc.property(
        hostile.filter((text) => text.trim() !== ''),
        (text) => {
          const tokens = tokensOf(`x ${code(text, LONGEST.code)} x`).filter(
            ({ type }) => !['paragraph_open', 'paragraph_close', 'inline'].includes(type),
          );
          expect(tokens.map(({ type }) => type)).toEqual(['text', 'code_inline', 'text']);
          expect(tokens[1]?.content.trim()).toBe(visible(clip(text, LONGEST.code)).trim());
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(['', ' '])('%j is visible, too', (text) => {
    expect(code(text, LONGEST.code)).toBe(text === '' ? '(empty)' : '`   `');
  });
});

describe('a link', () => {
  test('has the address that it is given', () => {
    expect(linked('AWS', 'https://docs.aws.amazon.com/a/b.html#c')).toBe(
      '[AWS](https://docs.aws.amazon.com/a/b.html#c)',
    );
    expect(linked('a page', '../a.md')).toBe('[a page](../a.md)');
    expect(linked(undefined, 'https://a.example/')).toBe('<https://a.example/>');
  });

  test.each(['javascript:alert(1)', 'https://a.example/) x', 'a b', '<x>', ''])('is only text for `%s`', (href) => {
    expect(linked('text', href)).toBe('text');
  });
});

describe('a block of JSON', () => {
  test('is one block for any text, and stays JSON', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const block = fenced(json({ name: text }), 1_000_000);
        const tokens = tokensOf(block);
        expect(tokens.map(({ type }) => type)).toEqual(['fence']);
        expect(JSON.parse(tokens[0]?.content ?? '')).toEqual({ name: text });
        expect(block).not.toMatch(/[\u202E\u200B]/);
      }),
      { numRuns: 300 },
    );
  });
});
