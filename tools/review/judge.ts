import { z } from 'zod';
import type { Difference } from '../../lib/analysis/difference/difference-file';
import { differenceComment } from '../../lib/cli/diff/difference-report';
import { fails, headline, tally } from '../../lib/cli/diff/tally';
import { problemEntry } from '../../lib/cli/input/report-problems';
import { MOST_BYTES, renderComment } from '../../lib/report/markdown/render-markdown';
import { paragraph, strong, type Note, type Report } from '../../lib/report/report';
import { counted, formatNumber } from '../../lib/report/words';
import type { GitHub } from './github';
import { ARTIFACT, MOST_ZIPPED_BYTES, readArtifact, Rejected } from './read-artifact';

/** With this label, people who may set labels approve openings. */
export const LABEL = 'guardrails: opening approved';
export const MARKER = '<!-- rampart:guardrails -->';
const AUTHOR = 'github-actions[bot]';

/** Files whose code decides how a proposal is judged, or what it contains. */
const JUDGE =
  /^(?:lib|policies|bin|tools\/review|\.github\/workflows)\/|^(?:package|package-lock|tsconfig)\.json$|(?:^|\/)\.npmrc$/;
/** GitHub lists at most so many files of a pull request. */
const MOST_FILES = 3_000;

export interface Proposal {
  /** The run of the workflow that wrote the guardrails. */
  readonly run: number;
  readonly commit: string;
  readonly defaultBranch: string;
}

/**
 * Compares the text of a proposed `guardrails.json` with a commit of the default branch. Throws Rejected if the text is
 * not a `guardrails.json`.
 */
export type Compare = (mergeBase: string, proposed: string) => Promise<Difference>;

export interface Verdict {
  readonly isPassed: boolean;
  readonly description: string;
}

const pullSchema = z.object({
  number: z.int(),
  head: z.object({ sha: z.string() }),
  labels: z.array(z.object({ name: z.string() })),
});
const filesSchema = z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() }));
const commentsSchema = z.array(
  z.object({ id: z.int(), body: z.string().nullish(), user: z.object({ login: z.string() }).nullable() }),
);
const artifactsSchema = z.object({ artifacts: z.array(z.object({ id: z.int(), size_in_bytes: z.int() })) });
const comparisonSchema = z.object({ merge_base_commit: z.object({ sha: z.string() }) });

const CHANGES_JUDGE: Note = {
  kind: 'note',
  text: [
    strong('This changes the judge'),
    ': read its code, too. This comment was written by the code of the default branch.',
  ],
};

type Pull = z.output<typeof pullSchema>;
type Comment = z.output<typeof commentsSchema>[number];

/** Judges a proposal: writes one comment, kept up to date, and a status of its commit. Null: no open pull request has it. */
export async function judge(github: GitHub, proposal: Proposal, compare: Compare): Promise<Verdict | null> {
  const { commit, defaultBranch } = proposal;
  const pulls = z
    .array(pullSchema)
    .parse(await github.list(`/pulls?state=open&base=${encodeURIComponent(defaultBranch)}`));
  const pull = pulls.find(({ head }) => head.sha === commit);
  if (pull === undefined) return null;
  // If anything fails from here on, an earlier verdict must not count.
  await report(github, commit, 'pending', 'Comparing the guardrails');
  const files = filesSchema.parse(await github.list(`/pulls/${pull.number}/files`));
  const notes = changesJudge(files) ? [CHANGES_JUDGE] : [];
  const comment = await findComment(github, pull);
  const isApproved = await readApproval(github, pull, comment);
  const { verdict, markdown } = await decide(github, proposal, isApproved, notes, compare);
  await keepComment(github, pull, comment, `${headOf(commit)}${markdown}`);
  await report(github, commit, verdict.isPassed ? 'success' : 'failure', verdict.description);
  return verdict;
}

async function report(github: GitHub, commit: string, state: string, description: string): Promise<void> {
  await github.send('POST', `/statuses/${commit}`, { state, context: 'guardrails', description });
}

/** The first lines of our comment: the marker, and the commit that it is about. */
function headOf(commit: string): string {
  return `${MARKER}\n<!-- ${commit} -->\n`;
}

/**
 * The label approves what the comment says when the label is set. Before there is a comment about the commit, nobody can
 * have read anything: then the label is removed, before a comment makes it look like an approval.
 */
