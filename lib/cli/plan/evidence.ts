import type { Audit, LogArchive, Organization } from '../../model/organization';
import { paragraph, type Note, type Paragraph } from '../../report/report';
import { counted } from '../../report/words';

/** What the configuration says about the logs of all calls. */
export interface EvidenceSummary {
  /** Null: there is no log archive. */
  readonly logArchive: LogArchive | null;
  /** Null: no trail records calls. */
  readonly audit: Pick<Audit, 'account' | 'logGroupDays'> | null;
}

export function summarizeEvidence({ logArchive, audit }: Pick<Organization, 'logArchive' | 'audit'>): EvidenceSummary {
  return { logArchive, audit: audit && { account: audit.account, logGroupDays: audit.logGroupDays } };
}

/**
 * What nobody can undo once it is deployed, and what is not recorded.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export function evidenceBlocks({ logArchive, audit }: EvidenceSummary): readonly (Note | Paragraph)[] {
  const missing = [...(logArchive === null ? ['`logArchive`'] : []), ...(audit === null ? ['`audit`'] : [])];
  return [
    ...(logArchive === null ? [] : [lockNote(logArchive)]),
    ...(missing.length === 0
      ? []
      : [
          paragraph(
            `No trail of this landing zone records calls: the configuration has no ${missing.join(' and no ')} (docs/audit.md)`,
          ),
        ]),
  ];
}

function lockNote({ account, lockDays, trailDays }: LogArchive): Note {
  return {
    kind: 'note',
    text:
      `Object Lock in compliance mode: nobody can delete or overwrite a log of the trail for ${counted(lockDays, 'day')} after ` +
      `it was written, not even the root user or AWS, nor shorten that time. ` +
      `Its storage is paid for ${counted(trailDays, 'day')}; then S3 deletes it. Only closing the account \`${account}\` would end it.`,
  };
}
