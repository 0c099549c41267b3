import type { Block, Cell, CodeBlock, Entry, Report, Section } from '../report';
import { visible } from '../visible';
import { formatNumber } from '../words';
import { alignColumns } from './columns';
import { drawTree } from './draw-tree';
import { painter } from './paint';
import { textWriter, type TextWriter } from './text-writer';

export interface TextOptions {
  readonly hasColors: boolean;
  /** Characters that are shown of any one text; the rest is cut. Default: all. */
  readonly longest?: number;
}

/** A report as lines for a terminal. */
export function renderText(report: Report, { hasColors, longest = Infinity }: TextOptions): readonly string[] {
  const writer = textWriter(painter(hasColors), longest);
  const { paint } = writer;
  const { title, smallPrint, lead = [], sections } = report;
  const head = [
    ...(title === undefined ? [] : [paint.bold(writer.inline(title))]),
    ...(smallPrint === undefined ? [] : [paint.tone('quiet', writer.inline(smallPrint))]),
    ...lead.flatMap((block) => writeBlock(block, writer)),
  ];
  const chunks = [head, ...sections.map((section) => writeSection(section, writer))].filter(({ length }) => length > 0);
  return chunks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** What is below a title is indented. */
function writeSection({ title, blocks }: Section, writer: TextWriter): readonly string[] {
  const lines = blocks.flatMap((block) => writeBlock(block, writer));
  return title === undefined ? lines : [writer.paint.bold(writer.inline(title)), ...indent(lines, 2)];
}

function writeBlock(block: Block, writer: TextWriter): readonly string[] {
  const { inline, paint } = writer;
  switch (block.kind) {
    case 'paragraph':
      return [inline(block.text)];
    case 'note':
      return [paint.tone('warning', inline(block.text))];
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`);
    case 'table': {
      const head = block.head?.map((title) => paint.bold(inline(title)));
      const rows = block.rows.map((row) => row.map((cell) => writeCell(cell, writer)));
      return alignColumns(head === undefined ? rows : [head, ...rows]);
    }
    case 'tree':
      return drawTree(block.roots, writer);
    case 'code':
      return writeCode(block);
    case 'entries':
      return block.entries.flatMap((entry, index) =>
        writeEntry(block.isNumbered === true ? { sign: `${index + 1}.`, ...entry } : entry, writer),
      );
  }
}

function writeCell(cell: Cell, { inline }: TextWriter): string {
  return typeof cell === 'object' && 'lines' in cell ? cell.lines.map(inline).join('\n') : inline(cell);
}

function writeCode({ text }: CodeBlock): readonly string[] {
  return text.split('\n').map(visible);
}

function writeEntry(entry: Entry, { inline, paint }: TextWriter): readonly string[] {
  const { place, label, sign, tone, summary, reason, example, facts = [], parts = [], lists = [] } = entry;
  const head = [
    ...(place === undefined ? [] : [paint.bold(`${visible(place)}:`)]),
    ...(label === undefined ? [] : [paint.tone(tone, `${visible(label)}:`)]),
  ];
  const body = `${sign === undefined ? '' : `${sign} `}${inline(summary)}`;
  const quiet = [
    ...(reason === undefined ? [] : [`why: ${inline(reason)}`]),
    ...(example === undefined ? [] : [`for example ${inline(example.text)}`]),
    ...parts.map((part) => `in detail: ${inline(part)}`),
    ...lists
      .filter(({ items }) => items.length > 0)
      .map(({ title, items }) => `${lower(title)}: ${some(items, inline)}`),
  ].map((line) => paint.tone('quiet', line));
  return [
    [...head, label === undefined ? paint.tone(tone, body) : body].join(' '),
    ...indent(
      [...facts.map((fact) => paint.tone(fact.tone, `${lower(fact.title)}: ${inline(fact.text)}`)), ...quiet],
      4,
    ),
  ];
}

/** Values of one list that are shown. */
const MOST_ITEMS = 8;

function some(items: readonly string[], inline: TextWriter['inline']): string {
  const more = items.length - MOST_ITEMS;
  const shown = items.slice(0, MOST_ITEMS).map(inline).join(', ');
  return more > 0 ? `${shown} and ${formatNumber(more)} more` : shown;
}

/** `Actions that AWS may add` → `actions that AWS may add`. */
function lower(title: string): string {
  return `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`;
}

function indent(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`));
}
