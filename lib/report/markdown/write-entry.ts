import type { Entry, NamedList } from '../report';
import { capitalized, counted, formatNumber } from '../words';
import type { Detail } from './detail';
import { code, fenced } from './escape';
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
  const body = [...writeExample(entry, detail), ...writeLists(entry, detail)];
  if (body.length === 0) return open;
  const folded = `<details><summary>${titleOf(entry, detail)}</summary>\n\n${body.join('\n\n')}\n\n</details>`;
  return `${open}\n${indent(folded.split('\n'), bullet).join('\n')}\n`;
}

function titleOf({ example, lists = [] }: Entry, { hasExamples }: Detail): string {
  const parts = [
    ...(example !== undefined && hasExamples ? ['example'] : []),
    ...lists.flatMap(({ noun, items }) =>
      noun === undefined || items.length === 0 ? [] : [counted(items.length, noun)],
    ),
  ];
  return parts.length === 0 ? 'Details' : capitalized(parts.join(', '));
}

function writeExample({ example }: Entry, detail: Detail): readonly string[] {
  if (example === undefined || !detail.hasExamples) return [];
  return [`For example ${writeInline(example.text, detail)}.`, fenced(example.code, detail.longest.block)];
}

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
  return `${title}: ${shown.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

/** Below a bullet. */
function indent(lines: readonly string[], bullet: string): readonly string[] {
  const space = ' '.repeat(bullet.length + 1);
  return lines.map((line) => (line === '' ? '' : `${space}${line}`));
}
