import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aFolder } from '../../lib/cli/an-io';
import { aRepository, aSmallOrganization, commitAll, gitIn } from '../../lib/cli/input/states/a-repository';

export type Edit = readonly [from: string, to: string];

/** A repository as GitHub hosts it, where people push branches, and the judge's clone of it. */
export interface Hosted {
  readonly hosted: string;
  readonly clone: string;
}

/** @param edits of the small organization, on the branch `main` */
export function aHostedRepository(...edits: readonly Edit[]): Hosted {
  const hosted = aFolder();
  aSmallOrganization(hosted, ...edits);
  write(hosted, 'organization/accounts/shop.yaml', ACCOUNT);
  aRepository(hosted);
  return { hosted, clone: cloneOf(hosted) };
}

/** What actions/checkout makes with all history: the default branch is checked out. */
export function cloneOf(hosted: string): string {
  const clone = join(aFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', '--branch', 'main', `file://${hosted}`, clone], { stdio: 'ignore' });
  return clone;
}

/**
 * Commits a change on a branch that starts at a revision, and goes back to `main`.
 *
 * @param change writes into the repository's folder
 */
export function commitOn(hosted: string, branch: string, from: string, change: (folder: string) => void): string {
  gitIn(hosted, 'checkout', '--quiet', '-B', branch, from);
  change(hosted);
  const commit = commitAll(hosted, 'change');
  gitIn(hosted, 'checkout', '--quiet', 'main');
  return commit;
}

export function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, text);
}

export const ACCOUNT = 'email: shop@example.com\nunit: Production\nowner: shop@example.com\nbudget: 1\n';
