import { backupReach } from '../../model/backup-plans';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Organization } from '../../model/organization';

type Facts = GuardrailsFile['organization']['backups'];

/** How the vaults keep backups; null: no account is backed up, so there are no vaults. */
export function backupFacts(organization: Organization): Facts {
  if (backupReach(organization) === null) return null;
  const { lock, resourceTypes } = organization.backups;
  return { lock, resourceTypes };
}
