import { backupPlacements } from '../../model/backup-plans';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Organization } from '../../model/organization';

/** How the vaults keep backups, if something makes vaults. */
export function backupFacts({ placements, backups }: Organization): Pick<GuardrailsFile['organization'], 'backups'> {
  if (backupPlacements(placements).length === 0) return {};
  return { backups: { lock: backups.lock, resourceTypes: backups.resourceTypes } };
}
