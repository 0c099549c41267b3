import { evidenceBlocks, summarizeEvidence } from '../../../../lib/cli/plan/evidence';
import { renderText } from '../../../../lib/report/text/render-text';

const LOG_ARCHIVE = { account: 'log-archive', lockDays: 365, trailDays: 730, otherDays: 90 };
const AUDIT = {
  account: 'audit',
  trailKeyArn: null,
  logGroupDays: 400,
  subscriptions: [{ protocol: 'email', endpoint: 'security@example.com' } as const],
  alarms: [],
};

function textOf(organization: Parameters<typeof summarizeEvidence>[0]): string {
  const blocks = evidenceBlocks(summarizeEvidence(organization));
  return renderText({ sections: [{ blocks }] }, { hasColors: false }).join('\n');
}

describe('what a plan says of the logs', () => {
  test('is what the lock makes impossible, and what ends it', () => {
    const text = textOf({ logArchive: LOG_ARCHIVE, audit: AUDIT });
    expect(text).toContain(
      'Object Lock in compliance mode: nobody can delete or overwrite a log of the trail for 365 days',
    );
    expect(text).toContain('Its storage is paid for 730 days; then S3 deletes it.');
    expect(text).toContain('Only closing the account `log-archive` would end it');
    expect(text).not.toContain('No trail');
  });

  test('is that no trail records calls, if the configuration has none', () => {
    expect(textOf({ logArchive: null, audit: null })).toBe(
      'No trail of this landing zone records calls: the configuration has no `logArchive` and no `audit` (docs/audit.md)',
    );
    expect(textOf({ logArchive: LOG_ARCHIVE, audit: null })).toMatch(/\bhas no `audit` \(docs\/audit\.md\)$/);
  });

  test('is in JSON without who is told', () => {
    expect(summarizeEvidence({ logArchive: LOG_ARCHIVE, audit: AUDIT })).toEqual({
      logArchive: LOG_ARCHIVE,
      audit: { account: 'audit', logGroupDays: 400 },
    });
  });
});
