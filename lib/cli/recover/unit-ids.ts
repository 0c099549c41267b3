import type { LiveUnit } from '../../aws/read-organization';
import { EXPORTS, exportName, stackName } from '../../model/names';
import { ROOT, type Organization } from '../../model/organization';
import type { Facts } from './facts';

/** The id at AWS of each unit of the files, by the unit's id; a unit that AWS does not have yet is missing. */
export type UnitIds = ReadonlyMap<string, string>;

/** A unit is found by the id in its file, by the export of its stack, or by its name below its parent, in this order. */
export function findUnitIds({ units }: Organization, { tree, exports }: Pick<Facts, 'tree' | 'exports'>): UnitIds {
  const found = new Map([[ROOT, tree.rootId]]);
  const live = new Set(tree.units.map(({ id }) => id));
  // INVARIANT: parents come before their children.
  for (const { id, key, parent, name, awsId } of units) {
    const exported = exports[exportName(stackName('Organization'), EXPORTS.unit(key))];
    const known = [awsId, exported].find((candidate) => typeof candidate === 'string' && live.has(candidate));
    const unitId = known ?? tree.units.find((unit) => unit.name === name && unit.parentId === found.get(parent))?.id;
    if (unitId !== undefined) found.set(id, unitId);
  }
  return found;
}

/** Where something is at AWS, for people: `root`, or the names of the units from the top. */
export function describePlace(parentId: string, { rootId, units }: Facts['tree']): string {
  const names: string[] = [];
  let unit: LiveUnit | undefined = units.find(({ id }) => id === parentId);
  if (unit === undefined) return parentId === rootId ? 'the root' : parentId;
  while (unit !== undefined) {
    names.unshift(unit.name);
    const { parentId: above }: LiveUnit = unit;
    unit = units.find(({ id }) => id === above);
  }
  return names.join('/');
}
