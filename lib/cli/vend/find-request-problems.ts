import type { Organization } from '../../model/organization';
import { ROOT } from '../../model/organization';
import { QUARANTINE } from '../../model/people';
import { accountKeySchema, accountNameSchema } from '../../model/schema/text';
import { listValues } from '../../model/suggest';
import { isInside } from '../../model/tree';
import type { FieldProblem, Request } from './request';

/** What is wrong with the name of a new account: it becomes the name of a file, its key, and the name that AWS shows. */
export function findNameProblems({ name }: Request, { accounts }: Organization): readonly FieldProblem[] {
  if (name === undefined) return [];
  const problem = { code: 'invalid-value', at: ['name'] } as const;
  if (typeof name !== 'string')
    return [
      { ...problem, code: 'wrong-type', message: `\`name\` is not text: \`${JSON.stringify(name)}\``, allowed: KEY },
    ];
  const error = [accountKeySchema, accountNameSchema].flatMap(
    (schema) => schema.safeParse(name).error?.issues ?? [],
  )[0];
  if (error !== undefined) {
    // The name is both, so that the stricter limit holds; only a name that JavaScript knows has a reason of its own.
    const allowed = error.code === 'custom' ? error.message : KEY;
    return [{ ...problem, message: `\`name\` cannot be \`${name}\``, allowed }];
  }
  const taken = accounts.find(({ key }) => key.toLowerCase() === name.toLowerCase());
  if (taken === undefined) return [];
  const { file } = taken.at;
  return [
    {
      ...problem,
      code: 'duplicate-name',
      message:
        taken.key === name
          ? `there is an account \`${name}\` already (${file})`
          : `\`${name}\` differs only by case from the account \`${taken.key}\` (${file})`,
      allowed: 'a name that no other account has, in any case: on many computers the files would be one',
    },
  ];
}

/** The name as the key of an account, in words. */
export const KEY = 'a letter, then at most 49 letters, digits and hyphens';

/** Whether accounts in a unit are closed for everybody's work. */
function isClosedUnit(unit: string, { placements }: Pick<Organization, 'placements'>): boolean {
  return placements.some(({ guardrail, target }) => guardrail === QUARANTINE && isInside(unit, target));
}

/** The units in which a new account can work, in the order of the configuration. */
export function openUnits(organization: Organization): Organization['units'] {
  return organization.units.filter(({ id }) => !isClosedUnit(id, organization));
}

/** A new account must be guarded from its first second, and able to work. Whether there is such a unit, the parser says. */
export function findUnitProblems({ unit }: Request, organization: Organization): readonly FieldProblem[] {
  const { units, placements } = organization;
  if (typeof unit !== 'string' || !units.some(({ id }) => id === unit)) return [];
  if (isClosedUnit(unit, organization))
    return [
      {
        code: 'unit-in-quarantine',
        at: ['unit'],
        message: `accounts in \`${unit}\` are in quarantine, so that nobody could work in a new one`,
        allowed: listValues(openUnits(organization).map(({ id }) => id)),
      },
    ];
  if (placements.some(({ target }) => target === ROOT || isInside(unit, target))) return [];
  return [
    {
      code: 'unit-not-covered',
      at: ['unit'],
      message: `no guardrail binds accounts in \`${unit}\`: neither the root nor a unit on the way has one`,
      allowed: 'a unit with a guardrail on it or above it',
      fix: 'write a guardrail for it, or for the root, below `guardrails` of landing-zone.yaml',
    },
  ];
}
