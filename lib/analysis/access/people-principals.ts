import { groupBy } from '../../model/group-by';
import type { Organization } from '../../model/organization';
import {
  applicationsWithPeople,
  permissionSetName,
  placedAssignments,
  type PlacedAssignment,
} from '../../model/people';
import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS, type PermissionSetId } from '../../model/permission-sets';
import { PLAIN, type Holder, type ListedPrincipal } from './listed-principal';
import { POWER_OF_TIER } from './power';

/** Each tier, assigned or not, and the people of each application. None, if nobody signs in by Identity Center. */
export function peoplePrincipals(organization: Organization): readonly ListedPrincipal[] {
  const { identity } = organization;
  if (identity === null) return [];
  const placed = groupBy(placedAssignments(organization), ({ permissionSet }) => permissionSetName(permissionSet));
  return [
    // From the one that may most.
    ...[...PERMISSION_SET_IDS].reverse().map((id) => tier(id, identity.hours[id], placed.get(id) ?? [])),
    ...applicationsWithPeople(organization).map(({ key, people, owner }): ListedPrincipal => {
      const name = permissionSetName({ kind: 'application', application: key });
      return {
        ...PLAIN,
        ...held(placed.get(name) ?? []),
        kind: 'application-people',
        name,
        power: 'data',
        may: `${people?.mayWrite === true ? 'Reads and writes' : 'Reads'} the stores of the application ${key}, and those that grant it to its people`,
        owner,
        at: people?.at ?? null,
      };
    }),
  ];
}

function tier(id: PermissionSetId, hours: number, placed: readonly PlacedAssignment[]): ListedPrincipal {
  return {
    ...PLAIN,
    ...held(placed),
    kind: 'tier',
    name: id,
    power: POWER_OF_TIER[id],
    may: PERMISSION_SET_DEFAULTS[id].summary,
    hours,
    isAlarmed: PERMISSION_SET_DEFAULTS[id].isElevated,
    at: placed[0]?.at[0] ?? null,
  };
}

function held(placed: readonly PlacedAssignment[]): Pick<ListedPrincipal, 'accounts' | 'holders'> {
  const byGroup = groupBy(placed, ({ group }) => group);
  return {
    accounts: [...new Set(placed.map(({ account }) => account))],
    holders: [...byGroup].map(([group, all]): Holder => ({ group, accounts: all.map(({ account }) => account) })),
  };
}
