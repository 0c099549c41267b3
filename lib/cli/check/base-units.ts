import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveUnits } from '../../model/checks/unit-tree';
import type { Unit } from '../../model/organization';
import { failed, ok, type Outcome } from '../../model/problem';
import { readConfiguration } from '../../model/read-configuration';
import { findOrganization, LANDING_ZONE } from '../input/find-organization';
import { findCommit, git, isInRepository } from '../input/git';
import { UserMistake } from '../input/user-mistake';

/**
 * The units of an earlier state: an organization's folder, the folder that contains it, or a Git revision. Mistakes
 * elsewhere in that state do not matter.
 */
export function readBaseUnits(base: string, organization: string): Outcome<readonly Unit[]> {
  const folder = findOrganization(base, organization);
  // If a pipeline passes an empty variable, the check must not pass.
  if (base === '' || (folder !== undefined && realpathSync(folder) === realpathSync(organization)))
    throw new UserMistake(`--base: \`${base}\` is the organization itself; pass an earlier state`);
  return folder === undefined ? readRevision(base, organization) : readUnits(folder, folder);
}

function readUnits(folder: string, label: string): Outcome<readonly Unit[]> {
  const read = readConfiguration(folder);
  const tree = read.kind === 'ok' ? resolveUnits(read.value.configuration.landingZone) : undefined;
  if (tree?.isKnown === true) return ok(tree.units);
  const problems = read.kind === 'ok' ? read.value.problems : read.problems;
  const relabel = (file: string): string => file.replace(folder, () => label);
  return failed(problems.map((problem) => ({ ...problem, at: { ...problem.at, file: relabel(problem.at.file) } })));
}

/** Units are listed in `landing-zone.yaml`, so only this file of the revision is read. */
function readRevision(revision: string, organization: string): Outcome<readonly Unit[]> {
  if (!isInRepository(organization))
    throw new UserMistake(
      `--base: \`${revision}\` is not a folder with a ${LANDING_ZONE}, and \`${organization}\` is not in a Git repository`,
    );
  const commit = findCommit(organization, revision);
  if (commit === null)
    throw new UserMistake(
      `--base: \`${revision}\` is neither a folder with a ${LANDING_ZONE} nor a known Git revision`,
    );
  // `./` is relative to the folder that Git runs in.
  const shown = git(organization, ['show', `${commit}:./${LANDING_ZONE}`]);
  if (!shown.isOk)
    throw new UserMistake(`--base: the revision \`${revision}\` has no \`${join(organization, LANDING_ZONE)}\``);
  const folder = mkdtempSync(join(tmpdir(), 'rampart-base-'));
  try {
    writeFileSync(join(folder, LANDING_ZONE), shown.output);
    return readUnits(folder, `${revision}:${organization}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
