import { z } from 'zod';
import type { Difference } from '../../lib/analysis/difference/difference-file';
import { counted } from '../../lib/cli/count';
import { describeMarkdown, MOST_BYTES } from '../../lib/cli/diff/markdown/describe-markdown';
import { sentence } from '../../lib/cli/diff/markdown/escape';
import { fails, headline, tally } from '../../lib/cli/diff/tally';
import { clip } from '../../lib/cli/diff/visible-text';
import type { GitHub } from './github';
import { ARTIFACT, MOST_ZIPPED_BYTES, readArtifact, Rejected } from './read-artifact';

/** Whoever may set labels approves openings by this one. */
export const LABEL = 'guardrails: opening approved';
export const MARKER = '<!-- rampart:guardrails -->';
const AUTHOR = 'github-actions[bot]';

/** What decides how a proposal is judged, or is proved by. */
const JUDGE =
  /^(?:lib|policies|bin|tools\/review|\.github\/workflows)\/|^(?:package|package-lock|tsconfig)\.json$|(?:^|\/)\.npmrc$/;
/** GitHub lists no more files of a pull request. */
const MOST_FILES = 3_000;

export interface Proposal {
  /** Of the workflow that emitted the guardrails. */
  readonly run: number;
  readonly commit: string;
  readonly defaultBranch: string;
}

/**
 * Compares the text of a proposed `guardrails.json` with a commit of the default branch. Throws Rejected for a text that
 * is none.
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

type Pull = z.output<typeof pullSchema>;
type Comment = z.output<typeof commentsSchema>[number];

/** Judges a proposal: one comment, kept up to date, and a status of its commit. Null: no open pull request has it. */
export async function judge(github: GitHub, proposal: Proposal, compare: Compare): Promise<Verdict | null> {
  const { commit, defaultBranch } = proposal;
  const pulls = z
    .array(pullSchema)
    .parse(await github.list(`/pulls?state=open&base=${encodeURIComponent(defaultBranch)}`));
  const pull = pulls.find(({ head }) => head.sha === commit);
  if (pull === undefined) return null;
  // Whatever happens from here on, an earlier verdict counts no more.
  await report(github, commit, 'pending', 'Being judged');
  const files = filesSchema.parse(await github.list(`/pulls/${pull.number}/files`));
  const notes = changesJudge(files)
    ? ['> **This changes the judge**: read its code, too. What is said here is said by the code of the default branch.']
    : [];
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

/** Of a comment: whose it is, and which commit it is about. */
function headOf(commit: string): string {
  return `${MARKER}\n<!-- ${commit} -->\n`;
}

/**
 * The label approves what the comment says when it is set. Of a commit that no comment is about yet, nobody can have read
 * anything: there the label is taken off, before a comment makes it look like an approval.
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

/** Of what is wrong with a file; with any more, nobody reads them. */
const MOST_LINES = 20;
/** So many of these fit, whatever they hold. */
const LONGEST_LINE = 200;

interface Decided {
  readonly verdict: Verdict;
  readonly markdown: string;
}

async function decide(
  github: GitHub,
  proposal: Proposal,
  isApproved: boolean,
  notes: readonly string[],
  compare: Compare,
): Promise<Decided> {
  try {
    const { defaultBranch, commit } = proposal;
    const range = `${encodeURIComponent(defaultBranch)}...${commit}`;
    const { merge_base_commit: base } = comparisonSchema.parse(await github.get(`/compare/${range}`));
    const difference = await compare(base.sha, readArtifact(await fetchArtifact(github, proposal.run)));
    const verdict = verdictOn(difference, isApproved);
    const frame = { before: base.sha, after: commit, notes: [...notes, `**${verdict.description}**`] };
    return { verdict, markdown: describeMarkdown(difference, frame, MOST_BYTES - headOf(commit).length) };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const head = '## Guardrails: not judged';
    const reason = error.message.split('\n').slice(0, MOST_LINES).map(describeLine).join('\n');
    return {
      verdict: { isPassed: false, description: 'The proposed guardrails could not be read' },
      markdown: [head, ...notes, reason].join('\n\n'),
    };
  }
}

/** What is allowed, and the fix, stand indented below a problem. */
function describeLine(line: string): string {
  return `${line.startsWith(' ') ? '  - ' : '- '}${sentence(clip(line, LONGEST_LINE))}`;
}

/** An approval is of what can be read: what is undecided never passes. */
function verdictOn(difference: Difference, isApproved: boolean): Verdict {
  const found = tally(difference);
  const said = headline(found);
  if (found.undecided > 0) return { isPassed: false, description: `Fails: ${said}` };
  if (!fails(difference, 'opened')) return { isPassed: true, description: `Passes: ${said}` };
  const { opened, settings } = found;
  const asked = [
    ...(opened > 0 ? [counted(opened, 'opening')] : []),
    ...(settings > 0 ? [counted(settings, 'changed setting')] : []),
  ].join(', ');
  return isApproved
    ? { isPassed: true, description: `Passes: ${asked}, approved by label` }
    : { isPassed: false, description: `Fails: ${asked} without the label "${LABEL}"` };
}

async function fetchArtifact(github: GitHub, run: number): Promise<Uint8Array> {
  const answer = await github.get(`/actions/runs/${run}/artifacts?name=${ARTIFACT}`);
  const [artifact, ...others] = artifactsSchema.parse(answer).artifacts;
  if (artifact === undefined || others.length > 0)
    throw new Rejected('The workflow of the proposal left no guardrails: its log says why.');
  if (artifact.size_in_bytes > MOST_ZIPPED_BYTES)
    throw new Rejected(`The artifact is larger than ${MOST_ZIPPED_BYTES.toLocaleString('en')} bytes.`);
  return github.download(`/actions/artifacts/${artifact.id}/zip`);
}

/** Somebody else's comment with our marker is not ours. */
async function findComment(github: GitHub, pull: Pull): Promise<Comment | undefined> {
  const comments = commentsSchema.parse(await github.list(`/issues/${pull.number}/comments`));
  return comments.find(({ user, body }) => user?.login === AUTHOR && body?.startsWith(MARKER) === true);
}

async function keepComment(github: GitHub, pull: Pull, comment: Comment | undefined, body: string): Promise<void> {
  if (comment === undefined) await github.send('POST', `/issues/${pull.number}/comments`, { body });
  else await github.send('PATCH', `/issues/comments/${comment.id}`, { body });
}
