import { backupSections, summarizeBackups } from '../../../../lib/cli/plan/backups';
import type { Organization } from '../../../../lib/model/organization';
import { renderText } from '../../../../lib/report/text/render-text';
import { aPlacement } from '../../../support/a-placement';
import { anOrganization } from '../../../support/an-organization';

const PLAN = { schedule: 'cron(0 3 ? * * *)', tagValues: ['daily', 'critical'], retentionDays: 120 };

function textOf(parameters: object, overrides: Partial<Organization> = {}): string {
  const organization = anOrganization({
    governedRegions: ['eu-central-1', 'eu-west-1'],
    placements: [
      aPlacement('Workloads', 'organization-backups', { tag: 'backup', plans: { nightly: PLAN }, ...parameters }),
    ],
    ...overrides,
  });
  return renderText({ sections: backupSections(summarizeBackups(organization)) }, { hasColors: false }).join('\n');
}

describe('the backups of a plan', () => {
  test('say what is backed up when and by which tag, and how long it is kept', () => {
    const text = textOf({ plans: { nightly: { ...PLAN, coldStorageAfterDays: 30 } } });
    expect(text).toMatch(
      /Workloads +nightly +backup: daily +120 days +none\n +cron\(0 3 \? \* \* \*\) +backup: critical +cold after 30/,
    );
    expect(text).toContain('By the tag alone: EBS, S3 ');
  });

  test('say that nothing is copied, and how that ends', () => {
    expect(textOf({})).toContain('Backups of `Workloads` are not copied to another account');
  });

  test('say what is not copied: what is under keys of AWS, and databases whose copy would cross two borders', () => {
    const text = textOf({ copyTo: { account: 'copies', region: 'eu-west-1' } }).replaceAll(/\s+/g, ' ');
    expect(text).toContain('volumes and databases under a key of AWS (`aws/ebs`, `aws/rds`)');
    expect(text).toContain('encrypt them with `alias/rampart-ebs`');
    expect(text).toContain('databases of RDS and Aurora in eu-central-1, because');
    const inOneRegion = textOf({ regions: ['eu-west-1'], copyTo: { account: 'copies', region: 'eu-west-1' } });
    expect(inOneRegion).not.toContain('databases of RDS');
  });

  test('say of a lock in compliance mode that nobody can undo it, and of another who can', () => {
    const final = { lock: { minimumDays: 7, maximumDays: 400, finalAfterDays: 3 }, resourceTypes: ['EBS'] };
    expect(textOf({}, { backups: final }).replaceAll(/\s+/g, ' ')).toContain(
      'a vault keeps a recovery point at least 7 days, at most 400 days, and 3 days after the vault got its lock nobody can remove or change it',
    );
    expect(textOf({})).toContain('The platform can remove their lock (`finalAfterDays`)');
  });

  test('are not mentioned where nothing is backed up', () => {
    expect(textOf({}, { placements: [] })).toBe('');
  });
});
