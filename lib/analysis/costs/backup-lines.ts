import { BACKUP_GUARDRAIL } from '../../model/backup-plans';
import type { Organization } from '../../model/organization';
import { isInside } from '../../model/tree';
import { costLine, counts, type CostLine } from './cost-line';

/** The id of the line. */
export const BACKUP_KEYS = 'backup-keys';

/** The parameters of the guardrail that decide how many keys there are. */
interface BackupParameters {
  readonly regions?: readonly string[];
  readonly copyTo?: { readonly account: string; readonly region: string };
}

/**
 * What the keys of backups cost: that of the vault in each account and Region that is backed up, another one for EBS where
 * there are copies, and that of each vault with copies. What the vaults hold, and what is copied between Regions, nobody can
 * know here: it depends on the data.
 */
export function backupLines({ accounts, placements, governedRegions, homeRegion }: Organization): readonly CostLine[] {
  const placed = placements
    .filter(({ guardrail }) => guardrail === BACKUP_GUARDRAIL)
    .map(({ target, parameters }) => ({ target, ...(parameters as BackupParameters) }));
  if (placed.length === 0) return [];
  const open = accounts.filter(({ state }) => state !== 'closed');
  const backedUp = open.filter(({ unit }) => placed.some(({ target }) => isInside(unit, target))).length;
  const regions = new Set([homeRegion, ...placed.flatMap((one) => one.regions ?? governedRegions)]).size;
  const copies = placed.flatMap(({ copyTo }) => copyTo ?? []);
  const receivers =
    new Set(copies.map(({ account }) => account)).size * new Set(copies.map(({ region }) => region)).size;
  const keys = (id: string, title: string, count: number): readonly CostLine[] =>
    count === 0 ? [] : [costLine(id, title, 'key', [counts(count, 'key')])];
  return [
    ...keys(BACKUP_KEYS, 'Keys of backups', backedUp * regions),
    ...keys('ebs-keys', 'Keys of EBS, for copies', copies.length === 0 ? 0 : backedUp * regions),
    ...keys('copy-keys', 'Keys of vaults with copies', receivers),
  ];
}
