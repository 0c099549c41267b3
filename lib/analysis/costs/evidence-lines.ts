import type { Audit, LogArchive, Organization } from '../../model/organization';
import { DAYS_A_MONTH } from './assumptions';
import { assumed, costLine, counts, type CostLine, type Factor } from './cost-line';

/** What the trail costs, its archive, its log group, and who is told: docs/audit.md. */
export function evidenceLines({ platform, logArchive, audit }: Organization, accounts: Factor): readonly CostLine[] {
  return [
    ...(logArchive === null ? [] : archiveLines(logArchive, audit, accounts)),
    ...(audit === null ? [] : auditLines(audit, platform.principals.deployment, accounts)),
  ];
}

function archiveLines({ trailDays }: LogArchive, audit: Audit | null, accounts: Factor): readonly CostLine[] {
  return [
    costLine('archive-keys', 'Keys of the log archive', 'key', [counts(2, 'key')]),
    ...(audit === null
      ? []
      : [
          costLine('archive-storage', 'Trail in its bucket', 'bucketStorage', [
            accounts,
            assumed('events'),
            assumed('archivedBytes'),
            months(trailDays),
          ]),
          costLine('archive-requests', 'Log files into the bucket', 'bucketRequest', [accounts, assumed('logFiles')]),
          costLine('archive-key-requests', 'Requests of its key', 'keyRequest', [
            accounts,
            assumed('logFiles'),
            assumed('keyRequestsPerFile'),
          ]),
        ]),
  ];
}

function auditLines(
  { logGroupDays, alarms, subscriptions }: Audit,
  deploymentRoles: readonly string[],
  accounts: Factor,
): readonly CostLine[] {
  // The stack leaves out an alarm that nothing could set off.
  const on = alarms.filter(({ id }) => id !== 'platform-role-assumed' || deploymentRoles.length > 0).length;
  const emails = subscriptions.filter(({ protocol }) => protocol === 'email').length;
  return [
    costLine('trail', 'Trail, its only copy', 'firstTrail', [accounts, assumed('events')]),
    costLine('log-group', 'Log group, written', 'logIngestion', [accounts, assumed('events'), assumed('logBytes')]),
    costLine('log-group-storage', 'Log group, kept', 'logStorage', [
      accounts,
      assumed('events'),
      assumed('logBytes'),
      months(logGroupDays),
    ]),
    costLine('alarms', 'Alarms', 'alarm', [counts(on, 'alarm')]),
    costLine('metrics', 'Their metrics', 'metric', [counts(on, 'metric'), assumed('metricShare')]),
    costLine('topic-keys', 'Keys of the topics', 'key', [counts(2, 'key')]),
    costLine('messages', 'E-mail', 'message', [counts(emails, 'address', 'addresses'), assumed('messages')]),
  ];
}

/** How many months of logs are kept, once the oldest are deleted. */
export function months(days: number): Factor {
  return counts(Math.round((days / DAYS_A_MONTH) * 10) / 10, 'month');
}
