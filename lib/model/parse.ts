import { buildOrganization } from './build-organization';
import { findUnknownUnits } from './checks/account-units';
import { findMissingIds } from './checks/adoption';
import { findDuplicateAccountIds, findDuplicateEmails, findDuplicateUnitIds } from './checks/duplicates';
import { findBadExemptions } from './checks/exemptions';
import { findBadAccountKeys, findNameClashes } from './checks/names';
import { findBadTargets, resolvePlacements } from './checks/placements';
import { findExceededQuotas } from './checks/quota-use';
import { findDuplicateRegions, findUngovernedHome } from './checks/regions';
import { resolveUnits } from './checks/unit-tree';
import type { ParameterSchemas } from './configuration';
import type { Organization } from './organization';
import type { Outcome, Problem } from './problem';
import { describeProblem, failed, ok } from './problem';
import { readConfiguration } from './read-configuration';

/**
 * The organization that a folder describes, or all its problems.
 *
 * Reads `landing-zone.yaml`, `accounts/*.yaml`, `packing.lock.json` and `expectations.jsonl`, and nothing else: no clock
 * and no environment.
 * Equal files give equal organizations.
 *
 * @param catalogue the guardrails that may be named, with the schemas of their parameters
 */
export function parseOrganization(folder: string, catalogue: ParameterSchemas): Outcome<Organization> {
  const read = readConfiguration(folder);
  if (read.kind === 'problems') return read;
  const { configuration, landingZone, accounts } = read.value;
  const tree = resolveUnits(configuration.landingZone);
  const { placements, problems: placementProblems } = resolvePlacements(configuration, catalogue);

  const problems = [
    ...read.value.problems,
    ...tree.problems,
    ...placementProblems,
    ...findMissingIds(configuration),
    ...findUngovernedHome(configuration),
    ...findDuplicateRegions(configuration),
    ...findNameClashes(configuration, tree),
    ...findBadAccountKeys(configuration),
    ...findDuplicateEmails(configuration),
    ...findDuplicateAccountIds(configuration),
    ...findDuplicateUnitIds(configuration),
    ...findUnknownUnits(configuration, tree),
    ...findBadTargets(configuration, tree),
    ...findBadExemptions(configuration, catalogue),
    ...findExceededQuotas(configuration),
  ];
  if (problems.length > 0 || landingZone === null) return failed(withoutRepetitions(problems));
  return ok(buildOrganization(landingZone, accounts, tree.units, placements, read.value));
}

/** A mistake in a value that YAML aliases repeat is found once for each alias. */
function withoutRepetitions(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [describeProblem(problem), problem])).values()];
}
