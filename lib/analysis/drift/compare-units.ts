import type { LiveOrganization, LiveUnit } from '../../model/live-organization';
import { ROOT, type Organization, type Unit } from '../../model/organization';
import { aDrift, globally, type Drift } from './drift';
import type { MatchedTree } from './match-tree';
import type { Places } from './places';

/**
 * The differences between the units of the files and those of the live organization. AWS moves no unit, so that one with another
 * parent was moved in the files.
 */
export function compareUnits(
  { units: all }: Organization,
  live: LiveOrganization,
  { units }: MatchedTree,
  places: Places,
): readonly Drift[] {
  const known = new Set([...units.values()].map(({ id }) => id));
  return [
    ...all.flatMap((written): readonly Drift[] => {
      const { id, parent, awsId, at } = written;
      const unit = units.get(id);
      if (unit === undefined)
        return [
          aDrift({
            ...{ kind: 'unit-missing', subject: id, at },
            summary: `unit \`${id}\` does not exist, or is not where the files have it`,
            trace: globally('DeleteOrganizationalUnit'),
            fix: 'if it is gone, remove it from the file; else deploy `Organization`',
          }),
        ];
      if (awsId !== null && awsId !== unit.id)
        return [
          aDrift({
            ...{ kind: 'unit-missing', subject: id, at },
            summary: `unit \`${id}\` has the id \`${awsId}\` in the files, and \`${unit.id}\` at AWS: it was made again`,
            trace: globally('DeleteOrganizationalUnit', 'CreateOrganizationalUnit'),
            fix: 'write its new id into the file: a policy that names the old one no longer means it',
          }),
        ];
      const parentId = parent === ROOT ? live.rootId : units.get(parent)?.id;
      return [
        ...(unit.parentId === parentId ? [] : [movedUnit(written, unit, places)]),
        ...(unit.name === written.name ? [] : [renamedUnit(written, unit)]),
      ];
    }),
    ...live.units
      .filter(({ id }) => !known.has(id))
      .map(({ id, name, parentId }) =>
        aDrift({
          ...{ kind: 'unit-unknown', subject: id },
          summary: `unit \`${name}\` (${id}) in ${places(parentId)} is in no file`,
          trace: globally('CreateOrganizationalUnit'),
          fix: 'write it into `units`, with its id, or remove it at AWS: Rampart does neither',
        }),
      ),
  ];
}

function movedUnit({ id, parent, at }: Unit, unit: LiveUnit, places: Places): Drift {
  return aDrift({
    ...{ kind: 'unit-moved', subject: id, at },
    summary: `unit \`${id}\` (${unit.id}) is in ${places(unit.parentId)} at AWS, and in ${parent === ROOT ? 'the root' : `unit \`${parent}\``} in the files`,
    fix: 'AWS moves no unit: write it where AWS has it, or add another unit and move the accounts',
  });
}

function renamedUnit({ id, name, at }: Unit, unit: LiveUnit): Drift {
  return aDrift({
    ...{ kind: 'unit-renamed', subject: id, at },
    summary: `unit \`${id}\` (${unit.id}) is named \`${unit.name}\` at AWS, and \`${name}\` in the files`,
    trace: globally('UpdateOrganizationalUnit'),
    fix: `write \`name: ${unit.name}\` into the file, or name it again: its key stays`,
  });
}
