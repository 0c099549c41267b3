import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkAgainstBase, statedIn } from '../../model/base';
import type { Configuration } from '../../model/configuration';
import type { StatedOrganization } from '../../model/impossible-edit';
import { failed, ok, type Outcome, type Problem } from '../../model/problem';
import { resolveUnits } from '../../model/checks/unit-tree';
import { readConfiguration } from '../../model/read-configuration';
import { findOrganization, LANDING_ZONE } from '../input/find-organization';
import { findCommit, git, isInRepository } from '../input/git';
import { extractCommit } from '../input/states/extract-commit';
import { relabelProblems } from '../input/states/state';
import { UserMistake } from '../input/user-mistake';

/**
 * Edits since an earlier state that no deployment can make, or what is wrong with that state. Mistakes in it do not matter
 * where they hide nothing.
 *
 * @param base an organization's folder, the folder that contains it, or a Git revision
 * @param organization the folder of the configuration
 */
export function compareWithBase(base: string, organization: string, configuration: Configuration): readonly Problem[] {
  const earlier = readBase(base, organization);
  return earlier.kind === 'problems' ? earlier.problems : checkAgainstBase(configuration, earlier.value);
}

function readBase(base: string, organization: string): Outcome<StatedOrganization> {
  const folder = findOrganization(base, organization);
  // If a pipeline passes an empty variable, the check must not pass.
  if (base === '' || (folder !== undefined && realpathSync(folder) === realpathSync(organization)))
    throw new UserMistake(`--base: \`${base}\` is the organization itself; pass an earlier state`);
  return folder === undefined ? readRevision(base, organization) : readStated(folder, folder);
}

function readStated(folder: string, label: string): Outcome<StatedOrganization> {
  const read = readConfiguration(folder);
  if (read.kind === 'ok') {
    const { configuration } = read.value;
    const { landingZone, areAccountsKnown, areApplicationsKnown } = configuration;
    const unreadable = configuration.unreadableAccounts.size + configuration.unreadableApplications.size;
    if (resolveUnits(landingZone).isKnown && areAccountsKnown && areApplicationsKnown && unreadable === 0)
      return ok(statedIn(configuration));
  }
  const problems = read.kind === 'ok' ? read.value.problems : read.problems;
  return failed(relabelProblems(problems, (file) => file.replace(folder, () => label)));
}

function readRevision(revision: string, organization: string): Outcome<StatedOrganization> {
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
  if (!git(organization, ['cat-file', '-e', `${commit}:./${LANDING_ZONE}`]).isOk)
    throw new UserMistake(`--base: the revision \`${revision}\` has no \`${join(organization, LANDING_ZONE)}\``);
  const [top = '', prefix = ''] = git(organization, ['rev-parse', '--show-toplevel', '--show-prefix']).output.split(
    '\n',
  );
  const folder = mkdtempSync(join(tmpdir(), 'rampart-base-'));
  try {
    const extracted = resolve(extractCommit(top, commit, prefix, folder), prefix);
    return readStated(extracted, `${revision}:${organization}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
