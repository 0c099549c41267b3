import type { Difference } from '../../../analysis/difference/difference-file';
import { counted } from '../../count';
import { formatNumber } from '../../../report/words';
import { describeUse } from '../describe-use';
import { sectionsOf, type Section } from '../sections';
import { explainHeadline, headline, tally } from '../tally';
import { code } from './escape';
import { describeEntry, type Detail } from './describe-entry';

/** What stands around a difference in a comment, as Markdown. */
export interface Frame {
  /** How the two states are named. */
  readonly before: string;
  readonly after: string;
  /** Right below the verdict. */
  readonly notes?: readonly string[];
  /** Where the whole of it can be read. */
  readonly whole?: string;
}

/** GitHub takes comments of 65,536 characters. Bytes are never fewer than what it counts, however it counts. */
export const MOST_BYTES = 65_536;

/** More than fit into any comment, whatever they are. */
const ALL = MOST_BYTES / 4;

/** Less and less, until it fits. */
const DETAILS: readonly Detail[] = [
  { entries: ALL, lists: ALL, hasWitnesses: true },
  { entries: ALL, lists: 20, hasWitnesses: true },
  { entries: ALL, lists: 20, hasWitnesses: false },
  ...[1_000, 200, 100, 50, 20, 10, 5, 2, 1].map((entries) => ({ entries, lists: 0, hasWitnesses: false })),
];
const NOTHING: Detail = { entries: 0, lists: 0, hasWitnesses: false };

/** A difference as the comment on a pull request: verdict first, openings above tightenings, the rest folded. */
export function describeMarkdown(difference: Difference, frame: Frame, mostBytes = MOST_BYTES): string {
  for (const detail of DETAILS) {
    const text = joinUpTo(renderMarkdown(difference, frame, detail), mostBytes);
    if (text !== null) return text;
  }
  return [...renderMarkdown(difference, frame, NOTHING)].join('');
}

/** Nothing is made that would be thrown away. */
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
function* renderMarkdown(difference: Difference, frame: Frame, detail: Detail): Iterable<string> {
  const found = tally(difference);
  yield `## Guardrails: ${headline(found)}\n\n`;
  yield `${[...explainHeadline(found), ...describeReach(difference)].join(' ')}\n\n`;
  for (const note of frame.notes ?? []) yield `${note}\n\n`;
  for (const section of sectionsOf(difference)) yield* describeSection(section, detail);
  yield* describeQuota(difference, detail);
  if (detail !== DETAILS[0]) yield describeOmission(detail, frame);
  yield `<sub>Compared: ${code(frame.before)} with ${code(frame.after)}.</sub>\n`;
}

function describeReach({ changes, undecided, effective }: Difference): readonly string[] {
  const accounts = new Set([...changes, ...undecided, ...effective].flatMap((one) => one.accounts));
  return accounts.size === 0 ? [] : [`${counted(accounts.size, 'account')} affected.`];
}

/** So many stand open; both openings and tightenings must be seen without scrolling. */
const OPEN_ITEMS = 5;

function* describeSection({ id, title, entries }: Section, detail: Detail): Iterable<string> {
  const shown = entries.slice(0, detail.entries);
  yield `### ${title}${WORDS[id]} (${formatNumber(entries.length)})\n\n`;
  yield* describeItems(shown.map((entry) => () => describeEntry(entry, detail)));
  const left = entries.length - shown.length;
  if (left > 0) yield `_${formatNumber(left)} ${shown.length > 0 ? 'more ' : ''}left out here._\n\n`;
}

/** Items of a list: a few stand open, the others are folded. */
function* describeItems(items: readonly (() => string)[]): Iterable<string> {
  for (const describe of items.slice(0, OPEN_ITEMS)) yield `${describe()}\n`;
  if (items.length > 0) yield '\n';
  if (items.length <= OPEN_ITEMS) return;
  yield `<details><summary>${formatNumber(items.length - OPEN_ITEMS)} more</summary>\n\n`;
  for (const describe of items.slice(OPEN_ITEMS)) yield `${describe()}\n`;
  yield '\n</details>\n\n';
}

/** What a reader must know of a section. */
const WORDS: Readonly<Record<Section['id'], string>> = {
  opened: ': denied before, possible now',
  tightened: ': possible before, denied now',
  undecided: ': not proved to be decided as before',
  settings: ': which value is the stricter one is for you to judge',
  exemptions: '',
  moves: '',
  same: ': written otherwise, decided as before',
};

function* describeQuota({ quota }: Difference, { entries }: Detail): Iterable<string> {
  if (quota.length === 0) return;
  const shown = quota.slice(0, entries);
  yield '### Quotas after the change\n\n';
  yield* describeItems(shown.map((use) => () => `- ${code(use.target)}: ${describeUse(use)}`));
  const left = quota.length - shown.length;
  if (left > 0) yield `_${counted(left, 'target')} left out here._\n\n`;
}

function describeOmission({ hasWitnesses, lists }: Detail, { whole }: Frame): string {
  const left = hasWitnesses
    ? 'Long lists are cut'
    : lists > 0
      ? 'Examples are left out, and long lists cut'
      : 'Examples, lists and most of what changed are left out';
  const where = whole ?? '`rampart diff --json` tells all of it.';
  return `> **This comment is shortened.** ${left}, for GitHub takes ${formatNumber(MOST_BYTES)} characters. ${where}\n\n`;
}
