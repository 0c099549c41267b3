import type { Difference } from '../../analysis/difference/difference-file';
import { describeUse } from './describe-use';
import { formatNumber } from '../../report/words';
import { painter, type Paint } from '../paint';
import { describeWitness } from './describe-witness';
import { sectionsOf, type DifferenceEntry, type Section } from './sections';
import { explainHeadline, headline, tally } from './tally';
import { clip, visible } from './visible-text';

const SIGNS: Readonly<Record<Section['id'], readonly [sign: string, style: Parameters<Paint>[0]]>> = {
  opened: ['+', 'green'],
  tightened: ['-', 'red'],
  undecided: ['?', 'yellow'],
  settings: ['~', 'yellow'],
  exemptions: ['~', 'cyan'],
  moves: ['~', 'cyan'],
  same: ['=', 'dim'],
};

/** Items of one list that are shown; the others are in `--json`. */
const MOST_ITEMS = 8;
const MOST_CHARACTERS = 1_000;

/** A difference for a person at a terminal: the verdict, then what changed, then what is left of the quotas. */
export function describeDifference(
  difference: Difference,
  { before, after }: { readonly before: string; readonly after: string },
  hasColours: boolean,
): readonly string[] {
  const paint = painter(hasColours);
  const found = tally(difference);
  return [
    `${paint('bold', `Guardrails: ${headline(found)}`)}${paint('dim', ` (${visible(before)} → ${visible(after)})`)}`,
    ...explainHeadline(found),
    ...sectionsOf(difference).flatMap((section) => ['', ...describeSection(section, paint)]),
    ...describeQuota(difference, paint),
  ];
}

function describeSection({ id, title, entries }: Section, paint: Paint): readonly string[] {
  const [sign, style] = SIGNS[id];
  return [
    paint('bold', title),
    ...entries.flatMap((entry) => [
      `  ${paint(style, `${sign} ${show(entry.summary)}`)}`,
      ...describeEntry(entry).map((line) => `      ${paint('dim', line)}`),
    ]),
  ];
}

function describeEntry({ reason, change, lists }: DifferenceEntry): readonly string[] {
  return [
    ...(reason === undefined ? [] : [`why: ${show(reason)}`]),
    ...(change === undefined ? [] : [`for example ${describeWitness(change.value, (value) => show(value))}`]),
    ...lists
      .filter(([, items]) => items.length > 0)
      .map(([title, items]) => `${title.toLowerCase()}: ${listed(items)}`),
  ];
}

function listed(items: readonly string[]): string {
  const more = items.length - MOST_ITEMS;
  const shown = items.slice(0, MOST_ITEMS).map(show).join(', ');
  return more > 0 ? `${shown} and ${formatNumber(more)} more` : shown;
}

function show(text: string): string {
  return visible(clip(text, MOST_CHARACTERS));
}

function describeQuota({ quota }: Difference, paint: Paint): readonly string[] {
  if (quota.length === 0) return [];
  return [
    '',
    paint('bold', 'Quotas after the change'),
    ...quota.map((use) => `  ${show(use.target)}: ${describeUse(use)}`),
  ];
}
