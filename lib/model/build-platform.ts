import { BACKUP_GUARDRAIL } from './backup-plans';
import { BACKUP, BASELINE, FINISHER, roleEverywhere } from './names';
import type { Placement, Platform } from './organization';
import type { LandingZoneFile } from './schema/landing-zone-file';

/** The role that service-managed StackSets assume in member accounts; the name is AWS's. */
const STACK_SETS_EXECUTION = 'arn:*:iam::*:role/stacksets-exec-*';

/** The role that forwards events. Its path and name are the same in every account. */
const FORWARDER = roleEverywhere(BASELINE.forwarder);

/**
 * The guardrails that do not bind the forwarder. It makes one call, `events:PutEvents` on the bus in the management
 * account's home Region, also for events of us-east-1, and a compromised account in quarantine must still be heard.
 */
const FORWARDER_EXEMPT_FROM = ['deny-unapproved-regions', 'quarantine'];

/** The guardrails that do not bind the finisher: they reserve for the platform what it sets. */
const FINISHER_EXEMPT_FROM = ['deny-account-changes', 'protect-baseline'];

/** The guardrail that lets only the platform start the baseline's state machines. In quarantine nothing starts. */
const FINISHER_START_EXEMPT_FROM = ['protect-baseline'];

/**
 * The guardrails that do not bind the role of AWS Backup: they stop what it does to make, copy and restore recovery points.
 * It lets snapshots expire, writes inventories and notifications of stores, shares snapshots of databases with the account of
 * copies, and starts what it restores without the tags that a guardrail wants and without saying how its metadata is read.
 * What it restores has no role of its own. In quarantine there are neither backups nor restores.
 */
const BACKUP_EXEMPT_FROM = [
  'deny-external-sharing',
  'protect-application-stores',
  'protect-backups',
  'require-imdsv2',
  'require-tags',
];

/** @param hasBaseline whether accounts have the roles of the baseline */
export function buildPlatform(
  { organizationAccessRoleName, deployment, breakGlass, exemptFrom }: LandingZoneFile['platform'],
  hasBaseline: boolean,
  placements: readonly Pick<Placement, 'guardrail'>[],
): Platform {
  const hasBackups = placements.some(({ guardrail }) => guardrail === BACKUP_GUARDRAIL);
  return {
    organizationAccessRoleName,
    principals: {
      organizationAccess: [`arn:*:iam::*:role/${organizationAccessRoleName}`],
      stackSetsExecution: [STACK_SETS_EXECUTION],
      deployment,
      breakGlass,
      forwarder: hasBaseline ? [FORWARDER] : [],
      finisher: hasBaseline ? [roleEverywhere(FINISHER.role)] : [],
      finisherStart: hasBaseline ? [roleEverywhere(FINISHER.startRole)] : [],
      backup: hasBackups ? [roleEverywhere(BACKUP.role)] : [],
    },
    exemptFrom: {
      organizationAccess: 'all',
      stackSetsExecution: 'all',
      ...exemptFrom,
      forwarder: FORWARDER_EXEMPT_FROM,
      finisher: FINISHER_EXEMPT_FROM,
      finisherStart: FINISHER_START_EXEMPT_FROM,
      backup: BACKUP_EXEMPT_FROM,
    },
  };
}
