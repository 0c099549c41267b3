import type { Entry, NamedList } from '../report';
import { capitalized, counted, formatNumber } from '../words';
import type { Detail } from './detail';
import { code } from './escape';
import { writeInline } from './write-inline';

/** An item of a list: a sentence with its facts, and folded below it an example and everything that it is about. */
export function writeEntry(entry: Entry, bullet: string, detail: Detail): string {
  const { place, label, summary, reason } = entry;
  const head = [
    bullet,
    ...(place === undefined ? [] : [`${code(place, detail.longest.code)}:`]),
    ...(label === undefined ? [] : [`**${writeInline(label, detail)}**:`]),
    `${writeInline(summary, detail)}${reason === undefined ? '' : `: ${writeInline(reason, detail)}`}`,
  ].join(' ');
  const open = [head, ...indent(writeFacts(entry, detail), bullet)].join('\n');
  const body = [...writeExample(entry, detail), ...writeParts(entry, detail), ...writeLists(entry, detail)];
  if (body.length === 0) return open;
  const folded = `<details><summary>${titleOf(entry, detail)}</summary>\n\n${body.join('\n')}\n</details>`;
  return `${open}\n${indent(folded.split('\n'), bullet).join('\n')}\n`;
}

function titleOf({ example, parts: pieces = [], lists = [] }: Entry, { hasExamples }: Detail): string {
  const parts = [
    ...(example !== undefined && hasExamples ? ['example'] : []),
    ...(pieces.length > 0 ? [counted(pieces.length, 'part')] : []),
    ...lists.flatMap(({ noun, items }) =>
      noun === undefined || items.length === 0 ? [] : [counted(items.length, noun)],
    ),
  ];
  return parts.length === 0 ? 'Details' : capitalized(parts.join(', '));
}

function writeExample({ example }: Entry, detail: Detail): readonly string[] {
  if (example === undefined || !detail.hasExamples) return [];
  return [`- For example, ${writeInline(example.text, detail)}.`];
}

function writeParts({ parts = [] }: Entry, { values, ...detail }: Detail): readonly string[] {
  if (values === 0) return [];
  const more = parts.length - MOST_PARTS;
  const shown = more > 1 ? parts.slice(0, MOST_PARTS) : parts;
  return [
    ...shown.map((part) => `- ${writeInline(part, { values, ...detail })}`),
    ...(more > 1 ? [`- ${formatNumber(more)} more`] : []),
  ];
}

/** Nobody reads more. */
const MOST_PARTS = 3;

function writeFacts({ facts = [] }: Entry, detail: Detail): readonly string[] {
  return detail.values === 0 ? [] : facts.map(({ title, text }) => `- ${title}: ${writeInline(text, detail)}`);
}

function writeLists({ lists = [] }: Entry, detail: Detail): readonly string[] {
  if (detail.values === 0) return [];
  return lists.filter(({ items }) => items.length > 0).map((list) => writeList(list, detail));
}

function writeList({ title, items }: NamedList, { values, longest }: Detail): string {
  const more = items.length - values;
  const shown = items.slice(0, values).map((item) => code(item, longest.code));
  return `- ${title}: ${shown.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

/** Below a bullet. */
function indent(lines: readonly string[], bullet: string): readonly string[] {
  const space = ' '.repeat(bullet.length + 1);
  return lines.map((line) => (line === '' ? '' : `${space}${line}`));
}
