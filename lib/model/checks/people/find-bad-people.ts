import type { Configuration, ParameterSchemas } from '../../configuration';
import type { Problem } from '../../problem';
import type { UnitTree } from '../unit-tree';
import { readContext } from './context';
import { findBadAdministrator } from './delegated-administrator';
import { findUnknownGroups } from './groups';
import { findMisplaced } from './management';
import { findBadPartnerAccounts } from './partner-accounts';
import { findBadPartners } from './partners';
import { findQuarantinedTargets } from './quarantined-targets';
import { findRepeatedAssignments } from './repeated-assignments';
import { findBadRevocations } from './revocations';
import { findRoleNameClashes } from './role-names';
import { findUnknownStacks } from './stacks';
import { findBadTargets } from './targets';
import { findUnenforcedRevocations } from './unenforced-revocations';
import { findUnprotectedPartners } from './unprotected-partners';

/** What is wrong with people, partners and revocations, beyond what the schema says. */
export function findBadPeople(
  configuration: Configuration,
  tree: UnitTree,
  catalogue: ParameterSchemas,
): readonly Problem[] {
  const context = readContext(configuration, tree, catalogue);
  return [
    ...findUnknownGroups(context),
    ...findBadTargets(context),
    ...findMisplaced(context),
    ...findQuarantinedTargets(context),
    ...findRepeatedAssignments(context),
    ...findUnknownStacks(context),
    ...findBadAdministrator(context),
    ...findBadPartnerAccounts(context),
    ...findBadPartners(context),
    ...findUnprotectedPartners(context),
    ...findRoleNameClashes(context),
    ...findBadRevocations(context),
    ...findUnenforcedRevocations(context),
  ];
}
