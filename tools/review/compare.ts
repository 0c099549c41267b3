import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { findDifference } from '../../lib/analysis/difference/difference';
import { readGuardrailsFile } from '../../lib/cli/input/read-guardrails-file';
import { readOrganization } from '../../lib/cli/input/read-organization';
import { relabelProblems } from '../../lib/cli/input/states/state';
import { UserMistake } from '../../lib/cli/input/user-mistake';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import { describeProblem, failed, ok, type Outcome, type Problem } from '../../lib/model/problem';
import type { Sources } from './judge';
import { Rejected } from './read-artifact';
import { copyTree } from './read-tree';

/** Where the organization is in the repository. */
const ORGANIZATION = 'organization';

/**
 * Compares as `rampart diff` does, with the running code, which is that of the default branch. Of a proposal, it reads
 * data only: the files of the organization, or the `guardrails.json` that the proposal's own code wrote.
 */
export function comparison(repository: string): Sources['compare'] {
  return (merge, proposed) =>
    inFolder((folder) => {
      const before = readTree(repository, merge.base, join(folder, 'before'), `${merge.base.slice(0, 12)}:`);
      const after =
        proposed === null
          ? readTree(repository, merge.tree, join(folder, 'after'), '')
          : readProposed(proposed, join(folder, 'guardrails.json'));
      if (before.kind === 'ok' && after.kind === 'ok') return findDifference(before.value, after.value);
      const problems = [before, after].flatMap((outcome) => (outcome.kind === 'ok' ? [] : outcome.problems));
      throw new Rejected(problems.map(describeProblem).join('\n'), problems);
    });
}

/** @param label what stands before the names of files in problems */
function readTree(repository: string, tree: string, folder: string, label: string): Outcome<GuardrailsFile> {
  mkdirSync(folder);
  copyTree(repository, tree, ORGANIZATION, folder);
  const read = readOrganization(join(folder, ORGANIZATION));
  if (read.kind === 'ok') return ok(read.value.assembly.file);
  return failed(relabelProblems(read.problems, (file) => `${label}${relative(folder, file)}`).map(withoutPath(folder)));
}

/** Messages name files, too, and nobody knows our folder. */
function withoutPath(folder: string): (problem: Problem) => Problem {
  return ({ message, ...problem }) => ({ ...problem, message: message.replaceAll(`${folder}/`, '') });
}

function readProposed(proposed: Uint8Array, file: string): Outcome<GuardrailsFile> {
  writeFileSync(file, proposed);
  const read = readGuardrailsFile(file);
  return read.kind === 'ok' ? read : failed(relabelProblems(read.problems, () => 'guardrails.json'));
}

/** The folder exists during the call only. */
async function inFolder<T>(work: (folder: string) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-review-'));
  try {
    return await Promise.resolve(work(folder));
  } catch (error) {
    throw error instanceof UserMistake ? new Rejected(error.message) : error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
