import { existsSync } from 'node:fs';
import { findCommit, git, isInRepository } from '../git';
import { UserMistake } from '../user-mistake';

export interface Revision {
  readonly commit: string;
  /** As a person named it, or how it was found. */
  readonly name: string;
}

/** Where clones keep the default branch, in the order of trust. */
const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/** The commit that somebody names. */
export function findRevision(named: string, organization: string): Revision {
  requireRepository(named, organization);
  const commit = findCommit(organization, named);
  if (commit !== null) return { commit, name: named };
  const unknown = `\`${named}\` is no folder with an organization, no file and no revision that Git knows`;
  if (!isShallow(organization)) throw new UserMistake(unknown);
  throw new UserMistake(`${unknown}; ${describeShallow(organization)}\n    fix: ${describeFetch(named)}`);
}

/** Where what is checked out left the default branch. */
export function findMergeBase(organization: string): Revision {
  requireRepository('the default branch', organization);
  const branch = DEFAULT_BRANCHES.find((name) => findCommit(organization, name) !== null);
  if (findCommit(organization, 'HEAD') === null)
    throw new UserMistake('the Git repository has no commit yet; name a folder or a guardrails.json to compare with');
  if (branch === undefined)
    throw new UserMistake(
      `no default branch was found (looked for ${DEFAULT_BRANCHES.join(', ')}); name what to compare with, as in \`rampart diff HEAD~1\``,
    );
  const base = git(organization, ['merge-base', branch, 'HEAD']);
  if (base.isOk) {
    const commit = base.output.trim();
    return { commit, name: `${commit.slice(0, 12)} (where the current branch left ${branch})` };
  }
  const apart = `\`${branch}\` and what is checked out have no commit in common`;
  if (!isShallow(organization)) throw new UserMistake(apart);
  throw new UserMistake(`${apart}; ${describeShallow(organization)}\n    fix: ${FETCH_ALL}`);
}

function requireRepository(named: string, organization: string): void {
  if (!existsSync(organization))
    throw new UserMistake(`\`${organization}\` is not there; name the organization's folder by --organization`);
  if (!isInRepository(organization))
    throw new UserMistake(
      `\`${named}\` would be a Git revision, and \`${organization}\` is in no Git repository; name a folder or a guardrails.json`,
    );
}

function isShallow(folder: string): boolean {
  return git(folder, ['rev-parse', '--is-shallow-repository']).output.trim() === 'true';
}

function describeShallow(folder: string): string {
  const depth = git(folder, ['rev-list', '--count', '--first-parent', 'HEAD']).output.trim();
  return `the clone is shallow: it goes back ${depth === '1' ? '1 commit' : `${depth} commits`}`;
}

const FETCH_ALL = '`git fetch --unshallow`, or `fetch-depth: 0` where actions/checkout made the clone';

/** How deep is known of `HEAD~3` only. */
function describeFetch(named: string): string {
  const steps = /^HEAD((?:~\d*|\^)+)$/.exec(named)?.[1];
  if (steps === undefined) return FETCH_ALL;
  const back = [...steps.matchAll(/[~^](\d*)/g)].reduce(
    (sum, [, count = '']) => sum + Number(count === '' ? 1 : count),
    0,
  );
  return `\`git fetch --depth=${back + 1}\`, or \`fetch-depth: ${back + 1}\` where actions/checkout made the clone`;
}
