import { applicationPlaces } from '../../model/access';
import type { Organization } from '../../model/organization';
import { costLine, counts, type CostLine } from './cost-line';

/** The id of the line. */
export const APPLICATION_KEYS = 'application-keys';

/**
 * What the keys of applications cost: one in each account, if the application has a store. A retired one keeps its key, and
 * a file that is deleted leaves a key behind that is not counted here. What is stored, and the use of keys, is the
 * workload's.
 */
export function applicationLines(organization: Organization): readonly CostLine[] {
  const keys = applicationPlaces(organization).filter(({ application }) => application.stores.length > 0).length;
  return keys === 0 ? [] : [costLine(APPLICATION_KEYS, 'Keys of applications', 'key', [counts(keys, 'key')])];
}
