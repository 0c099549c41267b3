import { BACKUP_OPERATOR, PARTNERS, roleEverywhere } from './names';
import type { Organization } from './organization';
import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS, type PermissionSetId } from './permission-sets';

/** Whose sessions set off the alarm `elevated-access`. */
export interface ElevatedAccess {
  /** The names of permission sets. */
  readonly permissionSets: readonly string[];
  /** Patterns of the ARNs of roles. */
  readonly roles: readonly string[];
}

/**
 * The permission sets and roles for more than everyday work.
 *
 * They are watched whether anybody has them or not: whoever makes one by hand is found, too. A partner's role is watched if
 * people assume it, or if it may do as much as an elevated permission set. Of a machine that reads all day, the alarm would
 * stay on, and say nothing of anybody else.
 */
export function elevatedAccess({ partners }: Pick<Organization, 'partners'>): ElevatedAccess {
  return {
    permissionSets: PERMISSION_SET_IDS.filter(isElevated),
    roles: [
      BACKUP_OPERATOR,
      ...partners.filter(isWatchedPartner).map(({ key }) => ({ path: PARTNERS.path, name: key })),
    ].map(roleEverywhere),
  };
}

/** Whether the sessions of a partner's role are told of. */
export function isWatchedPartner({
  mfa,
  permissionSet,
}: Pick<Organization['partners'][number], 'mfa' | 'permissionSet'>): boolean {
  return mfa || isElevated(permissionSet);
}

function isElevated(id: PermissionSetId): boolean {
  return PERMISSION_SET_DEFAULTS[id].isElevated;
}
