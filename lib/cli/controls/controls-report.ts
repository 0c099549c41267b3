import {
  CONTROL_STATUSES,
  type AssessedChapter,
  type AssessedControl,
  type ControlStatus,
  type MechanismInForce,
} from '../../analysis/controls/assess';
import type { ControlNote } from '../../analysis/controls/control';
import { STANDARDS } from '../../model/standards';
import { toned, type Inline, type Paragraph, type Report, type Section, type Tone } from '../../report/report';
import { counted, fillLines, formatNumber } from '../../report/words';
import { countStatuses, type AssessedStandard } from './assessed-standard';
import { missingByReason, type MissingForReason } from './missing-by-reason';
import { STATUS_WORDS } from './status-words';

/** Characters of the widest column, so that a line has 100 at most. */
const WIDTH = 66;

/** Config rules that are shown of one control; the others are counted. */
const MOST_RULES = 3;

const TONES: Readonly<Record<ControlStatus, Tone>> = {
  covered: 'good',
  partly: 'warning',
  measured: 'notice',
  'not-covered': 'bad',
};

/**
 * The controls for people: a table for each chapter, then the total.
 *
 * @param choose the controls that are shown; all are counted
 */
export function controlsReport(
  standards: readonly AssessedStandard[],
  choose: (chapters: readonly AssessedChapter[]) => readonly AssessedChapter[],
): Report {
  return {
    sections: standards.flatMap(({ list: { standard, notes }, chapters }): readonly Section[] => [
      ...choose(chapters).map(({ title, controls }) => chapterSection(standard, title, controls)),
      {
        title: `${STANDARDS[standard].title}: what has no row`,
        blocks: [{ kind: 'table', rows: notes.flatMap(noteRows) }],
      },
      {
        blocks: [totalOf(STANDARDS[standard].title, chapters)],
      },
    ]),
  };
}

/** What has no row: two columns. */
function noteRows({ subject, why }: ControlNote): readonly (readonly Inline[])[] {
  const subjects = wrapWords(subject, 28);
  const reasons = wrapWords(why, 66);
  const lines = Math.max(subjects.length, reasons.length);
  return Array.from({ length: lines }, (_, index) => [subjects[index] ?? '', reasons[index] ?? '']);
}

function chapterSection(standard: string, title: string, controls: readonly AssessedControl[]): Section {
  const hasEarlier = standard === 'cis-aws-foundations';
  return {
    title,
    blocks: [
      {
        kind: 'table',
        head: hasEarlier ? ['5.0', '3.0', 'Status', 'Control'] : ['4.0.1', 'Status', 'Control'],
        rows: controls.flatMap((one) =>
          // A row for each line: a cell of several lines takes long to align.
          linesOf(one).map((line, index) =>
            index === 0 ? [...headOf(one, hasEarlier), line] : [...(hasEarlier ? [''] : []), '', '', line],
          ),
        ),
      },
    ],
  };
}

function headOf({ control: { number, earlier }, status }: AssessedControl, hasEarlier: boolean): readonly Inline[] {
  return [number, ...(hasEarlier ? [earlier ?? 'new'] : []), toned(TONES[status], STATUS_WORDS[status])];
}

function linesOf({ control: { title, remainder }, inForce, missing, gaps }: AssessedControl): readonly Inline[] {
  const rules = inForce.filter(({ kind }) => kind === 'config-rule');
  const others = inForce.filter(({ kind }) => kind !== 'config-rule');
  return [
    ...wrapWords(title, WIDTH),
    ...[...others, ...rules.slice(0, MOST_RULES)].flatMap((mechanism) => details(describe(mechanism))),
    ...(rules.length > MOST_RULES ? details(`and ${counted(rules.length - MOST_RULES, 'more Config rule')}`) : []),
    ...missingByReason(missing).flatMap((group) => details(describeMissing(group))),
    ...gaps.flatMap((gap) => details(`gap: ${gap}`)),
    ...(remainder === undefined ? [] : details(`left: ${remainder}`)),
  ];
}

const KINDS: Readonly<Record<MechanismInForce['kind'], string>> = {
  guardrail: 'guardrail',
  alarm: 'alarm',
  'stack-setting': 'stack setting',
  'config-rule': 'Config rule',
};

function describe({ kind, id, reach }: MechanismInForce): string {
  return `${KINDS[kind]} ${id}: ${reach.text}`;
}

function describeMissing({ kind, ids, why }: MissingForReason): string {
  const names =
    kind === 'config-rule' && ids.length > 1 ? `${ids.length} Config rules` : `${KINDS[kind]} ${ids.join(', ')}`;
  return `off: ${names}: ${why}`;
}

function details(text: string): readonly Inline[] {
  return wrapWords(text, WIDTH - 4).map((line, index) => toned('quiet', `${index === 0 ? '- ' : '    '}${line}`));
}

/** A text in lines that are broken between words. */
function wrapWords(text: string, width: number): readonly string[] {
  return fillLines(text.split(' '), { width, separator: ' ' });
}

function totalOf(title: string, chapters: readonly AssessedChapter[]): Paragraph {
  const counts = countStatuses(chapters);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const parts = CONTROL_STATUSES.map((status) => `${formatNumber(counts[status])} ${STATUS_WORDS[status]}`);
  return { kind: 'paragraph', text: `${title}: ${counted(total, 'control')}, ${parts.join(', ')}` };
}
