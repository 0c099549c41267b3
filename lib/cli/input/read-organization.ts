import { catalogue } from '../../../policies/catalogue';
import { assemble } from '../../analysis/assemble/assemble';
import type { Assembly } from '../../analysis/assemble/assembly';
import type { Organization } from '../../model/organization';
import { parseOrganization } from '../../model/parse';
import { failed, ok, type Outcome, type Problem } from '../../model/problem';

/** A valid organization with the policy documents that are attached in it. */
export interface CheckedOrganization {
  readonly organization: Organization;
  readonly assembly: Assembly;
}

/**
 * Reads and checks an organization, in phases. Each phase reports all the problems that it finds.
 *
 * @param compare finds more problems with the configuration; default: none
 */
export function readOrganization(
  folder: string,
  compare: (organization: Organization) => readonly Problem[] = () => [],
): Outcome<CheckedOrganization> {
  const parsed = parseOrganization(folder, catalogue);
  if (parsed.kind === 'problems') return parsed;
  const organization = parsed.value;
  const differences = compare(organization);
  if (differences.length > 0) return failed(differences);
  const assembled = assemble(organization, catalogue);
  return assembled.kind === 'ok' ? ok({ organization, assembly: assembled.value }) : assembled;
}
