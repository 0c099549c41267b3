import { backupPlacements } from './backup-plans';
import type { BackupInterval, Organization } from './organization';
import { targetsUpFrom } from './tree';

/**
 * The tag by which the plans above an account choose what they back up; undefined: no plan reaches the account.
 *
 * Of several placements the nearest one counts: their plans have the same names, and the lower one overrides.
 *
 * @param key of the account
 */
export function backupTag(
  { accounts, placements }: Pick<Organization, 'accounts' | 'placements'>,
  key: string,
  every: BackupInterval,
): { readonly key: string; readonly value: string } | undefined {
  const unit = accounts.find((account) => account.key === key)?.unit;
  if (unit === undefined) return undefined;
  const placed = backupPlacements(placements);
  const tag = targetsUpFrom(unit)
    .flatMap((target) => placed.filter(({ placement }) => placement.target === target))
    .at(0)?.parameters.tag;
  return tag === undefined ? undefined : { key: tag, value: every };
}
