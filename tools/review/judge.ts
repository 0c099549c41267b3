import { z } from 'zod';
import type { Difference } from '../../lib/analysis/difference/difference-file';
import type { GitHub } from './github';
import { ARTIFACT, MOST_ZIPPED_BYTES, readArtifact, Rejected } from './read-artifact';
import {
  commentOf,
  describeStatus,
  fingerprintOf,
  LABEL,
  MARKER,
  verdictOn,
  type Examined,
  type Verdict,
} from './comment';
import { filesOfJudge } from './harmless';
import type { Merge } from './merge';
import { formatNumber } from '../../lib/report/words';

const AUTHOR = 'github-actions[bot]';

export interface Proposal {
  /** The run of the workflow that wrote the guardrails. */
  readonly run: number;
  readonly commit: string;
  readonly defaultBranch: string;
}

/** How a proposal is read. Both throw Rejected if it cannot be judged. */
export interface Sources {
  /** Merges the commit of a proposal into the default branch as it is now. */
  readonly merge: (commit: string) => Merge;
  /**
   * Compares the default branch with a merge.
   *
   * @param proposed the `guardrails.json` that the code of the merge wrote; null: the running code reads the merge
   */
  readonly compare: (merge: Merge, proposed: Uint8Array | null) => Promise<Difference>;
}

const pullSchema = z.object({
  number: z.int(),
  head: z.object({ sha: z.string() }),
  labels: z.array(z.object({ name: z.string() })),
});
const commentsSchema = z.array(
  z.object({ id: z.int(), body: z.string().nullish(), user: z.object({ login: z.string() }).nullable() }),
);
const artifactsSchema = z.object({ artifacts: z.array(z.object({ id: z.int(), size_in_bytes: z.int() })) });

type Pull = z.output<typeof pullSchema>;
type Comment = z.output<typeof commentsSchema>[number];

/**
 * Judges a proposal: writes one comment on each pull request that proposes the commit, kept up to date, and the status of
 * the commit, which passes if all of them pass. Null: no open pull request proposes it.
 */
export async function judge(github: GitHub, proposal: Proposal, sources: Sources): Promise<Verdict | null> {
  const { commit, defaultBranch } = proposal;
  const open = await github.list(`/pulls?state=open&base=${encodeURIComponent(defaultBranch)}`);
  const pulls = z
    .array(pullSchema)
    .parse(open)
    .filter(({ head }) => head.sha === commit);
  if (pulls.length === 0) return null;
  // If anything fails from here on, an earlier verdict must not count.
  await report(github, commit, 'guardrails', 'pending', 'Comparing the guardrails');
  const examined = await examine(github, proposal, sources);
  const verdicts: { readonly number: number; readonly verdict: Verdict }[] = [];
  for (const pull of pulls) verdicts.push({ number: pull.number, verdict: await settle(github, pull, examined) });
  if (verdicts.length > 1)
    for (const { number, verdict } of verdicts) await reportVerdict(github, commit, `guardrails (#${number})`, verdict);
  const status = describeStatus(verdicts);
  await reportVerdict(github, commit, 'guardrails', status);
  return status;
}

async function reportVerdict(github: GitHub, commit: string, context: string, verdict: Verdict): Promise<void> {
  await report(github, commit, context, verdict.isPassed ? 'success' : 'failure', verdict.description);
}

async function report(
  github: GitHub,
  commit: string,
  context: string,
  state: string,
  description: string,
): Promise<void> {
  await github.send('POST', `/statuses/${commit}`, { state, context, description });
}

/** What a commit changes, for all pull requests that propose it. */
async function examine(github: GitHub, { run, commit }: Proposal, { merge, compare }: Sources): Promise<Examined> {
  let judgeFiles: readonly string[] = [];
  try {
    const merged = merge(commit);
    judgeFiles = filesOfJudge(merged.changed, merged.special);
    // What our own code reads in the merge cannot lie. What other code wrote about it may.
    if (judgeFiles.length > 0 && !merged.isUpToDate) throw new Rejected(OUTDATED);
    const proposed = judgeFiles.length === 0 ? null : readArtifact(await fetchArtifact(github, run));
    const difference = await compare(merged, proposed);
    return {
      kind: 'compared',
      base: merged.base,
      difference,
      judgeFiles,
      fingerprint: fingerprintOf(difference, proposed),
    };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { kind: 'rejected', error, judgeFiles };
  }
}

const OUTDATED =
  'The pull request changes the judge and lacks commits of the default branch, so its workflow did not read the merge. Merge the default branch into it.';

/** Writes the comment on one pull request, and judges what its label approves. */
async function settle(github: GitHub, pull: Pull, examined: Examined): Promise<Verdict> {
  const comment = await findComment(github, pull);
  const head = headOf(pull.head.sha, examined);
  const isApproved = await readApproval(github, pull, comment, examined.kind === 'compared' ? head : null);
  const verdict = verdictOn(examined, isApproved);
  await keepComment(github, pull, comment, `${head}${commentOf(examined, verdict, pull.head.sha, head.length)}`);
  return verdict;
}

/** The first lines of our comment: the marker, the commit that it is about, and what it says about it. */
function headOf(commit: string, examined: Examined): string {
  return `${MARKER}\n<!-- ${commit} ${examined.kind === 'compared' ? examined.fingerprint : 'rejected'} -->\n`;
}

/**
 * The label approves what the comment says when the label is set. If there was no comment yet, or it said something else,
 * nobody can have read what is to be approved: then the label is removed, before the new comment makes it look like an
 * approval.
 *
 * @param head how a comment begins that said the same; null: there is nothing to approve
 */
async function readApproval(
  github: GitHub,
  pull: Pull,
  comment: Comment | undefined,
  head: string | null,
): Promise<boolean> {
  if (!pull.labels.some(({ name }) => name === LABEL)) return false;
  if (head !== null && comment?.body?.startsWith(head) === true) return true;
  await github.remove(`/issues/${pull.number}/labels/${encodeURIComponent(LABEL)}`);
  return false;
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
