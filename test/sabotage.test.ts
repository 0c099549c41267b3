import { editedGuardrail } from './support/edited-guardrail';
import { allEdits, describeEdit } from './support/edits';
import { failuresAlone } from './support/failures-alone';
import { noticeOf } from './support/notice-edit';
import { sample } from './support/sample';

/** The guardrail whose proof must fail, the edited file, its text, and what a colleague writes there by mistake. */
type Sabotage = readonly [guardrail: string, file: string, from: string, to: string];

/** Mistakes that no mutant operator makes: docs/mutants.md. */
const sabotages: readonly Sabotage[] = [
  // Too many actions.
  ['protect-backups', 'protect-backups', "'rbin:UnlockRule',", "'rbin:UnlockRule',\n  'rbin:LockRule',"],
  ['protect-kms-keys', 'protect-kms-keys', "  'kms:DisableKey',", "  'kms:DisableKey',\n  'kms:DeleteAlias',"],
  ['deny-access-keys', 'deny-access-keys', "[\n  'iam:CreateAccessKey'", "[\n  'iam:*AccessKey'"],
  [
    'deny-leaving-organization',
    'deny-leaving-organization',
    "Action: 'organizations:Leave",
    "Action: 'organizations:*",
  ],
  ['quarantine', 'data/audit-reads', "'s3:GetBucket*'", "'s3:Get*'"],
  ['deny-unapproved-regions', 'data/global-actions', "      'account:*',", "      'account:*',\n      'ec2:*',"],
  // Other keys, values and resources.
  ['require-tags', 'require-tags', 'aws:RequestTag/', 'aws:ResourceTag/'],
  [
    'require-permissions-boundary',
    'require-permissions-boundary',
    "ArnNotLike: {\n      'iam:",
    "ArnLike: {\n      'iam:",
  ],
  [
    'deny-unapproved-regions',
    'deny-unapproved-regions',
    'new Set(regions)].sort() } }',
    "new Set(regions), 'us-west-1'].sort() } }",
  ],
  ['deny-unapproved-regions', 'data/global-actions', "  eu: ['eu'],", "  eu: ['eu', 'us'],"],
  ['limit-instance-types', 'core/statements', "'arn:*:ec2:*:*:instance/*'", "'arn:*:ec2:*:*:*'"],
  ['deny-iam-users', 'core/exempt-users', '{ NotResource: oneOrMany', '{ Resource: oneOrMany'],
  // Exemptions.
  ['protect-platform-roles', 'protect-platform-roles', "      ...protect('Users', USER, users),\n", ''],
  ['protect-platform-roles', 'protect-platform-roles', "  'iam:UploadSSHPublicKey',\n", ''],
  ['protect-access-analyzer', 'protect-access-analyzer', "exempt: 'platform'", "exempt: 'nobody'"],
  ['require-tls', 'require-tls', "exempt: 'nobody'", "exempt: 'platform'"],
  ['perimeter-trusted-identities', 'core/partners', 'expires > end)', 'expires >= end)'],
  // Persons, sessions and partners.
  [
    'revoke-sessions',
    'revoke-sessions',
    "DateLessThan: { 'aws:TokenIssueTime': issuedBefore, 'aws:CurrentTime': until }",
    "DateLessThan: { 'aws:TokenIssueTime': issuedBefore }",
  ],
  [
    'revoke-sessions',
    'revoke-sessions',
    "DateLessThan: { 'aws:CurrentTime': until }",
    "DateLessThan: { 'aws:TokenIssueTime': until }",
  ],
  ['revoke-sessions', 'revoke-sessions', '`${issuedBefore} ${until}`', 'issuedBefore'],
  ['revoke-sessions', 'revoke-sessions', '({ role }) => everyPartition(role)', '({ role }) => role'],
  [
    'perimeter-trusted-identities',
    'perimeter-trusted-identities',
    'groupBy(partners, ({ account }) => account)',
    'groupBy(partners, () => partners[0]?.account ?? "")',
  ],
  [
    'perimeter-trusted-identities',
    'perimeter-trusted-identities',
    'groupBy(partners, ({ expires }) => expires)',
    'groupBy(partners, () => partners[0]?.expires ?? "")',
  ],
  [
    'perimeter-trusted-identities',
    'perimeter-trusted-identities',
    'roleEverywhere({ ...PARTNERS, name: key })',
    "roleEverywhere({ ...PARTNERS, name: key.slice(0, 3) + '*' })",
  ],
  [
    'perimeter-trusted-identities',
    'perimeter-trusted-identities',
    '...strangersTo([]),',
    "...strangersTo(['920000000001']),",
  ],
  [
    'perimeter-trusted-identities',
    'perimeter-trusted-identities',
    "const ASSUME = 'sts:AssumeRole'",
    "const ASSUME = 'sts:*'",
  ],
  [
    'require-mfa-for-destruction',
    'require-mfa-for-destruction',
    'partners.filter(({ mfa }) => mfa)',
    'partners.filter(({ mfa }) => !mfa)',
  ],
  [
    'require-mfa-for-destruction',
    'require-mfa-for-destruction',
    '...platform.principals.breakGlass',
    '...platform.principals.deployment',
  ],
  [
    'protect-platform-roles',
    'protect-platform-roles',
    '[AUDITOR, BACKUP_OPERATOR, BACKUP.role]',
    '[BACKUP_OPERATOR, BACKUP.role]',
  ],
  ['protect-platform-roles', 'protect-platform-roles', "name: '*' }", "name: 'rampart-*' }"],
  ['protect-platform-roles', 'protect-platform-roles', 'partners.length === 0 ?', 'partners.length !== 0 ?'],
  // Settings that do not follow their parameter.
  ['block-public-vpc', 'block-public-vpc', "'@@assign': exclusions", "'@@assign': 'enabled'"],
  ['allow-images', 'allow-images', "'@@assign': maximumAgeDays", "'@@assign': 365"],
  [
    'organization-backups',
    'organization-backups',
    'delete_after_days: assigned(retentionDays)',
    'delete_after_days: assigned(365)',
  ],
  [
    'organization-backups',
    'organization-backups',
    'move_to_cold_storage_after_days: assigned(coldStorageAfterDays)',
    "move_to_cold_storage_after_days: assigned('1')",
  ],
  ['organization-backups', 'organization-backups', 'lifecycle } } }),', 'lifecycle: {} } } }),'],
  ['standard-tags', 'standard-tags', "'@@assign': one.key ", "'@@assign': one.key.toLowerCase() "],
];

