import { PERMISSION_SET_DEFAULTS } from '../../permission-sets';
import type { Problem } from '../../problem';
import type { PeopleContext, WrittenAssignment } from './context';
import { describeQuarantine, isInQuarantine, touchesQuarantine } from './quarantine';
import { isClosed } from './targets';

/** Where a guardrail stops everybody's work, people are named on purpose. */
export function findQuarantinedTargets(context: PeopleContext): readonly Problem[] {
  return context.assignments
    .filter(
      ({ assignment: { permissionSet: set } }) => set === null || PERMISSION_SET_DEFAULTS[set].where !== 'management',
    )
    .flatMap((written) => [...findUnsaid(written, context), ...findIdleFlag(written, context)]);
}

function findUnsaid({ assignment, targets }: WrittenAssignment, context: PeopleContext): readonly Problem[] {
  if (assignment.quarantined === true || assignment.quarantined === null) return [];
  return targets.flatMap(({ name, place, at }) => {
    if (isClosed(place) || isInQuarantine(place, context) !== true) return [];
    const removal = targets.length === 1 ? 'remove the assignment' : 'remove it from the list';
    return [
      {
        code: 'target-in-quarantine',
        at,
        message: `\`${name}\` is in quarantine: ${describeQuarantine(place, context)}`,
        allowed: 'units and accounts that are not in quarantine, unless the assignment says `quarantined: true`',
        fix: `${removal}, or write \`quarantined: true\` if these people work there on purpose`,
      },
    ];
  });
}

function findIdleFlag(
  { assignment: { quarantined }, targets, isWhole, locate }: WrittenAssignment,
  context: PeopleContext,
): readonly Problem[] {
  if (quarantined !== true || !isWhole || targets.some(({ place }) => isClosed(place))) return [];
  if (targets.some(({ place }) => touchesQuarantine(place, context) !== false)) return [];
  return [
    {
      code: 'nothing-in-quarantine',
      at: locate(['quarantined']),
      message:
        '`quarantined` is `true`, but nothing that `to` names is in quarantine, or has something in quarantine below it',
      allowed: '`true` only where it includes a unit or an account in quarantine',
      fix: 'remove `quarantined`',
    },
  ];
}
