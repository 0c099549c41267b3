import type { Organization, Unit } from './organization';
import { ROOT } from './organization';
import type { Problem } from './problem';
import { sortProblems } from './problem';

/** The part of a unit that must not change. */
type BaseUnit = Pick<Unit, 'key' | 'id' | 'parent'>;

/**
 * Reports changes that are not possible between an earlier revision and this one.
 *
 * A unit keeps its parent: AWS cannot move a unit, so CloudFormation would replace it, and every account below it would
 * have to move.
 *
 * @param base the units of the earlier revision
 */
export function checkAgainstBase(organization: Organization, base: readonly BaseUnit[]): readonly Problem[] {
  const before = new Map(base.map((unit) => [unit.key, unit]));
  const problems = organization.units.flatMap((unit) => {
    const earlier = before.get(unit.key);
    // Compared by key: when a unit moves, the paths below it change too, but it is one mistake.
    if (earlier === undefined || keyOf(earlier.parent) === keyOf(unit.parent)) return [];
    return [describeMove(unit, earlier.parent, organization)];
  });
  return sortProblems(problems);
}

function describeMove({ key, parent, at }: Unit, earlier: string, organization: Organization): Problem {
  return {
    code: 'parent-changed',
    at: parent === ROOT ? at : organization.locate(['units', key, 'parent']),
    message: `the unit \`${key}\` moves from ${describeParent(earlier)} to ${describeParent(parent)}`,
    allowed: `${describeParent(earlier)}, as before: AWS cannot move a unit`,
    fix: `add a new unit below ${describeParent(parent)}, move the accounts there, then remove \`${key}\``,
  };
}

function describeParent(id: string): string {
  return id === ROOT ? 'the root' : `\`${id}\``;
}

function keyOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
