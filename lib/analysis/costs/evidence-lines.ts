import { effectiveAlarms } from '../../model/effective-alarms';
import type { Audit, LogArchive, Organization } from '../../model/organization';
import { DAYS_A_MONTH } from './assumptions';
import { assumed, costLine, counts, type CostLine, type Factor } from './cost-line';

/** What the trail costs, its archive, its log group, and who is told: docs/audit.md. */
export function evidenceLines(organization: Organization, accounts: Factor): readonly CostLine[] {
  const { logArchive, audit } = organization;
  return [
    ...(logArchive === null ? [] : archiveLines(logArchive, audit, accounts)),
    ...(audit === null ? [] : auditLines(audit, effectiveAlarms(audit, organization).length, accounts)),
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

function auditLines({ logGroupDays, subscriptions }: Audit, alarms: number, accounts: Factor): readonly CostLine[] {
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
    costLine('alarms', 'Alarms', 'alarm', [counts(alarms, 'alarm')]),
    costLine('metrics', 'Their metrics', 'metric', [counts(alarms, 'metric'), assumed('metricShare')]),
    costLine('topic-keys', 'Keys of the topics', 'key', [counts(2, 'key')]),
    costLine('messages', 'E-mail', 'message', [counts(emails, 'address', 'addresses'), assumed('messages')]),
  ];
}

/** How many months of logs are kept, once the oldest are deleted. */
export function months(days: number): Factor {
  return counts(Math.round((days / DAYS_A_MONTH) * 10) / 10, 'month');
}
