import { backupPlacements, isBackedUp } from '../backup-plans';
import type { Configuration } from '../configuration';
import type { Placement } from '../organization';
import { ROOT } from '../organization';
import type { Problem } from '../problem';
import { DEFAULT_MINIMUM_DAYS } from '../schema/backups';
import { listValues } from '../suggest';

/** The vaults and the role come by a StackSet to units and the root, never to a single account. */
export function findBackupsOfSingleAccounts(
  { accounts }: Configuration,
  placements: readonly Placement[],
): readonly Problem[] {
  const units = new Map(accounts.map(({ key, draft }) => [key, draft.unit]));
  return backupPlacements(placements).flatMap(({ placement: { target, at, guardrail } }) => {
    if (!units.has(target)) return [];
    const unit = units.get(target);
    return [
      {
        code: 'backups-of-single-account',
        at,
        message: `\`${guardrail}\` is on the account \`${target}\`, where nothing makes its vault and its role`,
        allowed: `\`${ROOT}\` or a unit`,
        fix: `place it on ${typeof unit === 'string' ? `the unit \`${unit}\`` : 'a unit'}: only what has the tag is backed up`,
      },
    ];
  });
}

/** Whoever can delete the backups of an account must not be able to delete their copies: those are in another account. */
export function findCopiesAmongBackups(
  { accounts }: Configuration,
  placements: readonly Placement[],
): readonly Problem[] {
  const all = backupPlacements(placements);
  const targets = all.map(({ placement }) => placement.target);
  return all.flatMap(({ placement, parameters: { copyTo } }) => {
    const unit = accounts.find(({ key }) => key === copyTo?.account)?.draft.unit;
    if (copyTo === undefined || typeof unit !== 'string' || !isBackedUp({ unit }, targets)) return [];
    const others = accounts.filter(
      ({ draft }) =>
        typeof draft.unit === 'string' &&
        !isBackedUp({ unit: draft.unit }, targets) &&
        (draft.state ?? 'active') === 'active',
    );
    return [
      {
        code: 'copies-among-backups',
        at: placement.locate(['copyTo', 'account']),
        message:
          `the account \`${copyTo.account}\` is itself backed up (\`${unit}\` is covered by \`${placement.guardrail}\`): ` +
          'its own backups would be copied into the same account',
        allowed:
          others.length === 0
            ? 'an account of a unit without the guardrail'
            : `an account of a unit without the guardrail: ${listValues(others.map(({ key }) => key))}`,
        fix: 'name an account of another unit',
      },
    ];
  });
}

/** A lock that no retention fits: the vaults would take nothing. */
export function findImpossibleLock({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const least = draft.backups?.lock?.minimumDays ?? DEFAULT_MINIMUM_DAYS;
  const most = draft.backups?.lock?.maximumDays;
  if (typeof most !== 'number' || least <= most) return [];
  return [
    {
      code: 'impossible-lock',
      at: yaml.locate([
        'backups',
        'lock',
        draft.backups?.lock?.minimumDays === undefined ? 'maximumDays' : 'minimumDays',
      ]),
      message: `the lock keeps recovery points for at least ${least} days, and at most ${most}`,
      allowed: '`minimumDays` up to `maximumDays`',
      fix: `write \`minimumDays: ${most}\` or less, or \`maximumDays: ${least}\` or more`,
    },
  ];
}

/**
 * Whoever may back up in an account chooses for how long. Under a lock that is final, nobody could ever delete what somebody keeps
 * for a hundred years.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export function findEndlessLock({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const { maximumDays, finalAfterDays } = draft.backups?.lock ?? {};
  if (typeof finalAfterDays !== 'number' || maximumDays !== undefined) return [];
  return [
    {
      code: 'endless-lock',
      at: yaml.locateKey(['backups', 'lock', 'finalAfterDays']),
      message:
        'the lock becomes final and has no `maximumDays`: whoever backs up by hand could keep a recovery point for 100 years, ' +
        'and nobody could delete it',
      allowed: '`finalAfterDays` together with `maximumDays`',
      fix: 'write the longest time that backups are to be kept, such as `maximumDays: 3650`',
    },
  ];
}
