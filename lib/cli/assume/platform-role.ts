import { AUDIT_ROLES } from '../../model/audit-roles';
import { BREAK_GLASS, BREAK_GLASS_USERS, roleEverywhere } from '../../model/names';
import type { Account, Organization } from '../../model/organization';
import { PERMISSION_SET_DEFAULTS } from '../../model/permission-sets';

/** A role that the baseline makes in member accounts, for people. */
export interface PlatformRole {
  /** Path and name, without the slash in front. */
  readonly id: string;
  readonly name: string;
  /** What it may: one sentence, no period. */
  readonly may: string;
  /** Whom it trusts, as the end of a sentence. */
  readonly trusts: string;
  /** The account and the permission set whose sessions may assume it, such as `audit/security`; null: none may. */
  readonly via: string | null;
}

/** How long a session of a platform role lasts at most, in seconds. */
export const PLATFORM_ROLE_SECONDS = 3600;

const idOf = ({ path, name }: { readonly path: string; readonly name: string }): string => `${path.slice(1)}${name}`;

const BREAK_GLASS_ROLE: PlatformRole = {
  id: idOf(BREAK_GLASS),
  name: BREAK_GLASS.name,
  may: 'Does everything in the account: for emergencies, and every use sets off an alarm',
  trusts: `users of the management account below ${BREAK_GLASS_USERS}, with an MFA code of the last hour`,
  via: null,
};

/** Those that trust sessions of a permission set in one account. */
const auditRoles = (account: string): readonly PlatformRole[] =>
  Object.values(AUDIT_ROLES).map(({ role, people, permissions }) => ({
    id: idOf(role),
    name: role.name,
    may: PERMISSION_SET_DEFAULTS[permissions].summary,
    trusts: `sessions of the permission set \`${people}\` in the audit account`,
    via: `${account}/${people}`,
  }));

/** The platform roles that the organization has in its member accounts. */
export function platformRoles({ baseline, audit, platform }: Organization): readonly PlatformRole[] {
  if (baseline === null) return [];
  return [
    ...(platform.principals.breakGlass.includes(roleEverywhere(BREAK_GLASS)) ? [BREAK_GLASS_ROLE] : []),
    ...(audit === null ? [] : auditRoles(audit.account)),
  ];
}

/** Whether an account has them. */
export function hasPlatformRoles({ state, hasBaseline }: Pick<Account, 'state' | 'hasBaseline'>): boolean {
  return hasBaseline && state !== 'closed';
}
