import { findEvidenceEdits } from '../../../../lib/analysis/difference/evidence-edits';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';

type Backups = NonNullable<GuardrailsFile['organization']['backups']>;

const WHOLE: Backups = {
  lock: { minimumDays: 7, maximumDays: 400, finalAfterDays: 14 },
  resourceTypes: ['EBS', 'S3'],
};

function fileOf(backups: Backups | null | undefined): GuardrailsFile {
  return {
    formatVersion: 1,
    organization: { id: null, managementAccount: '111111111111', backups },
    targets: [],
    documents: [],
    placements: [],
  };
}

function editsOf(before: Backups | null | undefined, after: Backups | null | undefined): readonly string[] {
  const edits = findEvidenceEdits(fileOf(before), fileOf(after));
  return edits.map(({ kind, summary }) => `${kind}: ${summary}`);
}

const withLock = (lock: Partial<Backups['lock']>): Backups => ({ ...WHOLE, lock: { ...WHOLE.lock, ...lock } });

test('the same is no edit, and what one state does not have is not compared', () => {
  expect(editsOf(WHOLE, { ...WHOLE, resourceTypes: ['S3', 'EBS'] })).toEqual([]);
  expect(editsOf(undefined, WHOLE)).toEqual([]);
  expect(editsOf(WHOLE, undefined)).toEqual([]);
  expect(editsOf(null, WHOLE)).toEqual([]);
  expect(editsOf(WHOLE, null)).toEqual([]);
});

test.each<[string, Backups, Backups, string]>([
  [
    'keeps backups for less',
    WHOLE,
    withLock({ minimumDays: 3 }),
    'evidence-weakened: The shortest retention that the lock of the vaults takes changes from 7 to 3 days.',
  ],
  [
    'keeps backups for longer',
    WHOLE,
    withLock({ minimumDays: 8 }),
    'evidence-changed: The shortest retention that the lock of the vaults takes changes from 7 to 8 days.',
  ],
  [
    'takes no longer what was kept long',
    withLock({ maximumDays: null }),
    WHOLE,
    'evidence-weakened: The longest retention that the lock of the vaults takes changes from no limit to 400 days.',
  ],
  [
    'has no limit anymore',
    WHOLE,
    withLock({ maximumDays: null }),
    'evidence-changed: The longest retention that the lock of the vaults takes changes from 400 days to no limit.',
  ],
  [
    'is never final anymore',
    WHOLE,
    withLock({ finalAfterDays: null }),
    'evidence-weakened: The lock of the vaults no longer becomes final. Where it is final already, it stays so.',
  ],
  [
    'becomes final',
    withLock({ finalAfterDays: null }),
    WHOLE,
    'evidence-changed: The lock of a vault becomes final 14 days after the vault gets it: then nobody can change it again.',
  ],
  [
    'becomes final later',
    WHOLE,
    withLock({ finalAfterDays: 30 }),
    'evidence-weakened: The lock of a vault becomes final 30 days after the vault gets it: then nobody can change it again (previously 14 days).',
  ],
  [
    'becomes final sooner',
    WHOLE,
    withLock({ finalAfterDays: 3 }),
    'evidence-changed: The lock of a vault becomes final 3 days after the vault gets it: then nobody can change it again (previously 14 days).',
  ],
])('says that the lock %s', (_name, before, after, expected) => {
  expect(editsOf(before, after)).toEqual([expected]);
});

test('says which resource types go and come', () => {
  expect(editsOf(WHOLE, { ...WHOLE, resourceTypes: ['S3', 'EFS'] })).toEqual([
    'evidence-weakened: The resource type `EBS` is left out of `backups.resourceTypes`.',
    'evidence-changed: The resource type `EFS` is now part of `backups.resourceTypes`.',
  ]);
});
