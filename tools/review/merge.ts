import { inARow } from '../../lib/report/words';
import { gitObjects, readGit, splitZeros } from './git-objects';
import { Rejected } from './read-artifact';

/** What the default branch would be after a merge, as objects of Git: nothing is checked out. */
export interface Merge {
  /** The commit of the default branch. */
  readonly base: string;
  /** The tree of the merge. */
  readonly tree: string;
  /** The files in which it differs from the default branch; a renamed file has both of its names. */
  readonly changed: readonly string[];
  /** Those of them that are or were anything but a plain file: a link, a submodule, a program. */
  readonly special: readonly string[];
  /** Whether the proposal contains the whole default branch, so that the merge is the proposal itself. */
  readonly isUpToDate: boolean;
}

/** Conflicts that are named. */
const MOST_CONFLICTS = 5;

/**
 * Merges a commit into the commit that is checked out, as GitHub would. Throws Rejected if they do not merge.
 *
 * @param repository a folder of the clone, which has both commits with their history
 */
export function mergeInto(repository: string, commit: string): Merge {
  const base = readGit(repository, ['rev-parse', '--verify', 'HEAD']).toString().trim();
  const merged = gitObjects(repository, [
    'merge-tree',
    '--write-tree',
    '-z',
    '--name-only',
    '--no-messages',
    base,
    commit,
  ]);
  const [tree = '', ...conflicts] = splitZeros(merged.output);
  if (merged.status !== 0) throw new Rejected(describeConflicts(conflicts, merged.message));
  return {
    base,
    tree,
    ...compareTrees(repository, `${base}^{tree}`, tree),
    isUpToDate: gitObjects(repository, ['merge-base', '--is-ancestor', base, commit]).status === 0,
  };
}

/** Each change is two texts: `:OLD-MODE NEW-MODE OLD-ID NEW-ID STATUS`, and the file. */
function compareTrees(repository: string, before: string, after: string): Pick<Merge, 'changed' | 'special'> {
  const texts = splitZeros(readGit(repository, ['diff-tree', '-r', '-z', '--raw', '--no-renames', before, after]));
  const changed = texts.filter((_, index) => index % 2 === 1);
  return { changed, special: changed.filter((_, index) => !PLAIN.test(texts[2 * index] ?? '')) };
}

/** The modes of a plain file, or of none. */
const PLAIN = /^:(?:100644|000000) (?:100644|000000) /;

function describeConflicts(conflicts: readonly string[], message: string): string {
  const files = [...new Set(conflicts)].map((file) => `\`${file}\``);
  const more = files.length - MOST_CONFLICTS;
  const named = more > 0 ? [...files.slice(0, MOST_CONFLICTS), `${more} more`] : files;
  const why = files.length === 0 ? message.split('\n', 1).join('') : `both changed ${inARow(named, 'and')}`;
  return `The pull request does not merge with the default branch: ${why}. Merge the default branch into it.`;
}

/** Downloads a commit with its history into a clone, as data: nothing is checked out. */
export function fetchCommit(repository: string, commit: string, settings: Readonly<Record<string, string>>): void {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) throw new Error(`\`${commit}\` is no commit`);
  if (gitObjects(repository, ['cat-file', '-e', `${commit}^{commit}`]).status === 0) return;
  // Git refuses objects that are not well-formed, such as a file named `..`.
  const strict = { ...settings, 'fetch.fsckObjects': 'true' };
  const fetch = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', 'origin', commit];
  readGit(repository, fetch, { settings: strict });
}
