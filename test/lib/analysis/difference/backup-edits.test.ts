import { guardrailsFile } from '../../../../lib/analysis/assemble/guardrails-file';
import { findBackupEdits } from '../../../../lib/analysis/difference/backup-edits';
import { findEvidenceEdits } from '../../../../lib/analysis/difference/evidence-edits';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { BACKUP_GUARDRAIL } from '../../../../lib/model/backup-plans';
import { theExample } from '../../../support/the-example';

type Backups = NonNullable<GuardrailsFile['organization']['backups']>;

const LOCK: Backups['lock'] = { minimumDays: 7, maximumDays: null, finalAfterDays: null };
const WHOLE: Backups = { lock: LOCK, resourceTypes: ['EBS', 'RDS', 'S3'] };

const locked = (lock: Partial<Backups['lock']>): Backups => ({ ...WHOLE, lock: { ...LOCK, ...lock } });

function tell(before: Backups | undefined, after: Backups | undefined): readonly string[] {
  const [old, now] = [before, after].map((backups) => ({ id: null, managementAccount: '111111111111', backups }));
  if (old === undefined || now === undefined) throw new Error('no facts');
  return findBackupEdits(old, now).map(({ kind, summary }) => `${kind}: ${summary}`);
}

test('the same is no edit, also in another order, and what one state does not say is not compared', () => {
  expect(tell(WHOLE, { ...WHOLE, resourceTypes: ['S3', 'RDS', 'EBS'] })).toEqual([]);
  expect(tell(undefined, WHOLE)).toEqual([]);
  expect(tell(WHOLE, undefined)).toEqual([]);
});

test.each([
  [{}, { minimumDays: 3 }, 'weakened: The shortest time for which vaults keep backups changes from 7 to 3 days.'],
  [{}, { minimumDays: 8 }, 'changed: The shortest time for which vaults keep backups changes from 7 to 8 days.'],
  [{}, { maximumDays: 400 }, 'changed: A longest time for which vaults keep backups is switched on.'],
  [{ maximumDays: 400 }, {}, 'weakened: A longest time for which vaults keep backups is switched off.'],
  [
    { maximumDays: 400 },
    { maximumDays: 500 },
    'weakened: The longest time for which vaults keep backups changes from 400 to 500 days.',
  ],
  [
    {},
    { finalAfterDays: 30 },
    'changed: The lock of the vaults is final after 30 days: then nobody can loosen it, not even AWS. Check that it shall be.',
  ],
  [
    { finalAfterDays: 30 },
    {},
    'weakened: The lock of the vaults is not final anymore. Where it is already, AWS refuses that.',
  ],
  [
    { finalAfterDays: 30 },
    { finalAfterDays: 60 },
    'weakened: The time after which the lock of the vaults is final changes from 30 to 60 days.',
  ],
])('the lock %p becomes %p', (before, after, edit) => {
  expect(tell(locked(before), locked(after))).toEqual([`evidence-${edit}`]);
});

test('types of resources come and go', () => {
  expect(tell(WHOLE, { ...WHOLE, resourceTypes: ['EBS', 'EFS'] })).toEqual([
    'evidence-weakened: Nothing switches on backups of `RDS` and `S3` anymore. Where they are on, they stay on.',
    'evidence-changed: Backups of `EFS` are switched on, and stay on.',
  ]);
});

describe('the organization', () => {
  const { organization, assembly } = theExample();
  const fileOf = (changes: Partial<typeof organization>): GuardrailsFile =>
    guardrailsFile({ ...organization, ...changes }, assembly);

  test('says its lock, so that an edit of it is told', () => {
    const { backups } = organization;
    const loosened = fileOf({ backups: { ...backups, lock: { ...backups.lock, minimumDays: 1 } } });
    expect(findEvidenceEdits(fileOf({}), loosened).map(({ summary }) => summary)).toEqual([
      'The shortest time for which vaults keep backups changes from 7 to 1 days.',
    ]);
  });

  test('says nothing of vaults that nothing makes', () => {
    const placements = organization.placements.filter(({ guardrail }) => guardrail !== BACKUP_GUARDRAIL);
    expect(fileOf({ placements }).organization.backups).toBeUndefined();
  });
});
