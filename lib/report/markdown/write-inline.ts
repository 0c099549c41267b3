import type { Inline, Span } from '../report';
import type { Detail } from './detail';
import { code, linked, prose } from './escape';

/** Text within a line. */
export function writeInline(text: Inline, { longest }: Detail): string {
  const spans = [text].flat().map((part): Span => (typeof part === 'string' ? { text: part } : part));
  const [first, ...rest] = joinPlain(spans);
  if (first === undefined) return '';
  return [{ ...first, text: first.text.trimStart() }, ...rest]
    .map((span) => writeSpan(span, longest))
    .join('')
    .trim();
}

function writeSpan({ text, isCode, isStrong, href }: Span, longest: Detail['longest']): string {
  const shown = isCode === true ? code(text, longest.code) : prose(text, longest);
  const linkable = href === undefined ? shown : linked(text === href ? undefined : shown, href);
  return isStrong === true ? `**${linkable.trim()}**` : linkable;
}

/** What GitHub would read as one must be escaped as one. */
function joinPlain(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && isPlain(last) && isPlain(span))
      joined[joined.length - 1] = { text: last.text + span.text };
    else joined.push(span);
  }
  return joined;
}

function isPlain({ isCode, isStrong, href }: Span): boolean {
  return isCode !== true && isStrong !== true && href === undefined;
}
