import { realpathSync, statSync } from 'node:fs';
import { failed, ok, type Outcome } from '../../../model/problem';
import { findOrganization, LANDING_ZONE } from '../find-organization';
import { readGuardrailsFile } from '../read-guardrails-file';
import type { GlobalOptions } from '../../command';
import type { Io } from '../../io';
import { readOrganization } from '../read-organization';
import { statOf } from '../stat-of';
import { UserMistake } from '../user-mistake';
import { findMergeBase, findRevision } from './find-revision';
import { readRevision } from './read-revision';
import type { State } from './state';

export interface States {
  readonly before: State;
  readonly after: State;
}

/**
 * Reads two states of an organization, or reports what is wrong with them.
 *
 * @param base default: the merge base of the default branch and `HEAD`
 * @param head default: the working tree
 */
export async function readStates(
  base: string | undefined,
  head: string | undefined,
  options: Pick<GlobalOptions, 'organization'>,
  io: Io,
): Promise<Outcome<States>> {
  if (head === undefined && base !== undefined) refuseItself(base, options.organization);
  const [before, after] = await Promise.all([
    base === undefined ? readMergeBase(options.organization, io) : readNamed(base, options.organization, io),
    head === undefined ? readFolder(options.organization) : readNamed(head, options.organization, io),
  ]);
  if (before.kind === 'ok' && after.kind === 'ok') return ok({ before: before.value, after: after.value });
  return failed([before, after].flatMap((outcome) => (outcome.kind === 'ok' ? [] : outcome.problems)));
}

/** A state by its name: a folder, a `guardrails.json` or a Git revision, tried in this order. */
export async function readNamed(named: string, organization: string, io: Io): Promise<Outcome<State>> {
  if (named === '')
    throw new UserMistake('the name of a state is empty; pass a Git revision, a folder or a guardrails.json');
  const folder = findOrganization(named, organization);
  if (folder !== undefined) return readFolder(folder);
  if (statOf(named)?.isFile() === true) return readFile(named);
  return readRevision(findRevision(named, organization), organization, io);
}

export function readMergeBase(organization: string, io: Io): Promise<Outcome<State>> {
  return readRevision(findMergeBase(organization), organization, io);
}

/** A folder has no code of its own, so the running code reads it. */
function readFolder(folder: string): Outcome<State> {
  const read = readOrganization(folder);
  if (read.kind === 'problems') return read;
  return ok({ file: read.value.assembly.file, name: folder });
}

function readFile(path: string): Outcome<State> {
  const read = readGuardrailsFile(path);
  return read.kind === 'ok' ? ok({ file: read.value, name: path }) : read;
}

function refuseItself(base: string, organization: string): void {
  const folder = base === '' ? undefined : findOrganization(base, organization);
  const own = statSync(organization, { throwIfNoEntry: false }) === undefined ? undefined : realpathSync(organization);
  if (folder !== undefined && realpathSync(folder) === own)
    throw new UserMistake(
      `\`${base}\` is the organization itself; pass an earlier state, or another folder with a ${LANDING_ZONE}`,
    );
}
