import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../git';
import { UserMistake } from '../user-mistake';

/**
 * Extracts a commit into a new folder inside an empty one, and returns the path of the new folder. The index and the
 * working tree of the repository do not change.
 *
 * @param path what to extract, from the top of the repository; empty: everything
 */
export function extractCommit(repository: string, commit: string, path: string, folder: string): string {
  const [archive, tree] = [join(folder, 'commit.tar'), join(folder, 'commit')];
  const paths = path === '' ? [] : ['--', path];
  if (!git(repository, ['archive', '--format=tar', `--output=${archive}`, commit, ...paths]).isOk)
    throw new UserMistake(`\`git archive ${commit}\` failed in \`${repository}\``);
  mkdirSync(tree);
  const { status, error, stderr } = spawnSync('tar', ['-xf', archive, '-C', tree], { encoding: 'utf8' });
  if (status !== 0)
    throw new UserMistake(`\`tar\` could not unpack the revision ${commit}: ${error?.message ?? stderr.trim()}`);
  return tree;
}
