import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../../../../../lib/cli/io';

/** Runs Git in a folder, independent of the machine's configuration. */
export function gitIn(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgSign=false'];
  return execFileSync('git', ['-C', folder, ...identity, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

/** Makes a folder a repository with one commit of everything in it. */
export function aRepository(folder: string): void {
  gitIn(folder, 'init', '--quiet', '--initial-branch=main');
  commitAll(folder, 'first');
}

export function commitAll(folder: string, message: string): string {
  gitIn(folder, 'add', '--all');
  gitIn(folder, 'commit', '--quiet', `--message=${message}`);
  return gitIn(folder, 'rev-parse', 'HEAD');
}

/** Writes nothing, and keeps its caches in a folder. */
export function aSilentIo(caches: string): Io {
  return {
    out: () => undefined,
    err: () => undefined,
    progress: () => undefined,
    colors: { out: false, err: false },
    now: () => new Date('2026-12-01T00:00:00Z'),
    debug: false,
    interruption: () => new AbortController().signal,
    askHidden: () => Promise.resolve({ kind: 'no-terminal' }),
    ask: () => Promise.resolve({ kind: 'no-terminal' }),
    runProgram: () => Promise.reject(new Error('no program was expected')),
    node: { path: process.execPath, environment: { ...process.env, XDG_CACHE_HOME: caches } },
  };
}

const SMALL = `formatVersion: 1
organization:
  managementAccount: { name: management, id: '111111111111' }
regions:
  home: eu-central-1
  governed: [eu-central-1]
platform:
  organizationAccessRoleName: OrganizationAccountAccessRole
  deployment: ['arn:*:iam::*:role/platform/deployment']
  breakGlass: ['arn:*:iam::*:role/platform/break-glass']
units:
  Sandbox: {}
guardrails:
  root:
    deny-leaving-organization:
    deny-access-keys:
    deny-root-user:
`;

/** The edit that protects whoever is exempt, without which an organization cannot be deployed. */
export const PROTECTED = ['    deny-root-user:\n', '    deny-root-user:\n    protect-platform-roles:\n'] as const;

/** Writes an organization with three guardrails into a folder, with edits. */
export function aSmallOrganization(folder: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  const organization = join(folder, 'organization');
  mkdirSync(organization, { recursive: true });
  const text = edits.reduce((edited, [from, to]) => edited.replace(from, () => to), SMALL);
  writeFileSync(join(organization, 'landing-zone.yaml'), text);
  return organization;
}
