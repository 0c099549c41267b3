import { BACKUP_OPERATOR, BREAK_GLASS_USERS, PARTNERS } from '../../model/names';
import type { Account, Organization } from '../../model/organization';
import { permissionSetName, placedAssignments, type PlacedAssignment } from '../../model/people';
import { PERMISSION_SET_DEFAULTS } from '../../model/permission-sets';
import { PLATFORM_ROLE_SECONDS, hasPlatformRoles, platformRoles, type PlatformRole } from './platform-role';
import type { SignedIn } from './principal';
import { hoursOf } from './step';

/** What somebody may act as, by the configuration. */
export interface Usable {
  /** What to write after `npx rampart assume`. */
  readonly target: string;
  /** The session that comes before, such as `audit/security`; null: none. */
  readonly via: string | null;
  readonly kind: 'permission-set' | 'role';
  /** The account's key. */
  readonly account: string;
  /** Its number; null: it is not known yet. */
  readonly accountId: string | null;
  /** One sentence, no period. */
  readonly may: string;
  /** How long a session lasts at most, in seconds. */
  readonly seconds: number;
  /** The groups that give it, if groups do: one of them is enough. */
  readonly groups: readonly string[];
}

/** What a principal may act as, and what that hangs on. */
export interface Choice {
  readonly usable: readonly Usable[];
  /** The groups of which a person of this session is in at least one; a single one: they are in it. */
  readonly groups: readonly string[];
}

/** In the order of the configuration. */
export function choose(principal: SignedIn, organization: Organization): Choice {
  switch (principal.kind) {
    case 'group':
      return ofGroups([principal.group], organization);
    case 'permission-set':
      return ofGroups(groupsBehind(principal, organization), organization);
    case 'user':
      return { usable: [...breakGlass(principal, organization), ...partners(principal, organization)], groups: [] };
    case 'role':
    case 'root':
      return { usable: partners(principal, organization), groups: [] };
  }
}

/** The groups that have a permission set in an account. */
function groupsBehind(
  { account, permissionSet }: Extract<SignedIn, { readonly kind: 'permission-set' }>,
  organization: Organization,
): readonly string[] {
  const numbers = numbersOf(organization);
  const behind = placedAssignments(organization).filter(
    (one) => numbers.get(one.account) === account && permissionSetName(one.permissionSet) === permissionSet,
  );
  return [...new Set(behind.map(({ group }) => group))];
}

function ofGroups(groups: readonly string[], organization: Organization): Choice {
  const numbers = numbersOf(organization);
  const sets = new Map<string, Usable>();
  for (const placed of placedAssignments(organization).filter(({ group }) => groups.includes(group))) {
    const one = usableSet(placed, organization, numbers);
    const first = sets.get(one.target);
    sets.set(one.target, { ...one, groups: [...(first?.groups ?? []), placed.group] });
  }
  const roles = platformRoles(organization).flatMap((role) => {
    const before = role.via === null ? undefined : sets.get(role.via);
    return before === undefined
      ? []
      : membersWithRoles(organization).map((account) => ({ ...usableRole(role, account), groups: before.groups }));
  });
  return { usable: [...sets.values(), ...roles], groups };
}

function usableSet(
  { permissionSet, account }: PlacedAssignment,
  organization: Organization,
  numbers: ReadonlyMap<string, string | null>,
): Usable {
  return {
    ...{ kind: 'permission-set', target: `${account}/${permissionSetName(permissionSet)}`, via: null },
    ...{ account, accountId: numbers.get(account) ?? null },
    may:
      permissionSet.kind === 'tier'
        ? PERMISSION_SET_DEFAULTS[permissionSet.id].summary
        : `Reaches the stores that the people of \`${permissionSet.application}\` reach: \`npx rampart access --principal ${permissionSetName(permissionSet)}\``,
    ...{ seconds: hoursOf(permissionSet, organization) * 3600, groups: [] },
  };
}

function usableRole({ id, name, via, may }: PlatformRole, { key, accountId }: Account): Usable {
  return {
    // The name alone of this one may also be that of a permission set.
    ...{ kind: 'role', target: `${key}/${name === BACKUP_OPERATOR.name ? id : name}`, via },
    ...{ account: key, accountId, may, seconds: PLATFORM_ROLE_SECONDS, groups: [] },
  };
}

function breakGlass(
  { account, id }: Extract<SignedIn, { readonly kind: 'user' }>,
  organization: Organization,
): readonly Usable[] {
  if (account !== organization.managementAccount.accountId || !`/${id}`.startsWith(BREAK_GLASS_USERS)) return [];
  return platformRoles(organization)
    .filter(({ via }) => via === null)
    .flatMap((role) => membersWithRoles(organization).map((one) => usableRole(role, one)));
}

/** A partner's own principals: the role that is named, or any. */
function partners(
  principal: Extract<SignedIn, { readonly account: string }>,
  organization: Organization,
): readonly Usable[] {
  const { partners: all, accounts } = organization;
  const own = all.filter(
    ({ account, role }) =>
      account === principal.account &&
      (role === null || (principal.kind === 'role' && role.split('/').at(-1) === principal.name)),
  );
  return own.flatMap((partner) =>
    accounts
      .filter((account) => partner.accounts.includes(account.key) && hasPlatformRoles(account))
      .map(({ key, accountId }) => ({
        ...{ kind: 'role', via: null, account: key, accountId, groups: [] },
        target: `arn:aws:iam::${accountId ?? '<account>'}:role${PARTNERS.path}${partner.key}`,
        may: `${PERMISSION_SET_DEFAULTS[partner.permissionSet].summary}, until ${partner.expires}`,
        seconds: partner.hours * 3600,
      })),
  );
}

function membersWithRoles({ accounts }: Organization): readonly Account[] {
  return accounts.filter(hasPlatformRoles);
}

function numbersOf({ accounts, managementAccount }: Organization): ReadonlyMap<string, string | null> {
  return new Map([...accounts, managementAccount].map(({ key, accountId }) => [key, accountId]));
}
