import { groupBy } from '../../group-by';
import { ROOT } from '../../organization';
import type { Problem } from '../../problem';
import { targetsUpFrom, unitsDownTo } from '../../tree';
import { describePosition } from '../describe-position';
import type { PeopleContext, NamedPlace, WrittenAssignment, WrittenTarget } from './context';
import { isMisplaced } from './management';
import { isClosed } from './targets';

/** One target of one assignment. */
interface Claim extends WrittenTarget {
  readonly group: string;
  readonly permissionSet: string;
  readonly isOnly: boolean;
  /** Whether accounts in quarantine are included. */
  readonly quarantined: boolean;
  /** Its number in the file. */
  readonly index: number;
}

/** What another assignment says already: after one is taken out, people still have the permission set. */
export function findRepeatedAssignments({ assignments }: PeopleContext): readonly Problem[] {
  const claims = assignments.flatMap(claimsOf).map((claim, index) => ({ ...claim, index }));
  const alike = groupBy(claims, ({ group, permissionSet }) => JSON.stringify([group, permissionSet]));
  return [...alike.values()].flatMap((same) => {
    const byTarget = groupBy(same, ({ name }) => name);
    return same.flatMap((claim) => {
      const others = [claim.name, ...namesAbove(claim.place)].flatMap((name) => byTarget.get(name) ?? []);
      const other = others.find((one) => covers(one, claim));
      return other === undefined ? [] : [describe(claim, other)];
    });
  });
}

function claimsOf({ assignment, targets }: WrittenAssignment): readonly Omit<Claim, 'index'>[] {
  const { group, permissionSet, quarantined } = assignment;
  if (group === null || permissionSet === null || quarantined === null) return [];
  return targets
    .filter(({ place }) => place.kind !== 'unknown' && place.kind !== 'unclear')
    .filter(({ place }) => !isClosed(place) && !isMisplaced(place, permissionSet))
    .map((target) => ({
      ...target,
      group,
      permissionSet,
      isOnly: targets.length === 1,
      quarantined: quarantined === true,
    }));
}

/** Of two that say the same, it is the first. */
function covers(one: Claim, claim: Claim): boolean {
  if (one.index === claim.index || (claim.quarantined && !one.quarantined)) return false;
  return one.name !== claim.name || one.quarantined !== claim.quarantined || one.index < claim.index;
}

/** The targets that include a place, the nearest first. */
function namesAbove(place: NamedPlace): readonly string[] {
  if (place.kind === 'unit') return [ROOT, ...unitsDownTo(place.unit).slice(0, -1)].reverse();
  if (place.kind !== 'account' || typeof place.account.draft.unit !== 'string') return [];
  return targetsUpFrom(place.account.draft.unit);
}

function describe({ name, at, group, permissionSet, isOnly }: Claim, other: Claim): Problem {
  const by = other.name === name ? '' : `, by \`${other.name}\``;
  return {
    code: 'duplicate-assignment',
    at,
    message: `\`${group}\` has \`${permissionSet}\` in \`${name}\` already${by} (${describePosition(other.at)})`,
    allowed: 'each unit or account once for a group and permission set: a unit includes what is below it',
    fix: isOnly ? 'remove this assignment' : 'remove it from the list',
  };
}
