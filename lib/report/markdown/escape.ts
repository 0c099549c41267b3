import { clip, visible } from '../visible';
import type { CodeBlock } from '../report';

/**
 * Makes text of any origin harmless on GitHub, where a comment is Markdown and HTML, and is then searched for mentions,
 * references and addresses (https://github.github.com/gfm, https://docs.github.com/en/get-started/writing-on-github).
 */

/** Separates what GitHub would read as one. It searches the text after the Markdown, so a backslash does not help. */
const APART = '\u200B';

/** Prose in which only `code` has a meaning. A line must not begin with its spaces: a heading may follow spaces. */
export function prose(text: string, longest: { readonly prose: number; readonly code: number }): string {
  return visible(clip(text, longest.prose))
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1), longest.code) : plain(part)))
    .join('');
}

/** A value as code, in which nothing else has a meaning, for any number of backticks in it. */
export function code(value: string, longest: number): string {
  const text = visible(clip(value, longest));
  if (text === '') return '(empty)';
  const fence = '`'.repeat(longestRun(text) + 1);
  const space = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** A block of code. */
export function fenced({ language, text }: Pick<CodeBlock, 'language' | 'text'>, longest: number): string {
  const shown = clip(text, longest).split('\n').map(visible).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}${language}\n${shown}\n${fence}`;
}

/**
 * A link. If the address contains characters with a meaning, only the text is shown.
 *
 * @param text Markdown; undefined: the address itself
 */
export function linked(text: string | undefined, href: string): string {
  if (!/^(?:https:\/\/)?[\w./#%?=-]+$/.test(href)) return text ?? plain(visible(href));
  return text === undefined ? `<${href}>` : `[${text}](${href})`;
}

/** The most backticks in a row. */
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
    .replace(/^(?:[-+#=]|\d+(?=[.)]))/, `${APART}$&`)
    .replace(/@|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|\bwww(?=\.)|\b(?:mailto|xmpp)(?=:)/gi, `$&${APART}`);
}