async function readApproval(github: GitHub, pull: Pull, comment: Comment | undefined): Promise<boolean> {
  if (!pull.labels.some(({ name }) => name === LABEL)) return false;
  if (comment?.body?.startsWith(headOf(pull.head.sha)) === true) return true;
  await github.remove(`/issues/${pull.number}/labels/${encodeURIComponent(LABEL)}`);
  return false;
}

function changesJudge(files: z.output<typeof filesSchema>): boolean {
  const names = files.flatMap(({ filename, previous_filename: previous }) => [filename, previous ?? filename]);
  return files.length >= MOST_FILES || names.some((name) => JUDGE.test(name));
}

/** Problems of a file that are shown. Nobody reads more. */
const MOST_PROBLEMS = 20;

interface Decided {
  readonly verdict: Verdict;
  readonly markdown: string;
}

async function decide(
  github: GitHub,
  proposal: Proposal,
  isApproved: boolean,
  notes: readonly Note[],
  compare: Compare,
): Promise<Decided> {
  try {
    const { defaultBranch, commit } = proposal;
    const range = `${encodeURIComponent(defaultBranch)}...${commit}`;
    const { merge_base_commit: base } = comparisonSchema.parse(await github.get(`/compare/${range}`));
    const difference = await compare(base.sha, readArtifact(await fetchArtifact(github, proposal.run)));
    const verdict = verdictOn(difference, isApproved);
    const context = { before: base.sha, after: commit, notes: [...notes, paragraph(strong(verdict.description))] };
    return { verdict, markdown: differenceComment(difference, context, MOST_BYTES - headOf(commit).length) };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return {
      verdict: { isPassed: false, description: 'The proposed guardrails could not be read' },
      markdown: renderComment(rejection(error, notes), ALL_PROBLEMS, MOST_BYTES - headOf(proposal.commit).length),
    };
  }
}

const ALL_PROBLEMS = '`rampart diff` shows all problems.';

function rejection({ message, problems }: Rejected, notes: readonly Note[]): Report {
  const entries = problems.length === 0 ? [{ summary: message }] : problems.slice(0, MOST_PROBLEMS).map(problemEntry);
  return { title: 'Guardrails: not judged', lead: [...notes, { kind: 'entries', entries }], sections: [] };
}

/** People approve what they can read: undecided changes never pass. */
function verdictOn(difference: Difference, isApproved: boolean): Verdict {
  const found = tally(difference);
  const summary = headline(found);
  if (found.undecided > 0) return { isPassed: false, description: `Fails: ${summary}` };
  if (!fails(difference, 'opened')) return { isPassed: true, description: `Passes: ${summary}` };
  const { opened, settings } = found;
  const toApprove = [
    ...(opened > 0 ? [counted(opened, 'opening')] : []),
    ...(settings > 0 ? [counted(settings, 'changed setting')] : []),
  ].join(', ');
  return isApproved
    ? { isPassed: true, description: `Passes: ${toApprove}, approved by label` }
    : { isPassed: false, description: `Fails: ${toApprove} without the label "${LABEL}"` };
}

async function fetchArtifact(github: GitHub, run: number): Promise<Uint8Array> {
  const answer = await github.get(`/actions/runs/${run}/artifacts?name=${ARTIFACT}`);
  const [artifact, ...others] = artifactsSchema.parse(answer).artifacts;
  if (artifact === undefined || others.length > 0)
    throw new Rejected('The workflow “Propose guardrails” uploaded no guardrails; see its log.');
  if (artifact.size_in_bytes > MOST_ZIPPED_BYTES)
    throw new Rejected(`The artifact is larger than ${formatNumber(MOST_ZIPPED_BYTES)} bytes.`);
  return github.download(`/actions/artifacts/${artifact.id}/zip`);
}

/** A comment with our marker by somebody else is not ours. */
async function findComment(github: GitHub, pull: Pull): Promise<Comment | undefined> {
  const comments = commentsSchema.parse(await github.list(`/issues/${pull.number}/comments`));
  return comments.find(({ user, body }) => user?.login === AUTHOR && body?.startsWith(MARKER) === true);
}

async function keepComment(github: GitHub, pull: Pull, comment: Comment | undefined, body: string): Promise<void> {
  if (comment === undefined) await github.send('POST', `/issues/${pull.number}/comments`, { body });
  else await github.send('PATCH', `/issues/comments/${comment.id}`, { body });
}
