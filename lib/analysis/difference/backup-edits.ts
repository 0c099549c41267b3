import type { GuardrailsFile } from '../../model/guardrails-file';
import { inARow } from '../../report/words';
import { changed, isLess, isMore, missingIn, quoted, tellFact, weakened, type EvidenceEdit } from './evidence-edit';

type Facts = GuardrailsFile['organization'];
type Lock = NonNullable<Facts['backups']>['lock'];

/**
 * What was edited of how vaults keep recovery points. Not compared if one of the states does not say it. What is backed up, and
 * for how long, are settings of a guardrail.
 */
export function findBackupEdits({ backups: old }: Facts, { backups: now }: Facts): readonly EvidenceEdit[] {
  if (old === undefined || now === undefined) return [];
  const [off, on] = [missingIn(now.resourceTypes, old.resourceTypes), missingIn(old.resourceTypes, now.resourceTypes)];
  return [
    ...tellFact({
      name: 'The shortest time for which vaults keep backups',
      values: [old.lock.minimumDays, now.lock.minimumDays],
      isWeaker: isLess,
      unit: 'days',
    }),
    // A lower one refuses what is kept for long, and a higher one lets anybody store what nobody can delete.
    ...tellFact({
      name: 'A longest time for which vaults keep backups',
      measure: 'The longest time for which vaults keep backups',
      values: [old.lock.maximumDays, now.lock.maximumDays],
      isWeaker: isMore,
      unit: 'days',
    }),
    ...findFinalEdits(old.lock, now.lock),
    ...(off.length === 0
      ? []
      : [weakened(`Nothing switches on backups of ${named(off)} anymore. Where they are on, they stay on.`)]),
    ...(on.length === 0 ? [] : [changed(`Backups of ${named(on)} are switched on, and stay on.`)]),
  ];
}

function findFinalEdits({ finalAfterDays: was }: Lock, { finalAfterDays: is }: Lock): readonly EvidenceEdit[] {
  if (was === null && is !== null)
    return [
      changed(
        `The lock of the vaults is final after ${is} days: then nobody can loosen it, not even AWS. Check that it shall be.`,
      ),
    ];
  if (was !== null && is === null)
    return [weakened('The lock of the vaults is not final anymore. Where it is already, AWS refuses that.')];
  return tellFact({
    name: 'The time after which the lock of the vaults is final',
    values: [was, is],
    isWeaker: isMore,
    unit: 'days',
  });
}

function named(types: readonly string[]): string {
  return inARow(types.map(quoted), 'and');
}
