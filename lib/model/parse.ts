import { buildOrganization } from './build-organization';
import { findUnknownUnits } from './checks/account-units';
import { findMissingIds } from './checks/adoption';
import { findBadApplications } from './checks/applications/find-bad-applications';
import {
  findBackupsOfSingleAccounts,
  findCopiesAmongBackups,
  findEndlessLock,
  findImpossibleLock,
} from './checks/backups';
import {
  findBadRecorder,
  findIncompleteBaseline,
  findUndecidedBaselines,
  findUnwatchedSecurityAccounts,
} from './checks/baseline';
import { findBadBudgets } from './checks/budgets/find-bad-budgets';
import { findBadCompliance } from './checks/compliance';
import {
  findDuplicateAccountIds,
  findDuplicateEmails,
  findDuplicateGroupIds,
  findDuplicateUnitIds,
} from './checks/duplicates';
import { findBadExemptFrom } from './checks/exempt-from';
import { findBadExemptions } from './checks/exemptions';
import { findShortRetention, findUnprotectedBuckets } from './checks/log-archive';
import { findBadKeys, findNameClashes } from './checks/names';
import { findBadPeople } from './checks/people/find-bad-people';
import { findBadTargets, resolvePlacements } from './checks/placements';
import { findExceededQuotas, findExceededQuotasOfPeople } from './checks/quota-use';
import { findDuplicateRegions, findOptInRegions, findUngovernedHome } from './checks/regions';
import {
  findBadSecurityAccounts,
  findQuarantinedSecurityAccounts,
  findUncoveredSecurityAccounts,
} from './checks/security-accounts';
import { findDuplicateSubscriptions } from './checks/subscriptions';
import { findUnquarantinedAccounts } from './checks/suspended';
import { findForeignTrailKey } from './checks/trail-key';
import { resolveUnits } from './checks/unit-tree';
import { findForeignConnection, findUnheardPipeline } from './checks/vending';
import { findAlarmWithoutRoles, findTooManyWatchedPartners, findTooManyWatchedRoles } from './checks/watched-roles';
import type { Configuration, ParameterSchemas } from './configuration';
import type { Organization } from './organization';
import type { Outcome, Problem } from './problem';
import { failed, ok, withoutRepetitions } from './problem';
import { readConfiguration, type ReadConfiguration } from './read-configuration';
import { ifKnown, sketchOrganization } from './sketch';

/** What a folder describes. */
export type ParsedConfiguration = { readonly configuration: Configuration } & (
  | { readonly kind: 'whole'; readonly organization: Organization }
  /** `sketch`: what could be read, for more checks, see `sketchOrganization`. */
  | { readonly kind: 'partial'; readonly problems: readonly Problem[]; readonly sketch: Organization }
);

/**
 * The organization that a folder describes, or all its problems.
 *
 * Reads `landing-zone.yaml`, `accounts/*.yaml`, `applications/*.yaml`, `packing.lock.json` and `expectations.jsonl`, and
 * nothing else: no clock and no environment.
 * Equal files give equal organizations.
 *
 * @param catalogue the guardrails that may be named, with the schemas of their parameters
 */
export function parseOrganization(folder: string, catalogue: ParameterSchemas): Outcome<Organization> {
  const parsed = parseConfiguration(folder, catalogue);
  if (parsed.kind === 'problems') return parsed;
  return parsed.value.kind === 'whole' ? ok(parsed.value.organization) : failed(parsed.value.problems);
}

/** The same, with what can still be checked if there are problems. */
export function parseConfiguration(folder: string, catalogue: ParameterSchemas): Outcome<ParsedConfiguration> {
  const read = readConfiguration(folder);
  return read.kind === 'ok' ? ok(checkConfiguration(read.value, catalogue)) : read;
}

/** The same, of files that have been read. */
export function checkConfiguration(read: ReadConfiguration, catalogue: ParameterSchemas): ParsedConfiguration {
  const { configuration, landingZone, accounts } = read;
  const tree = resolveUnits(configuration.landingZone);
  const { placements, problems: placementProblems } = resolvePlacements(configuration, catalogue);
  const regionProblems = [...findUngovernedHome(configuration), ...findDuplicateRegions(configuration)];
  const sketch = sketchOrganization(read, tree.units, placements, catalogue, regionProblems.length === 0);

  const problems = [
    ...read.problems,
    ...tree.problems,
    ...placementProblems,
    ...findMissingIds(configuration),
    ...regionProblems,
    ...findOptInRegions(configuration),
    ...findNameClashes(configuration, tree),
    ...findBadKeys(configuration),
    ...findDuplicateEmails(configuration),
    ...findDuplicateAccountIds(configuration),
    ...findDuplicateUnitIds(configuration),
    ...findDuplicateGroupIds(configuration),
    ...findUnknownUnits(configuration, tree),
    ...findUnquarantinedAccounts(configuration, tree, catalogue),
    ...findBadTargets(configuration, tree),
    ...findBadExemptions(configuration, catalogue),
    ...findBadExemptFrom(configuration, catalogue),
    ...findExceededQuotas(configuration),
    ...ifKnown(() => findExceededQuotasOfPeople(configuration, sketch), []),
    ...findBadSecurityAccounts(configuration),
    ...findUncoveredSecurityAccounts(configuration),
    ...findQuarantinedSecurityAccounts(configuration),
    ...findShortRetention(configuration),
    ...findUnprotectedBuckets(configuration, placements),
    ...findForeignTrailKey(configuration),
    ...findImpossibleLock(configuration),
    ...findEndlessLock(configuration),
    ...findBackupsOfSingleAccounts(configuration, placements),
    ...findCopiesAmongBackups(configuration, placements),
    ...findDuplicateSubscriptions(configuration),
    ...findTooManyWatchedRoles(configuration),
    ...findTooManyWatchedPartners(configuration),
    ...findAlarmWithoutRoles(configuration),
    ...findIncompleteBaseline(configuration),
    ...findBadRecorder(configuration),
    ...findUndecidedBaselines(configuration),
    ...findUnwatchedSecurityAccounts(configuration),
    ...findBadCompliance(configuration, catalogue),
    ...findBadApplications(configuration, tree, catalogue),
    ...findBadPeople(configuration, tree, catalogue),
    ...findBadBudgets(configuration, tree),
    ...findUnheardPipeline(configuration),
    ...findForeignConnection(configuration),
  ];
  if (problems.length === 0 && landingZone !== null)
    return {
      kind: 'whole',
      configuration,
      organization: buildOrganization(landingZone, accounts, tree.units, placements, read),
    };
  // A mistake in a value that YAML aliases repeat is found once for each alias.
  return { kind: 'partial', configuration, problems: withoutRepetitions(problems), sketch };
}
