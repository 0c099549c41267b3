import type { GuardrailsFile } from '../../model/guardrails-file';
import { isFromAws } from '../../model/is-from-aws';
import { findBackupEdits } from './backup-edits';
import { findBaselineEdits } from './baseline-edits';
import { findComplianceEdits } from './compliance-edits';
import { findSpendingEdits } from './spending-edits';
import {
  changed,
  isLess,
  isMore,
  missingIn,
  pairUp,
  quoted,
  tellFact,
  weakened,
  type EvidenceEdit,
} from './evidence-edit';

type Facts = GuardrailsFile['organization'];
type Trail = NonNullable<Facts['trail']>;

/**
 * What was edited of the log archive, the trail, its alarms and who hears them, the baseline, the standards, who hears of
 * spending, and how vaults keep backups. An edit weakens the evidence if less is recorded or measured, it is kept or locked for a shorter time, fewer people hear of less,
 * another key encrypts it, or nothing here can tell. A state that was read from AWS does not say.
 */
export function findEvidenceEdits(before: GuardrailsFile, after: GuardrailsFile): readonly EvidenceEdit[] {
  if (isFromAws(before) || isFromAws(after)) return [];
  const [old, now] = [before.organization, after.organization];
  return [
    ...findArchiveEdits(old, now),
    ...findTrailEdits(old.trail, now.trail),
    ...findBaselineEdits(old, after),
    ...findComplianceEdits(old, after),
    ...findSpendingEdits(old, after),
    ...findBackupEdits(old, now),
  ];
}

function findArchiveEdits({ logArchive: old }: Facts, { logArchive: now }: Facts): readonly EvidenceEdit[] {
  if (old === undefined && now === undefined) return [];
  if (old === undefined) return [changed(`Logs are kept in the account \`${now?.account ?? ''}\`.`)];
  if (now === undefined) return [weakened('The log archive is no longer in a stack. What it holds stays.')];
  return [
    ...tellDays('The lock of the logs of the trail', old.lockDays, now.lockDays),
    ...tellDays('The retention of the logs of the trail', old.trailDays, now.trailDays),
    ...tellDays('The retention of all other logs', old.otherDays, now.otherDays),
  ];
}

function findTrailEdits(old: Trail | undefined, now: Trail | undefined): readonly EvidenceEdit[] {
  if (old === undefined && now === undefined) return [];
  if (old === undefined)
    return [changed('A trail records the management events of all accounts, and alarms watch it.')];
  if (now === undefined)
    return [weakened('The trail and its alarms are no longer in a stack: nothing protects or repairs them.')];
  return [
    ...tellDays('The retention of the log group of the trail', old.logGroupDays, now.logGroupDays),
    ...tellFact({
      name: 'The key of the logs of the trail',
      values: [describeKey(old.keyArn), describeKey(now.keyArn)],
      // With a foreign key, its owner decides who reads the logs.
      isWeaker: 'whose it is',
    }),
    ...findAlarmEdits(old.alarms, now.alarms),
    ...missingIn(now.subscriptions, old.subscriptions).map((who) => weakened(`\`${who}\` no longer hears the alarms.`)),
    ...missingIn(old.subscriptions, now.subscriptions).map((who) => changed(`\`${who}\` now hears the alarms.`)),
  ];
}

function describeKey(arn: string | null): string {
  return arn === null ? 'its alias' : quoted(arn);
}

function findAlarmEdits(old: Trail['alarms'], now: Trail['alarms']): readonly EvidenceEdit[] {
  return pairUp(old, now).flatMap(([id, was, is]) =>
    tellFact({
      name: `The alarm \`${id}\``,
      measure: `The threshold of the alarm \`${id}\``,
      values: [was ?? null, is ?? null],
      isWeaker: isMore,
    }),
  );
}

function tellDays(name: string, was: number, is: number): readonly EvidenceEdit[] {
  return tellFact({ name, values: [was, is], isWeaker: isLess, unit: 'days' });
}
