import { counted } from '../../count';
import { formatNumber } from '../../../report/words';
import { describeWitness } from '../describe-witness';
import type { DifferenceEntry } from '../sections';
import { code, jsonBlock, sentence } from './escape';

/** How much is told. */
export interface Detail {
  /** Of each section. */
  readonly entries: number;
  /** Items of each list. */
  readonly lists: number;
  readonly hasWitnesses: boolean;
}

/** More than any request needs. */
const LONGEST_WITNESS = 4_000;

/** An item of a list of Markdown: a sentence, and folded below it an example and everything that it is about. */
export function describeEntry(entry: DifferenceEntry, detail: Detail): string {
  const reason = entry.reason === undefined ? '' : `: ${sentence(entry.reason)}`;
  const head = `- ${sentence(entry.summary)}${reason}`;
  const body = [...describeExample(entry, detail), ...describeLists(entry, detail)];
  if (body.length === 0) return head;
  const folded = [
    '<details><summary>',
    titleOf(entry, detail),
    '</summary>',
    '\n\n',
    body.join('\n\n'),
    '\n\n</details>',
  ];
  return `${head}\n${indent(folded.join(''))}\n`;
}

function titleOf({ change, lists }: DifferenceEntry, { hasWitnesses }: Detail): string {
  const parts = lists.flatMap(([title, items]) => {
    const noun = COUNTED.get(title);
    if (items.length === 0) return [];
    return noun === undefined ? (NAMED.has(title) ? [title.toLowerCase()] : []) : [counted(items.length, noun)];
  });
  const title = [...(change !== undefined && hasWitnesses ? ['example'] : []), ...parts].join(', ');
  return title === '' ? 'Details' : `${title[0]?.toUpperCase() ?? ''}${title.slice(1)}`;
}

const COUNTED: ReadonlyMap<string, string> = new Map([
  ['Targets', 'target'],
  ['Accounts', 'account'],
  ['Actions', 'action'],
  ['Documents', 'document'],
]);

/** Told by their names: they hold one thing. */
const NAMED: ReadonlySet<string> = new Set(['Owner', 'Reason', 'Before', 'After']);

function describeExample({ change }: DifferenceEntry, { hasWitnesses }: Detail): readonly string[] {
  if (change === undefined || !hasWitnesses) return [];
  return [`For example ${describeWitness(change.value, code)}.`, jsonBlock(change.value.witness, LONGEST_WITNESS)];
}

function describeLists({ lists }: DifferenceEntry, detail: Detail): readonly string[] {
  if (detail.lists === 0) return [];
  return lists
    .filter(([, items]) => items.length > 0)
    .map(([title, items]) => {
      const left = items.length - detail.lists;
      const shown = items.slice(0, detail.lists).map(code).join(', ');
      return `${title}: ${shown}${left > 0 ? ` and ${formatNumber(left)} more` : ''}`;
    });
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