describe('one careless edit of a policy file makes the proof fail', () => {
  test.each(sabotages)('of %s: in %s: %j → %j', (id, path, from, to) => {
    const failures = failuresAlone(editedGuardrail(id, { file: path, from, to }));
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) expect(failure).toMatch(new RegExp(`^${id} \\(`));
  });

  test('and an edit that changes no decision does not', () => {
    const words = { file: 'protect-cloudtrail', from: 'stopped, changed or deleted', to: 'touched' };
    const guardrail = editedGuardrail('protect-cloudtrail', words);
    expect(guardrail.summary).toContain('touched');
    expect(failuresAlone(guardrail)).toEqual([]);
  });

  test('but the edit fails if its text is not in the file', () => {
    const gone = { file: 'protect-cloudtrail', from: 'cloudtrail:StopEverything', to: '' };
    expect(() => editedGuardrail('protect-cloudtrail', gone)).toThrow(
      'policies/protect-cloudtrail.ts must contain this text once, not 0 times: cloudtrail:StopEverything',
    );
  });
});

describe('edits of every policy file and shared builder', () => {
  /** A fixed seed, so that each run tries the same edits; a nightly workflow sets another one, and tries more. */
  const { SABOTAGE_SEED: seed = '1', SABOTAGE_EDITS: count = '25' } = process.env;

  test(
    `are noticed by the proof or by a surviving mutant, or decide the same (seed ${seed}, ${count} edits)`,
    () => {
      const edits = sample(allEdits(), Number(seed));
      const noticed = new Map<string, number>();
      const unnoticed: string[] = [];
      let tried = 0;
      for (const edit of edits) {
        if (tried >= Number(count)) break;
        const notice = noticeOf(edit);
        noticed.set(notice, (noticed.get(notice) ?? 0) + 1);
        if (notice !== 'unchanged') tried += 1;
        if (notice === 'nothing') unnoticed.push(describeEdit(edit));
      }
      expect(unnoticed).toEqual([]);
      // Otherwise the edits would be of no use.
      expect(noticed.get('proof') ?? 0).toBeGreaterThan(tried / 3);
    },
    60_000 + Number(count) * 3_000,
  );

  test('an edit that no probe notices is found by its survivor, and one of a name is proved to decide the same', () => {
    const edits = allEdits().filter(({ file }) => file === 'protect-log-archive');
    const backDoor = edits.find(({ kind }) => kind === 'add a condition');
    const name = edits.find(
      ({ kind, text, start, end }) => kind === 'drop' && text === '' && end - start === "Sid: 'Keys', ".length,
    );
    expect([backDoor, name].map((edit) => edit && noticeOf(edit))).toEqual(['mutants', 'equivalent']);
  });
});
