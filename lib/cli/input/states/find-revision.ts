import { existsSync } from 'node:fs';
import { counted } from '../../../report/words';
import { findCommit, git, isInRepository } from '../git';
import { UserMistake } from '../user-mistake';

export interface Revision {
  readonly commit: string;
  /** The name that the user gave, or how the commit was found. */
  readonly name: string;
}

/** Possible names of the default branch, in the order of preference. */
const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/** The commit of a revision that the user named. */
export function findRevision(named: string, organization: string): Revision {
  requireRepository(named, organization);
  const commit = findCommit(organization, named);
  if (commit !== null) return { commit, name: named };
  const unknown = `\`${named}\` is not a folder with an organization, not a file, and not a known Git revision`;
  if (!isShallow(organization)) throw new UserMistake(unknown);
  throw new UserMistake({ message: `${unknown}; ${describeShallow(organization)}`, fix: describeFetch(named) });
}

/** The commit where the current branch left the default branch. */
export function findMergeBase(organization: string): Revision {
  requireRepository('the default branch', organization);
  const branch = DEFAULT_BRANCHES.find((name) => findCommit(organization, name) !== null);
  if (findCommit(organization, 'HEAD') === null)
    throw new UserMistake('the Git repository has no commit yet; pass a folder or a guardrails.json to compare with');
  if (branch === undefined)
    throw new UserMistake(
      `no default branch was found (looked for ${DEFAULT_BRANCHES.join(', ')}); pass what to compare with, as in \`rampart diff HEAD~1\``,
    );
  const base = git(organization, ['merge-base', branch, 'HEAD']);
  if (base.isOk) {
    const commit = base.output.trim();
    return { commit, name: `${commit.slice(0, 12)} (where the current branch left ${branch})` };
  }
  const apart = `\`${branch}\` and \`HEAD\` have no commit in common`;
  if (!isShallow(organization)) throw new UserMistake(apart);
  throw new UserMistake({ message: `${apart}; ${describeShallow(organization)}`, fix: FETCH_ALL });
}

function requireRepository(named: string, organization: string): void {
  if (!existsSync(organization))
    throw new UserMistake(`\`${organization}\` does not exist; pass the organization's folder with --organization`);
  if (!isInRepository(organization))
    throw new UserMistake(
      `\`${named}\` would be a Git revision, but \`${organization}\` is not in a Git repository; pass a folder or a guardrails.json`,
    );
}

function isShallow(folder: string): boolean {
  return git(folder, ['rev-parse', '--is-shallow-repository']).output.trim() === 'true';
}

function describeShallow(folder: string): string {
  const depth = git(folder, ['rev-list', '--count', '--first-parent', 'HEAD']).output.trim();
  return `the clone is shallow: it has only ${counted(Number(depth), 'commit')}`;
}

const FETCH_ALL = '`git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout';

/** The needed depth is known only for revisions such as `HEAD~3`. */
function describeFetch(named: string): string {
  const steps = /^HEAD((?:~\d*|\^)+)$/.exec(named)?.[1];
  if (steps === undefined) return FETCH_ALL;
  const back = [...steps.matchAll(/[~^](\d*)/g)].reduce(
    (sum, [, count = '']) => sum + Number(count === '' ? 1 : count),
    0,
  );
  return `\`git fetch --depth=${back + 1}\`, or \`fetch-depth: ${back + 1}\` for actions/checkout`;
}
