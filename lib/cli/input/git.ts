import { spawnSync } from 'node:child_process';
import { UserMistake } from './user-mistake';

export interface GitAnswer {
  readonly isOk: boolean;
  readonly output: string;
}

/**
 * The command that Git proposes in any language, where a repository belongs to somebody else.
 *
 * Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
 */
const OTHER_OWNER = /git config --global --add safe\.directory .+$/m;

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** Runs a Git command in the repository of a folder; only commands that do not write. */
export function git(folder: string, args: readonly string[]): GitAnswer {
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT')
    throw new UserMistake('`git` was not found; install it, or pass a folder instead of a revision');
  const refused = status === 0 ? null : OTHER_OWNER.exec(stderr);
  if (refused !== null)
    throw new UserMistake({
      message: `Git refuses the repository of \`${folder}\`, because another user owns its files`,
      fix: `\`${refused[0]}\`, if you trust them`,
    });
  return { isOk: status === 0, output: stdout };
}

export function isInRepository(folder: string): boolean {
  return git(folder, ['rev-parse', '--show-prefix']).isOk;
}

/** The commit of a revision, or null. A text that looks like an option of Git is not a revision. */
export function findCommit(folder: string, revision: string): string | null {
  const found = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return found.isOk ? found.output.trim() : null;
}

/**
 * The commit that is checked out in the repository of a folder, with the suffix `-dirty` if there are changes; undefined
 * if there is no commit, no repository or no Git.
 */
export function describeCheckout(folder: string): string | undefined {
  try {
    const commit = findCommit(folder, 'HEAD');
    if (commit === null) return undefined;
    return git(folder, ['status', '--porcelain']).output === '' ? commit : `${commit}-dirty`;
  } catch (error) {
    if (error instanceof UserMistake) return undefined;
    throw error;
  }
}
