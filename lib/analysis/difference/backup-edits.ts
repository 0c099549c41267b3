import type { GuardrailsFile } from '../../model/guardrails-file';
import { changed, isLess, missingIn, tellFact, tellParts, weakened, type EvidenceEdit } from './evidence-edit';

type Facts = GuardrailsFile['organization'];
type Lock = NonNullable<Facts['backups']>['lock'];

/**
 * What was edited of how vaults keep backups. Not compared if one of the states does not say it. That there are vaults at all is
 * a placement of the guardrail.
 */
export function findBackupEdits({ backups: old }: Facts, { backups: now }: Facts): readonly EvidenceEdit[] {
  if (old == null || now == null) return [];
  return [
    ...tellFact({
      name: 'The shortest retention that the lock of the vaults takes',
      values: [old.lock.minimumDays, now.lock.minimumDays],
      isWeaker: isLess,
      unit: 'days',
    }),
    ...tellFact({
      name: 'The longest retention that the lock of the vaults takes',
      values: [describeLimit(old.lock), describeLimit(now.lock)],
      isWeaker: () => (now.lock.maximumDays ?? Infinity) < (old.lock.maximumDays ?? Infinity),
    }),
    ...tellFinality(old.lock.finalAfterDays, now.lock.finalAfterDays),
    ...tellParts('resource type', '`backups.resourceTypes`', {
      lost: missingIn(now.resourceTypes, old.resourceTypes),
      gained: missingIn(old.resourceTypes, now.resourceTypes),
    }),
  ];
}

function describeLimit({ maximumDays }: Lock): string {
  return maximumDays === null ? 'no limit' : `${maximumDays} days`;
}

function tellFinality(was: number | null, is: number | null): readonly EvidenceEdit[] {
  if (was === is) return [];
  if (is === null)
    return [weakened('The lock of the vaults no longer becomes final. Where it is final already, it stays so.')];
  const summary = `The lock of a vault becomes final ${is} days after the vault gets it: then nobody can change it again`;
  if (was === null) return [changed(`${summary}.`)];
  return [(was < is ? weakened : changed)(`${summary} (previously ${was} days).`)];
}
