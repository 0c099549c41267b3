import type { Configuration } from '../../configuration';
import type { Problem } from '../../problem';
import type { UnitTree } from '../unit-tree';
import { findRepeatedAlerts, findTooManyThresholds } from './alerts';
import { findMissingAmounts } from './amounts';
import { findBadAnomalies } from './anomalies';
import { findHomeWithoutBudgets, findUnheardBudgets, findUnknownDefaults } from './sections';

/** What is wrong with the budgets of accounts and of the organization, and with what tells of unusual spending. */
export function findBadBudgets(configuration: Configuration, tree: UnitTree): readonly Problem[] {
  return [
    ...findHomeWithoutBudgets(configuration),
    ...findUnknownDefaults(configuration, tree),
    ...findMissingAmounts(configuration),
    ...findRepeatedAlerts(configuration),
    ...findTooManyThresholds(configuration),
    ...findUnheardBudgets(configuration),
    ...findBadAnomalies(configuration),
  ];
}
