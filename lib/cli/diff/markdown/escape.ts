import { clip, visible } from '../visible-text';

/**
 * Makes text of foreign origin harmless on GitHub, where a comment is Markdown, HTML, and then searched for mentions,
 * references and addresses (https://github.github.com/gfm, https://docs.github.com/en/get-started/writing-on-github).
 */

/** The longest value that is shown. */
const LONGEST_VALUE = 200;
/** The longest sentence. */
const LONGEST_SENTENCE = 1_000;

/** Separates what GitHub would read as one. It searches the text after the Markdown, so that a backslash does not help. */
const APART = '\u200B';

/** A sentence in which only `code` means something. */
export function sentence(text: string): string {
  return visible(clip(text, LONGEST_SENTENCE))
    .trim()
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : plain(part)))
    .join('');
}

/** A value as code, in which nothing else has a meaning, whatever backticks it holds. */
export function code(value: string): string {
  const text = visible(clip(value, LONGEST_VALUE));
  if (text === '') return '(empty)';
  const fence = '`'.repeat(longestRun(text) + 1);
  const room = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${room}${text}${room}${fence}`;
}

/** JSON as a block of code. */
export function jsonBlock(value: unknown, longest: number): string {
  // JSON may name any character by its number, so the block stays JSON.
  const text = clip(JSON.stringify(value, null, 2), longest).replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}json\n${text}\n${fence}`;
}

/** The most backticks that stand side by side. */
function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
}

function plain(text: string): string {
  return text
    .replace(/[\\*_[\]|~`]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('$', '<span>$</span>')
    .replace(/^(?:[-+#=]|\d+(?=[.)]))/, (start) => `${APART}${start}`)
    .replace(/@|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|\bwww(?=\.)|\b(?:mailto|xmpp)(?=:)/gi, `$&${APART}`);
}
