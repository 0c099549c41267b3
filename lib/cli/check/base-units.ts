import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { resolveUnits } from '../../model/checks/unit-tree';
import type { Unit } from '../../model/organization';
import { failed, ok, type Outcome } from '../../model/problem';
import { readConfiguration } from '../../model/read-configuration';
import { findCommit, git, isInRepository } from '../input/git';
import { UserMistake } from '../input/user-mistake';

/** What makes a folder an organization's. */
export const LANDING_ZONE = 'landing-zone.yaml';

/**
 * The units of an earlier state: of a folder that holds an organization, or of its parent folder, or else of a Git
 * revision. Mistakes elsewhere in that state do not matter.
 */
export function readBaseUnits(base: string, organization: string): Outcome<readonly Unit[]> {
  const folder = findOrganization(base, organization);
  // An empty variable of a pipeline must not make the check pass.
  if (base === '' || (folder !== undefined && realpathSync(folder) === realpathSync(organization)))
    throw new UserMistake(`--base: \`${base}\` is the organization itself; name an earlier state`);
  return folder === undefined ? readRevision(base, organization) : readUnits(folder, folder);
}

/** The folder itself, or the one within it that is called as the organization's, or nothing. */
export function findOrganization(folder: string, organization: string): string | undefined {
  return [folder, join(folder, basename(resolve(organization)))].find((candidate) =>
    existsSync(join(candidate, LANDING_ZONE)),
  );
}

function readUnits(folder: string, label: string): Outcome<readonly Unit[]> {
  const read = readConfiguration(folder);
  const tree = read.kind === 'ok' ? resolveUnits(read.value.configuration.landingZone) : undefined;
  if (tree?.isKnown === true) return ok(tree.units);
  const problems = read.kind === 'ok' ? read.value.problems : read.problems;
  const relabel = (file: string): string => file.replace(folder, () => label);
  return failed(problems.map((problem) => ({ ...problem, at: { ...problem.at, file: relabel(problem.at.file) } })));
}

/** Units stand in `landing-zone.yaml`, so of a revision this one file is enough. */
function readRevision(revision: string, organization: string): Outcome<readonly Unit[]> {
  if (!isInRepository(organization))
    throw new UserMistake(
      `--base: \`${revision}\` is no folder with a ${LANDING_ZONE}, and \`${organization}\` is in no Git repository`,
    );
  const commit = findCommit(organization, revision);
  if (commit === null)
    throw new UserMistake(
      `--base: \`${revision}\` is neither a folder with a ${LANDING_ZONE} nor a revision that Git knows`,
    );
  // `./` is relative to the folder that Git runs in, whatever the repository calls it.
  const shown = git(organization, ['show', `${commit}:./${LANDING_ZONE}`]);
  if (!shown.isOk)
    throw new UserMistake(`--base: the revision \`${revision}\` holds no \`${join(organization, LANDING_ZONE)}\``);
  const folder = mkdtempSync(join(tmpdir(), 'rampart-base-'));
  try {
    writeFileSync(join(folder, LANDING_ZONE), shown.output);
    return readUnits(folder, `${revision}:${organization}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
