/**
 * Judges a proposal from the artifact of its workflow: .github/workflows/review-judge.yml runs this with the default
 * branch's code. It never reads the proposal's own files.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDifference } from '../../lib/analysis/difference/difference';
import type { Io } from '../../lib/cli/io';
import { readStates } from '../../lib/cli/input/states/read-states';
import { relabelProblems } from '../../lib/cli/input/states/state';
import { UserMistake } from '../../lib/cli/input/user-mistake';
import { describeProblem } from '../../lib/model/problem';
import { printable } from '../../lib/report/rendered';
import { GitHub } from './github';
import { judge, type Compare } from './judge';
import { Rejected } from './read-artifact';

/** Compares as `rampart diff` does. Problems are for the author. */
export function compareAt(organization: string, io: Io): Compare {
  return async (mergeBase, proposed) => {
    const folder = mkdtempSync(join(tmpdir(), 'rampart-review-'));
    const file = join(folder, 'guardrails.json');
    try {
      writeFileSync(file, proposed);
      const states = await readStates(mergeBase, file, { organization }, io);
      if (states.kind === 'ok') return findDifference(states.value.before.file, states.value.after.file);
      const problems = relabelProblems(states.problems, (name) => (name === file ? 'guardrails.json' : name));
      throw new Rejected(problems.map(describeProblem).join('\n'), problems);
    } catch (error) {
      throw error instanceof UserMistake ? new Rejected(error.message) : error;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

/** Judges the proposal that the environment names, and returns the result as a line. */
export async function review(environment: NodeJS.ProcessEnv, organization: string): Promise<string> {
  const given = (name: string): string => {
    const value = environment[name] ?? '';
    if (value === '') throw new Error(`the environment has no ${name}`);
    return value;
  };
  const github = new GitHub({
    url: given('GITHUB_API_URL'),
    token: given('GITHUB_TOKEN'),
    repository: given('GITHUB_REPOSITORY'),
  });
  const io: Io = {
    out: (line) => {
      console.log(printable(line));
    },
    err: (line) => {
      console.error(printable(line));
    },
    progress: () => undefined,
    colors: { out: false, err: false },
    debug: false,
    // Code of an earlier revision runs with this environment, and must not get the token that can write.
    node: { path: process.execPath, environment: { ...environment, GITHUB_TOKEN: undefined } },
    interruption: () => new AbortController().signal,
  };
  const proposal = {
    run: Number(given('PROPOSED_RUN')),
    commit: given('PROPOSED_COMMIT'),
    defaultBranch: given('DEFAULT_BRANCH'),
  };
  const verdict = await judge(github, proposal, compareAt(organization, io));
  return verdict?.description ?? 'no open pull request has this commit';
}

if (require.main === module)
  review(process.env, 'organization').then(console.log, (error: unknown) => {
    console.error(printable(`error: ${error instanceof Error ? error.message : String(error)}`));
    process.exitCode = 1;
  });
