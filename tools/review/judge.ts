import { z } from 'zod';
import type { Difference } from '../../lib/analysis/difference/difference-file';
import { describeMarkdown, MOST_BYTES } from '../../lib/cli/diff/markdown/describe-markdown';
import { code } from '../../lib/cli/diff/markdown/escape';
import { fails, headline, tally } from '../../lib/cli/diff/tally';
import type { GitHub } from './github';
import { ARTIFACT, MOST_ZIPPED_BYTES, readArtifact, Rejected } from './read-artifact';

/** Whoever may set labels approves openings by this one. */
export const LABEL = 'guardrails: opening approved';
export const MARKER = '<!-- rampart:guardrails -->';
const AUTHOR = 'github-actions[bot]';

/** What decides how a proposal is judged, or is proved by. */
const JUDGE = /^(?:lib|policies|bin|tools\/review|\.github\/workflows)\/|^(?:package|package-lock|tsconfig)\.json$/;
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

/** Judges a proposal: one comment, kept up to date, and a status of its commit. Null: no open pull request has it. */
export async function judge(github: GitHub, proposal: Proposal, compare: Compare): Promise<Verdict | null> {
  const { commit, defaultBranch } = proposal;
  const pulls = z
    .array(pullSchema)
    .parse(await github.list(`/pulls?state=open&base=${encodeURIComponent(defaultBranch)}`));
  const pull = pulls.find(({ head }) => head.sha === commit);
  if (pull === undefined) return null;
  const files = filesSchema.parse(await github.list(`/pulls/${pull.number}/files`));
  const notes = changesJudge(files)
    ? ['> **This changes the judge**: read its code, too. What is said here is said by the code of the default branch.']
    : [];
  const { verdict, markdown } = await decide(github, proposal, pull, notes, compare);
  await keepComment(github, pull.number, `${MARKER}\n${markdown}`);
  await github.send('POST', `/statuses/${commit}`, {
    state: verdict.isPassed ? 'success' : 'failure',
    context: 'guardrails',
    description: verdict.description,
  });
  return verdict;
}

function changesJudge(files: z.output<typeof filesSchema>): boolean {
  const names = files.flatMap(({ filename, previous_filename: previous }) => [filename, previous ?? filename]);
  return files.length >= MOST_FILES || names.some((name) => JUDGE.test(name));
}

/** Of what is wrong with a file; with any more, nobody reads them. */
const MOST_LINES = 20;

interface Decided {
  readonly verdict: Verdict;
  readonly markdown: string;
}

async function decide(
  github: GitHub,
  proposal: Proposal,
  { labels }: z.output<typeof pullSchema>,
  notes: readonly string[],
  compare: Compare,
): Promise<Decided> {
  try {
    const { defaultBranch, commit } = proposal;
    const range = `${encodeURIComponent(defaultBranch)}...${commit}`;
    const { merge_base_commit: base } = comparisonSchema.parse(await github.get(`/compare/${range}`));
    const difference = await compare(base.sha, readArtifact(await fetchArtifact(github, proposal.run)));
    const verdict = verdictOn(
      difference,
      labels.some(({ name }) => name === LABEL),
    );
    const frame = { before: base.sha, after: commit, notes: [...notes, `**${verdict.description}**`] };
    return { verdict, markdown: describeMarkdown(difference, frame, MOST_BYTES - MARKER.length - 1) };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const head = '## Guardrails: not judged';
    const reason = error.message
      .split('\n')
      .slice(0, MOST_LINES)
      .map((line) => `- ${code(line.trim())}`)
      .join('\n');
    return {
      verdict: { isPassed: false, description: 'The proposed guardrails could not be read' },
      markdown: [head, ...notes, reason].join('\n\n'),
    };
  }
}

/** An approval is of what can be read: what is undecided never passes. */
function verdictOn(difference: Difference, isApproved: boolean): Verdict {
  const found = tally(difference);
  const said = headline(found);
  if (found.undecided > 0) return { isPassed: false, description: `Fails: ${said}` };
  if (!fails(difference, 'opened')) return { isPassed: true, description: `Passes: ${said}` };
  return isApproved
    ? { isPassed: true, description: `Passes: ${said}, approved by label` }
    : { isPassed: false, description: `Fails: ${said}, which lacks the label "${LABEL}"` };
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
async function keepComment(github: GitHub, pull: number, body: string): Promise<void> {
  const comments = commentsSchema.parse(await github.list(`/issues/${pull}/comments`));
  const own = comments.find((one) => one.user?.login === AUTHOR && one.body?.startsWith(MARKER) === true);
  if (own === undefined) await github.send('POST', `/issues/${pull}/comments`, { body });
  else await github.send('PATCH', `/issues/comments/${own.id}`, { body });
}
