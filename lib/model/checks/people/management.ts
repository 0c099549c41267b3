import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS, type PermissionSetId } from '../../permission-sets';
import type { Problem } from '../../problem';
import { listValues } from '../../suggest';
import type { PeopleContext, NamedPlace, WrittenAssignment, WrittenTarget } from './context';
import { isClosed } from './targets';

/**
 * No guardrail binds the management account: whoever works there is named on purpose, some permission sets never are, and one
 * works nowhere else.
 */
export function findMisplaced({ management, assignments }: PeopleContext): readonly Problem[] {
  if (management === null) return [];
  return assignments.flatMap((written) => [
    ...written.targets.flatMap((target) => findMisplacedAt(target, written, management)),
    ...findIdleFlag(written, management),
  ]);
}

/** Whether a permission set is never there. */
export function isMisplaced({ kind }: NamedPlace, permissionSet: PermissionSetId): boolean {
  const { where } = PERMISSION_SET_DEFAULTS[permissionSet];
  return where === (kind === 'management' ? 'members' : 'management');
}

function findMisplacedAt(
  { name, place, at }: WrittenTarget,
  { assignment: { permissionSet, managementAccount }, targets }: WrittenAssignment,
  management: string,
): readonly Problem[] {
  const isBad = permissionSet !== null && isMisplaced(place, permissionSet);
  if (place.kind === 'unknown' || place.kind === 'unclear' || isClosed(place)) return [];
  if (place.kind !== 'management') {
    if (!isBad) return [];
    const more = targets.some((other) => other.place.kind === 'management');
    return [
      {
        code: 'permission-set-misplaced',
        at,
        message: `\`${permissionSet}\` works only in the management account, and not in \`${name}\``,
        allowed: `\`${management}\``,
        fix: more ? 'remove it from the list' : `write \`to: [${management}]\` and \`managementAccount: true\``,
      },
    ];
  }
  if (isBad)
    return [
      {
        code: 'permission-set-misplaced',
        at,
        message: `\`${permissionSet}\` is never assigned in the management account, \`${name}\`, which no guardrail binds`,
        allowed: `there: ${listValues(PERMISSION_SET_IDS.filter((id) => PERMISSION_SET_DEFAULTS[id].where !== 'members'))}`,
        fix:
          targets.length === 1 ? 'choose another permission set, or remove the assignment' : 'remove it from the list',
      },
    ];
  if (managementAccount === true || managementAccount === null) return [];
  return [
    {
      code: 'management-account',
      at,
      message: `\`${name}\` is the management account, which no guardrail binds`,
      allowed: 'units and member accounts, unless the assignment says `managementAccount: true`',
      fix: 'write `managementAccount: true` if these people work there on purpose, or else remove it',
    },
  ];
}

function findIdleFlag(
  { assignment: { permissionSet, managementAccount }, targets, isWhole, locate }: WrittenAssignment,
  management: string,
): readonly Problem[] {
  const isElsewhere = permissionSet === null || PERMISSION_SET_DEFAULTS[permissionSet].where === 'management';
  if (managementAccount !== true || !isWhole || isElsewhere) return [];
  if (targets.some(({ place }) => place.kind === 'management')) return [];
  return [
    {
      code: 'management-account-not-named',
      at: locate(['managementAccount']),
      message: `\`managementAccount\` is \`true\`, but \`to\` does not name \`${management}\``,
      allowed: '`true` only where `to` names the management account: `root` does not include it',
      fix: `add \`${management}\` to \`to\`, or remove \`managementAccount\``,
    },
  ];
}
