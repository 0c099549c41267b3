import { applicationPlaces } from './access';
import { groupBy } from './group-by';
import { applicationPermissionSet, identityStack, identityStackOf } from './names';
import type { Account, Assignment, Organization } from './organization';
import type { PermissionSetId } from './permission-sets';
import type { Position } from './problem';
import { isInside } from './tree';

/** A tier of work, or the people of an application. */
export type PermissionSetRef =
  | { readonly kind: 'tier'; readonly id: PermissionSetId }
  | { readonly kind: 'application'; readonly application: string };

/** That the people of a group have a permission set in one account. */
export interface PlacedAssignment {
  readonly permissionSet: PermissionSetRef;
  readonly group: string;
  /** The key of the account, which may be the management account. */
  readonly account: string;
  /** The stack that holds it. */
  readonly stack: string;
  /** The lines that say so. */
  readonly at: readonly Position[];
}

/** The guardrail under which an account is closed for everybody's work. */
export const QUARANTINE = 'quarantine';

/** The name of a permission set in Identity Center. */
export function permissionSetName(permissionSet: PermissionSetRef): string {
  return permissionSet.kind === 'tier' ? permissionSet.id : applicationPermissionSet(permissionSet.application);
}

/**
 * Who has which permission set where: the one source for stacks, reports and proofs. Equal ones are one entry, with all lines
 * that say so. In the order of the configuration: assignments first, then applications with people.
 *
 * A unit's assignments follow its accounts. Closed accounts have none, and those in quarantine only if the assignment says so.
 */
export function placedAssignments(organization: Organization): readonly PlacedAssignment[] {
  const { identity } = organization;
  const merged = new Map<string, PlacedAssignment>();
  const accountsIn = accountReader(organization);
  for (const one of [
    ...(identity?.assignments ?? []).flatMap((assignment) => placeAssignment(assignment, organization, accountsIn)),
    ...placePeople(organization),
  ]) {
    const id = JSON.stringify([one.permissionSet, one.group, one.account]);
    const first = merged.get(id);
    merged.set(id, first === undefined ? one : { ...first, at: [...first.at, ...one.at] });
  }
  return [...merged.values()];
}

/**
 * The stacks of Identity Center: the first one, then those of a suffix by name; none if its instance is not known. A stack
 * remains as long as an application or an assignment names it.
 */
export function identityStackNames({ identity, applications }: Organization): readonly string[] {
  if (identity === null || identity.instance === null) return [];
  const named = new Set([...identity.stacks, ...applications.map(({ stack }) => identityStackOf(stack))]);
  named.delete(identityStack());
  return [identityStack(), ...[...named].sort()];
}

/** The ids of groups by name, as far as they are known: assignments of the others are left out of the stacks. */
export function knownGroups({ groups }: Pick<Organization, 'groups'>): ReadonlyMap<string, string> {
  return new Map(groups.flatMap(({ name, id }) => (id === null ? [] : [[name, id] as const])));
}

/** The applications that have a permission set, by which their people reach stores; in the order of their keys. */
export function applicationsWithPeople(organization: Organization): Organization['applications'] {
  const active = applicationPlaces(organization).filter(({ state }) => state === 'active');
  return [...new Set(active.map(({ application }) => application))].filter(({ people }) => people !== null);
}

/** Whether nobody works in an account, because a guardrail on the way to it stops everybody, or it is suspended. */
export function isQuarantined(
  { key, unit, state }: Account,
  { placements }: Pick<Organization, 'placements'>,
): boolean {
  const quarantined = placements.filter(({ guardrail }) => guardrail === QUARANTINE).map(({ target }) => target);
  return state === 'suspended' || quarantined.some((target) => target === key || isInside(unit, target));
}

/** The keys of the accounts of a target that are not closed; of those in quarantine only if it is asked for them. */
type AccountReader = (target: string, isQuarantineMeant: boolean) => readonly string[];

/** Each account is looked at once, and not for each assignment: both grow together. */
function accountReader(organization: Organization): AccountReader {
  const open = organization.accounts.filter(({ state }) => state !== 'closed');
  const byKey = new Map(open.map((account, index) => [account.key, index]));
  const byUnit = groupBy(open.keys(), (index) => open[index]?.unit ?? '');
  let quarantined: ReadonlySet<Account> | undefined;
  return (target, isQuarantineMeant) => {
    const inside = [...byUnit].filter(([unit]) => isInside(unit, target)).flatMap(([, indexes]) => indexes);
    const found = new Set([...inside, byKey.get(target) ?? []].flat());
    const accounts = [...found].sort((a, b) => a - b).flatMap((index) => open[index] ?? []);
    if (isQuarantineMeant) return accounts.map(({ key }) => key);
    quarantined ??= new Set(open.filter((account) => isQuarantined(account, organization)));
    return accounts.filter((account) => quarantined?.has(account) !== true).map(({ key }) => key);
  };
}

function placeAssignment(
  assignment: Assignment,
  { managementAccount }: Organization,
  accountsIn: AccountReader,
): readonly PlacedAssignment[] {
  const { group, permissionSet: id, to, quarantined, stack } = assignment;
  return to.flatMap((target, index) => {
    const keys = target === managementAccount.key ? [target] : accountsIn(target, quarantined);
    const at = [assignment.locate(['to', index])];
    return keys.map((account) => ({ permissionSet: { kind: 'tier', id } as const, group, account, stack, at }));
  });
}

function placePeople(organization: Organization): readonly PlacedAssignment[] {
  return applicationPlaces(organization)
    .filter(({ state }) => state === 'active')
    .flatMap(({ application: { key, people, stack }, account }) =>
      people === null
        ? []
        : [
            {
              permissionSet: { kind: 'application', application: key } as const,
              group: people.group,
              account,
              stack: identityStackOf(stack),
              at: [people.at],
            },
          ],
    );
}
