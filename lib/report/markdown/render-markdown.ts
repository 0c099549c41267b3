import type { Block, Cell, Inline, Report, Section, Table, TreeNode } from '../report';
import { formatNumber } from '../words';
import { COMMENTS, describeOmission, NOTHING, PAGE, type Detail } from './detail';
import { fenced } from './escape';
import { writeEntry } from './write-entry';
import { writeInline } from './write-inline';

/** A report as a page of a repository: all of it. */
export function renderPage(report: Report): string {
  return `${[...writeReport(report, PAGE, '#')].join('').trimEnd()}\n`;
}

/** GitHub takes comments of 65,536 characters. Bytes are never fewer than what it counts. */
export const MOST_BYTES = 65_536;

/**
 * A report as a comment on GitHub, with as much detail as fits.
 *
 * @param whole the sentence that says where everything is shown
 */
export function renderComment(report: Report, whole: Inline, mostBytes = MOST_BYTES): string {
  const [all, ...shorter] = COMMENTS;
  const complete = joinUpTo(writeReport(report, all, '##'), mostBytes);
  if (complete !== null) return complete;
  for (const detail of shorter) {
    const text = joinUpTo(writeReport(report, detail, '##', describeCut(whole, detail)), mostBytes);
    if (text !== null) return text;
  }
  return [...writeReport(report, NOTHING, '##', describeCut(whole, NOTHING))].join('');
}

function describeCut(whole: Inline, detail: Detail): string {
  const why = `because GitHub takes ${formatNumber(MOST_BYTES)} characters`;
  return `> **This comment is shortened.** ${describeOmission(detail)}, ${why}. ${writeInline(whole, detail)}\n\n`;
}

/** Stops where the text gets too long, so that no more is made of it. */
function joinUpTo(pieces: Iterable<string>, mostBytes: number): string | null {
  let bytes = 0;
  const kept: string[] = [];
  for (const piece of pieces) {
    bytes += Buffer.byteLength(piece);
    if (bytes > mostBytes) return null;
    kept.push(piece);
  }
  return kept.join('');
}

/** Piece by piece, from the top. */
function* writeReport(report: Report, detail: Detail, level: string, beforeEnd = ''): Iterable<string> {
  const { title, lead = [], sections, smallPrint } = report;
  if (title !== undefined) yield `${level} ${writeInline(title, detail)}\n\n`;
  for (const block of lead) yield* writeBlock(block, detail);
  for (const section of sections) yield* writeSection(section, detail, `${level}#`);
  yield beforeEnd;
  if (smallPrint !== undefined) yield `<sub>${writeInline(smallPrint, detail)}</sub>\n`;
}

function* writeSection({ title, blocks }: Section, detail: Detail, level: string): Iterable<string> {
  if (title !== undefined) yield `${level} ${writeInline(title, detail)}\n\n`;
  for (const block of blocks) yield* writeBlock(block, detail);
}

function* writeBlock(block: Block, detail: Detail): Iterable<string> {
  switch (block.kind) {
    case 'paragraph':
      yield `${writeInline(block.text, detail)}\n\n`;
      break;
    case 'note':
      yield `> ${writeInline(block.text, detail)}\n\n`;
      break;
    case 'list':
      yield `${block.items.map((item) => `- ${writeInline(item, detail)}`).join('\n')}\n\n`;
      break;
    case 'table':
      yield* writeTable(block, detail);
      break;
    case 'tree':
      yield `${block.roots.flatMap((root) => writeTree(root, detail)).join('\n')}\n\n`;
      break;
    case 'code':
      yield `${fenced(block, detail.longest.block)}\n\n`;
      break;
    case 'entries':
      yield* writeItems(
        block.entries.map(
          (entry, index) => () => writeEntry(entry, block.isNumbered === true ? `${index + 1}.` : '-', detail),
        ),
        detail,
      );
  }
}

/** Items of a list: a few are open, the others are folded, and what is too much is only counted. */
function* writeItems(items: readonly (() => string)[], { entries, open }: Detail): Iterable<string> {
  const shown = items.slice(0, entries);
  let last = '';
  for (const write of shown.slice(0, open)) {
    last = write();
    yield `${last}\n`;
  }
  if (shown.length > 0 && !last.endsWith('\n')) yield '\n';
  if (shown.length > open) {
    yield `<details><summary>${formatNumber(shown.length - open)} more</summary>\n\n`;
    for (const write of shown.slice(open)) yield `${write()}\n`;
    yield '\n</details>\n\n';
  }
  yield* writeRest(items.length - shown.length, shown.length);
}

function* writeRest(left: number, shown: number): Iterable<string> {
  if (left > 0) yield `_${formatNumber(left)}${shown > 0 ? ' more' : ''} omitted here._\n\n`;
}

function* writeTable({ head, rows }: Table, detail: Detail): Iterable<string> {
  const shown = rows.slice(0, detail.entries);
  const columns = head ?? rows[0]?.map(() => '') ?? [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  yield line(columns.map((title) => writeCell(title, detail)));
  yield line(columns.map(() => '---'));
  for (const row of shown) yield line(row.map((cell) => writeCell(cell, detail)));
  yield '\n';
  yield* writeRest(rows.length - shown.length, shown.length);
}

/** A bar ends a cell, even within code. Prose has none: it is escaped there already. */
function writeCell(cell: Cell, detail: Detail): string {
  const lines = typeof cell === 'object' && 'lines' in cell ? cell.lines : [cell];
  return lines.map((text) => writeInline(text, detail).replace(/(?<!\\)\|/g, '\\|')).join('<br>');
}

function writeTree({ label, items, children }: TreeNode, detail: Detail): readonly string[] {
  const names = items.map((item) => writeInline(item, detail)).join(', ');
  return [
    `- ${writeInline(label, detail)}${names === '' ? '' : `: ${names}`}`,
    ...children.flatMap((child) => writeTree(child, detail)).map((line) => `  ${line}`),
  ];
}
