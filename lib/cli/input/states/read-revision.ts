import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { GuardrailsFile } from '../../../model/guardrails-file';
import { failed, ok, type Outcome } from '../../../model/problem';
import { LANDING_ZONE } from '../../check/base-units';
import { git } from '../git';
import type { Io } from '../../io';
import { readOrganization } from '../read-organization';
import { UserMistake } from '../user-mistake';
import { askOwnCode } from './ask-own-code';
import { extractCommit } from './extract-commit';
import type { Revision } from './find-revision';
import { readCached, writeCached } from './revision-cache';
import { relabelProblems, type State } from './state';

/** Where our own code lies. */
const ROOT = join(__dirname, '../../..');

/** What a revision's own code needs to tell its guardrails. */
const OWN_CODE = ['bin/rampart.js', 'lib/cli/guardrails.ts', 'package-lock.json'];

/**
 * The state at a revision, as that revision's own code computes it: guardrails are code, and change with it. Only where
 * the organization lives in another repository than the code, ours reads it.
 */
export async function readRevision(revision: Revision, organization: string, io: Io): Promise<Outcome<State>> {
  const place = locate(organization);
  requirePath(revision, place, join(place.organization, LANDING_ZONE), 'holds no');
  const read = await (place.code === null
    ? readByOurCode(revision, place)
    : readByOwnCode(revision, place, place.code, io));
  if (read.kind === 'ok') return ok({ file: read.value, name: revision.name });
  return failed(relabelProblems(read.problems, (file) => `${revision.name}:${file}`));
}

/** Paths from the top of a repository, with slashes. */
interface Place {
  readonly top: string;
  readonly organization: string;
  /** Null: the repository does not hold our code. */
  readonly code: string | null;
}

function locate(organization: string): Place {
  const top = topOf(organization);
  const within = (folder: string): string => relative(top, realpathSync(folder)).split(sep).join('/');
  return { top, organization: within(organization), code: topOf(ROOT) === top ? within(ROOT) : null };
}

/** Empty where there is no repository. */
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
    requirePath(
      revision,
      place,
      join(code, path),
      'is older than `rampart guardrails`, which tells its state: it has no',
    );
  const read = await inCopy(revision, place, '', (folder) =>
    askOwnCode({ revision, folder, code, organization: place.organization, ours: ROOT }, io),
  );
  if (read.kind === 'ok') writeCached(key, read.value, io);
  return read;
}

function readByOurCode(revision: Revision, place: Place): Promise<Outcome<GuardrailsFile>> {
  return inCopy(revision, place, place.organization, (folder) => {
    const read = readOrganization(join(folder, place.organization));
    return Promise.resolve(
      read.kind === 'ok'
        ? ok(read.value.assembly.file)
        : failed(relabelProblems(read.problems, (file) => relative(folder, file))),
    );
  });
}

/** Works in a copy of what the revision holds at a path, which is removed afterwards. */
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
