import { BACKUP_GUARDRAIL } from '../../backup-plans';
import type { Configuration } from '../../configuration';
import { groupBy } from '../../group-by';
import { applicationsStack, STACK_SETS } from '../../names';
import { placesOf } from './context';

/** How many StackSets each stack of applications holds: one for each application in each of its open accounts. */
export function countPlaces({ applications, accounts }: Configuration): ReadonlyMap<string, number> {
  const closed = new Set(accounts.filter(({ draft }) => draft.state === 'closed').map(({ key }) => key));
  // The stack of an application is unknown if it is a mistake, which has been reported.
  const known = applications.filter(({ draft }) => draft.stack !== null);
  const byStack = groupBy(known, ({ draft }) => applicationsStack(draft.stack ?? undefined));
  return new Map(
    [...byStack].map(([stack, inside]) => [
      stack,
      inside.reduce((sum, one) => sum + placesOf(one).filter((account) => !closed.has(account)).length, 0),
    ]),
  );
}

/** How many StackSets an organization has, those of partners, of the log archive, of the baseline and of backups included. */
export function countStackSets(configuration: Configuration): number {
  const { logArchive, baseline, partners, guardrails } = configuration.landingZone.draft;
  const {
    trailArchive,
    logArchive: others,
    account,
    region,
    globalEvents,
    audit,
    ci,
    partner,
    backup,
    backupCopies,
  } = STACK_SETS;
  const placed = Object.values(guardrails ?? {}).flatMap((all) =>
    Object.entries(all ?? {}).filter(([id]) => id === BACKUP_GUARDRAIL),
  );
  const areCopied = placed.some(([, parameters]) => parameters?.['copyTo'] !== undefined);
  const needsCi = configuration.applications.some(({ draft }) => (draft.runsOn?.github ?? []).length > 0);
  const named = [
    ...(logArchive === undefined ? [] : [trailArchive, others]),
    ...(baseline === undefined ? [] : [account, region, globalEvents, audit]),
    ...(needsCi ? [ci] : []),
    ...(placed.length === 0 ? [] : [backup]),
    ...(areCopied ? [backupCopies] : []),
    ...Object.keys(partners ?? {}).map(partner),
  ];
  return [...countPlaces(configuration).values()].reduce((sum, places) => sum + places, named.length);
}
