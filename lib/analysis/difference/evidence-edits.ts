import type { GuardrailsFile } from '../../model/guardrails-file';
import { isFromAws } from '../../model/is-from-aws';
import type { Difference } from './difference-file';

type Edit = Difference['edits'][number];
type Facts = GuardrailsFile['organization'];
type Trail = NonNullable<Facts['trail']>;

/**
 * What was edited of the log archive, the trail, its alarms and who hears them. An edit weakens the evidence if less is recorded,
 * it is kept or locked for a shorter time, fewer people hear of less, or another key encrypts it. A state that was read from AWS does not say.
 */
export function findEvidenceEdits(before: GuardrailsFile, after: GuardrailsFile): readonly Edit[] {
  if (isFromAws(before) || isFromAws(after)) return [];
  const [old, now] = [before.organization, after.organization];
  return [...findArchiveEdits(old, now), ...findTrailEdits(old.trail, now.trail)];
}

function findArchiveEdits({ logArchive: old }: Facts, { logArchive: now }: Facts): readonly Edit[] {
  if (old === undefined && now === undefined) return [];
  if (old === undefined) return [changed(`Logs are kept in the account \`${now?.account ?? ''}\`.`)];
  if (now === undefined) return [weakened('The log archive is no longer in a stack. What it holds stays.')];
  return [
    ...findShorter('The lock of the logs of the trail', old.lockDays, now.lockDays),
    ...findShorter('The retention of the logs of the trail', old.trailDays, now.trailDays),
    ...findShorter('The retention of all other logs', old.otherDays, now.otherDays),
  ];
}

function findTrailEdits(old: Trail | undefined, now: Trail | undefined): readonly Edit[] {
  if (old === undefined && now === undefined) return [];
  if (old === undefined)
    return [changed('A trail records the management events of all accounts, and alarms watch it.')];
  if (now === undefined)
    return [weakened('The trail and its alarms are no longer in a stack: nothing protects or repairs them.')];
  return [
    ...findShorter('The retention of the log group of the trail', old.logGroupDays, now.logGroupDays),
    ...findKeyEdits(old.keyArn, now.keyArn),
    ...findAlarmEdits(old.alarms, now.alarms),
    ...missingIn(now.subscriptions, old.subscriptions).map((who) => weakened(`\`${who}\` no longer hears the alarms.`)),
    ...missingIn(old.subscriptions, now.subscriptions).map((who) => changed(`\`${who}\` now hears the alarms.`)),
  ];
}

/** Nothing here can tell whose key it is: with a foreign one, its owner decides who reads the logs. */
function findKeyEdits(was: string | null, is: string | null): readonly Edit[] {
  if (was === is) return [];
  const name = (arn: string | null): string => (arn === null ? 'its alias' : `\`${arn}\``);
  return [weakened(`The key of the logs of the trail changes from ${name(was)} to ${name(is)}: check whose it is.`)];
}

function findAlarmEdits(old: Trail['alarms'], now: Trail['alarms']): readonly Edit[] {
  const ids = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return ids.flatMap((id) => {
    const [was, is] = [old[id], now[id]];
    if (was === is) return [];
    if (is === undefined) return [weakened(`The alarm \`${id}\` is switched off.`)];
    if (was === undefined) return [changed(`The alarm \`${id}\` is switched on.`)];
    const summary = `The threshold of the alarm \`${id}\` changes from ${was} to ${is}.`;
    return [is > was ? weakened(summary) : changed(summary)];
  });
}

function findShorter(what: string, was: number, is: number): readonly Edit[] {
  if (was === is) return [];
  const summary = `${what} changes from ${was} to ${is} days.`;
  return [is < was ? weakened(summary) : changed(summary)];
}

function missingIn(some: readonly string[], all: readonly string[]): readonly string[] {
  return all.filter((one) => !some.includes(one));
}

function weakened(summary: string): Edit {
  return { kind: 'evidence-weakened', guardrails: [], targets: [], parameters: {}, summary };
}

function changed(summary: string): Edit {
  return { ...weakened(summary), kind: 'evidence-changed' };
}
