import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { GuardrailsFile } from '../../../model/guardrails-file';
import { failed, ok, type Outcome } from '../../../model/problem';
import { LANDING_ZONE } from '../find-organization';
import { git } from '../git';
import type { Io } from '../../io';
import { readOrganization } from '../read-organization';
import { UserMistake } from '../user-mistake';
import { runOwnCode } from './run-own-code';
import { extractCommit } from './extract-commit';
import type { Revision } from './find-revision';
import { readCached, writeCached } from './revision-cache';
import { relabelProblems, type State } from './state';

/** The folder of the running code. */
const ROOT = join(__dirname, '../../../..');

/** The files that a revision needs so that its own code can compute its guardrails. */
const OWN_CODE = ['bin/rampart.js', 'lib/cli/guardrails.ts', 'package-lock.json'];

/**
 * The state at a revision, computed by that revision's own code, because guardrails are code and change with it. If the
 * organization is in another repository than the code, the running code reads it.
 */
export async function readRevision(revision: Revision, organization: string, io: Io): Promise<Outcome<State>> {
  const place = locate(organization);
  requirePath(revision, place, join(place.organization, LANDING_ZONE), 'has no');
  const read = await (place.code === null
    ? readByRunningCode(revision, place)
    : readByOwnCode(revision, place, place.code, io));
  if (read.kind === 'ok') return ok({ file: read.value, name: revision.name });
  return failed(relabelProblems(read.problems, (file) => `${revision.name}:${file}`));
}

/** Paths from the top of a repository, with slashes. */
interface Place {
  readonly top: string;
  readonly organization: string;
  /** Null: the repository does not contain our code. */
  readonly code: string | null;
}

function locate(organization: string): Place {
  const top = topOf(organization);
  const within = (folder: string): string => relative(top, realpathSync(folder)).split(sep).join('/');
  return { top, organization: within(organization), code: topOf(ROOT) === top ? within(ROOT) : null };
}

/** Empty if there is no repository. */
function topOf(folder: string): string {
  const top = git(folder, ['rev-parse', '--show-toplevel']).output.trim();
  return top === '' ? '' : realpathSync(top);
}

function requirePath({ commit, name }: Revision, { top }: Place, path: string, lacks: string): void {
  if (!git(top, ['cat-file', '-e', `${commit}:${path}`]).isOk)
    throw new UserMistake(`the revision \`${name}\` ${lacks} \`${path}\``);
}

async function readByOwnCode(revision: Revision, place: Place, code: string, io: Io): Promise<Outcome<GuardrailsFile>> {
  const key = [revision.commit, code, place.organization];
  const cached = readCached(key, io);
  if (cached !== null) return ok(cached);
  for (const path of OWN_CODE)
    requirePath(revision, place, join(code, path), 'is too old for `rampart guardrails`: it has no');
  const read = await inCopy(revision, place, '', (folder) =>
    runOwnCode({ revision, folder, code, organization: place.organization, ours: ROOT }, io),
  );
  if (read.kind === 'ok') writeCached(key, read.value, io);
  return read;
}

function readByRunningCode(revision: Revision, place: Place): Promise<Outcome<GuardrailsFile>> {
  return inCopy(revision, place, place.organization, (folder) => {
    const read = readOrganization(join(folder, place.organization));
    return Promise.resolve(
      read.kind === 'ok'
        ? ok(read.value.assembly.file)
        : failed(relabelProblems(read.problems, (file) => relative(folder, file))),
    );
  });
}

/** Calls a function with a copy of what the revision has at a path. The copy is removed afterwards. */
async function inCopy<T>(
  { commit }: Revision,
  { top }: Place,
  path: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rampart-revision-')));
  try {
    return await work(extractCommit(top, commit, path, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
