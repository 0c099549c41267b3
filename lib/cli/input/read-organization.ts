import { catalogue } from '../../../policies/catalogue';
import { assemble, findAssemblyProblems } from '../../analysis/assemble/assemble';
import type { Assembly } from '../../analysis/assemble/assembly';
import type { Configuration } from '../../model/configuration';
import type { Organization } from '../../model/organization';
import { checkConfiguration } from '../../model/parse';
import { failed, ok, type Outcome, type Problem } from '../../model/problem';
import { readConfiguration, type ReadConfiguration } from '../../model/read-configuration';

/** A valid organization with the policy documents that are attached in it. */
export interface CheckedOrganization {
  readonly organization: Organization;
  readonly assembly: Assembly;
}

/**
 * Reads and checks an organization, and reports all problems at once. If a part has a mistake, whatever does not depend
 * on that part is checked nevertheless.
 *
 * @param compare finds more problems with the configuration; default: none
 */
export function readOrganization(
  folder: string,
  compare: (configuration: Configuration) => readonly Problem[] = () => [],
): Outcome<CheckedOrganization> {
  const read = readConfiguration(folder);
  return read.kind === 'ok' ? checkRead(read.value, compare) : read;
}

/** The same, of files that have been read. */
export function checkRead(
  read: ReadConfiguration,
  compare: (configuration: Configuration) => readonly Problem[] = () => [],
): Outcome<CheckedOrganization> {
  const parsed = checkConfiguration(read, catalogue);
  if (parsed.kind === 'partial') {
    const { problems, sketch, configuration } = parsed;
    return failed([...problems, ...compare(configuration), ...findAssemblyProblems(sketch, catalogue)]);
  }
  const { organization, configuration } = parsed;
  const differences = compare(configuration);
  const assembled = assemble(organization, catalogue);
  if (assembled.kind === 'problems') return failed([...differences, ...assembled.problems]);
  return differences.length > 0 ? failed(differences) : ok({ organization, assembly: assembled.value });
}
