import { createHash } from 'node:crypto';
import type { Difference } from '../../lib/analysis/difference/difference-file';
import { differenceComment } from '../../lib/cli/diff/difference-report';
import { fails, headline, tally } from '../../lib/cli/diff/tally';
import { problemEntry } from '../../lib/cli/input/report-problems';
import { MOST_BYTES, renderComment } from '../../lib/report/markdown/render-markdown';
import { code, paragraph, strong, type Note, type Report } from '../../lib/report/report';
import { clip } from '../../lib/report/visible';
import { counted, formatNumber } from '../../lib/report/words';
import type { Rejected } from './read-artifact';

/** With this label, people who may set labels approve what the comment says. */
export const LABEL = 'guardrails: opening approved';
export const MARKER = '<!-- rampart:guardrails -->';

export interface Verdict {
  readonly isPassed: boolean;
  readonly description: string;
}

/** What a proposal changes, or why that is not known. */
export type Examined = {
  /** The changed files that decide how a proposal is judged, or what is deployed. */
  readonly judgeFiles: readonly string[];
} & (
  | {
      readonly kind: 'compared';
      /** The commit of the default branch. */
      readonly base: string;
      readonly difference: Difference;
      readonly fingerprint: string;
    }
  | { readonly kind: 'rejected'; readonly error: Rejected }
);

/**
 * Identifies what is to be approved: equal if and only if the difference is, and the file that code of the proposal wrote.
 *
 * @param proposed that file; null: there is none
 */
export function fingerprintOf(difference: Difference, proposed: Uint8Array | null): string {
  const read = JSON.stringify(difference);
  const written = proposed === null ? '' : createHash('sha256').update(proposed).digest('hex');
  return createHash('sha256')
    .update(JSON.stringify([read, written]))
    .digest('hex');
}

/** Characters of a fingerprint that are shown. */
const SHOWN = 16;

/** People approve what they can read: undecided changes never pass, nor do edits that cannot be deployed. Code is not read here, so a person must read it. */
export function verdictOn(examined: Examined, isApproved: boolean): Verdict {
  if (examined.kind === 'rejected') return { isPassed: false, description: 'The proposal could not be judged' };
  const { difference, judgeFiles } = examined;
  const found = tally(difference);
  const summary = headline(found);
  if (found.impossible + found.undecided > 0) return { isPassed: false, description: `Fails: ${summary}` };
  const isOpened = fails(difference, 'opened');
  if (!isOpened && judgeFiles.length === 0) return { isPassed: true, description: `Passes: ${summary}` };
  const { opened, settings, trusted, weakened, granted } = found;
  const named = [
    ...(opened > 0 ? [counted(opened, 'opening')] : []),
    ...(trusted > 0 ? [`${counted(trusted, 'id')} taken on trust`] : []),
    ...(weakened > 0 ? [counted(weakened, 'weakening of the evidence', 'weakenings of the evidence')] : []),
    ...(granted > 0 ? [`${counted(granted, 'grant')} of access`] : []),
    ...(settings > 0 ? [counted(settings, 'changed management policy', 'changed management policies')] : []),
  ];
  const toApprove = [
    ...(named.length === 0 && isOpened ? [summary] : named),
    ...(judgeFiles.length > 0 ? ['a changed judge'] : []),
  ].join(', ');
  return isApproved
    ? { isPassed: true, description: `Passes: ${toApprove}, approved by label` }
    : { isPassed: false, description: `Fails: ${toApprove} without the label "${LABEL}"` };
}

/** GitHub refuses longer descriptions of a status. */
const LONGEST_DESCRIPTION = 140;

/** The status of a commit that several pull requests may propose. */
export function describeStatus(verdicts: readonly { readonly number: number; readonly verdict: Verdict }[]): Verdict {
  const isPassed = verdicts.every(({ verdict }) => verdict.isPassed);
  const described = verdicts
    .filter(({ verdict }) => isPassed || !verdict.isPassed)
    .map(({ number, verdict }) => (verdicts.length === 1 ? verdict.description : `#${number}: ${verdict.description}`));
  return { isPassed, description: clip(described.join('; '), LONGEST_DESCRIPTION - 1) };
}

/**
 * The comment for people.
 *
 * @param used characters that the comment already has
 */
export function commentOf(examined: Examined, verdict: Verdict, commit: string, used: number): string {
  const most = MOST_BYTES - used;
  const notes = examined.judgeFiles.length === 0 ? [] : [changesJudge(examined.judgeFiles)];
  if (examined.kind === 'rejected') return renderComment(rejection(examined.error, notes), ALL_PROBLEMS, most);
  const { base, difference, fingerprint } = examined;
  const says = paragraph([strong(verdict.description), ' Difference ', code(fingerprint.slice(0, SHOWN)), '.']);
  return differenceComment(difference, { before: base, after: commit, notes: [...notes, says] }, most);
}

/** Files of the judge that are named. */
const MOST_FILES = 10;

function changesJudge(files: readonly string[]): Note {
  const more = files.length - MOST_FILES;
  const named = files.slice(0, MOST_FILES).flatMap((file, index) => [index === 0 ? ' (' : ', ', code(file)]);
  return {
    kind: 'note',
    text: [
      strong('This changes the judge'),
      ...named,
      more > 0 ? ` and ${formatNumber(more)} more` : '',
      '): read its code, too. It wrote the guardrails that are compared here, and could have written anything. This comment was written by the code of the default branch.',
    ],
  };
}

const ALL_PROBLEMS = '`rampart diff` shows all problems.';

/** Problems of a file that are shown. Nobody reads more. */
const MOST_PROBLEMS = 20;

function rejection({ message, problems }: Rejected, notes: readonly Note[]): Report {
  const entries = problems.length === 0 ? [{ summary: message }] : problems.slice(0, MOST_PROBLEMS).map(problemEntry);
  return { title: 'Guardrails: not judged', lead: [...notes, { kind: 'entries', entries }], sections: [] };
}
