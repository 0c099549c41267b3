import { backupReach, isBackedUp } from '../../model/backup-plans';
import type { Organization } from '../../model/organization';
import { costLine, counts, type CostLine } from './cost-line';

/** The id of the line. */
export const BACKUP_KEYS = 'backup-keys';

/**
 * What the keys of backups cost: that of the vault in each account and Region that is backed up, another one for EBS where
 * there are copies, and that of each vault with copies. What the vaults hold, and what is copied between Regions, nobody can
 * know here: it depends on the data.
 */
export function backupLines(organization: Organization): readonly CostLine[] {
  const reach = backupReach(organization);
  if (reach === null) return [];
  const { targets, regions, copyAccounts, copyRegions } = reach;
  const open = organization.accounts.filter(({ state }) => state !== 'closed');
  const backedUp = open.filter((account) => isBackedUp(account, targets)).length * regions.length;
  const keys = (id: string, title: string, count: number): readonly CostLine[] =>
    count === 0 ? [] : [costLine(id, title, 'key', [counts(count, 'key')])];
  return [
    ...keys(BACKUP_KEYS, 'Keys of backups', backedUp),
    ...keys('ebs-keys', 'Keys of EBS, for copies', copyAccounts.length === 0 ? 0 : backedUp),
    ...keys('copy-keys', 'Keys of vaults with copies', copyAccounts.length * copyRegions.length),
  ];
}
