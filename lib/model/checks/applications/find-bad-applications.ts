import type { Configuration, ParameterSchemas } from '../../configuration';
import type { Problem } from '../../problem';
import type { UnitTree } from '../unit-tree';
import { findBadPlaces } from './accounts';
import { findStoresWithoutPlan } from './backups';
import { findRepeatedCallers } from './callers';
import { readContext } from './context';
import { findBadGrantPlaces } from './grant-places';
import { findBadGrantees } from './grantees';
import { findIdleGroups, findUnknownGroups } from './groups';
import { findBucketClashes, findLongBucketNames, findStackSetClashes } from './names';
import { findMissingBaseline } from './needed-sections';
import { findBadPartners } from './partners';
import { findUnprotectedStores } from './protection';
import { findUngovernedRegions } from './regions';
import { findRepeatedGrants } from './repeated-grants';

/** What is wrong with applications, beyond what each file shows by itself. */
export function findBadApplications(
  configuration: Configuration,
  tree: UnitTree,
  catalogue: ParameterSchemas,
): readonly Problem[] {
  const context = readContext(configuration, tree);
  return [
    ...findMissingBaseline(context),
    ...findBadPlaces(context),
    ...findUngovernedRegions(context),
    ...findUnknownGroups(context),
    ...findIdleGroups(context),
    ...findBadGrantees(context),
    ...findBadGrantPlaces(context),
    ...findRepeatedGrants(context),
    ...findBadPartners(context),
    ...findRepeatedCallers(context),
    ...findLongBucketNames(context),
    ...findBucketClashes(context),
    ...findStackSetClashes(context),
    ...findUnprotectedStores(context, catalogue),
    ...findStoresWithoutPlan(context, catalogue),
  ];
}
