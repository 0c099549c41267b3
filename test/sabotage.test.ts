import { editedGuardrail } from './support/edited-guardrail';
import { failuresAlone } from './support/failures-alone';

/** Whose proof must fail, in which file, what stands there, and what a careless colleague writes instead. */
type Sabotage = readonly [guardrail: string, file: string, from: string, to: string];

const actions: readonly Sabotage[] = [
  // Left out.
  ['protect-cloudtrail', 'protect-cloudtrail', "  'cloudtrail:StopLogging',\n", ''],
  ['deny-account-changes', 'deny-account-changes', "  'account:EnableRegion',\n", ''],
  ['protect-guardduty', 'protect-guardduty', "  'guardduty:DisassociateFromAdministratorAccount',\n", ''],
  ['protect-config', 'protect-config', "  'config:StopConfigurationRecorder',\n", ''],
  ['protect-platform-roles', 'protect-platform-roles', "  'iam:PassRole',\n", ''],
  ['protect-log-archive-data', 'protect-log-archive-data', "  's3:ReplicateDelete',\n", ''],
  ['require-ebs-encryption', 'require-ebs-encryption', ", 'ec2:RunInstances'];", '];'],
  ['require-mfa-for-destruction', 'data/destructive-actions', "      'dynamodb:DeleteTable',\n", ''],
  ['deny-expensive-services', 'data/expensive-actions', "      'snowball:CreateJob',\n", ''],
  ['deny-reserved-purchases', 'data/reserved-purchases', "      'ec2:PurchaseCapacityBlock',\n", ''],
  ['perimeter-trusted-identities', 'data/perimeter-services', "'secretsmanager:*', ", ''],
  ['require-tags', 'data/tagged-on-creation', "      'eks:CreateCluster',\n", ''],
  ['deny-unapproved-regions', 'data/global-actions', "      'route53domains:*',\n", ''],
  // Too many.
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
];

const conditions: readonly Sabotage[] = [
  // Operators.
  ['deny-root-user', 'deny-root-user', 'ArnLike:', 'ArnNotLike:'],
  ['require-imdsv2', 'require-imdsv2', 'NumericLessThan:', 'NumericLessThanEquals:'],
  ['require-imdsv2', 'require-imdsv2', 'notRequired = { StringNotEquals:', 'notRequired = { StringEquals:'],
  ['require-tls', 'require-tls', 'Condition: { Bool:', 'Condition: { BoolIfExists:'],
  ['require-mfa-for-destruction', 'require-mfa-for-destruction', 'BoolIfExists:', 'Bool:'],
  ['deny-external-sharing', 'deny-external-sharing', 'BoolIfExists:', 'Bool:'],
  ['perimeter-trusted-identities', 'perimeter-trusted-identities', 'BoolIfExists:', 'Bool:'],
  ['revoke-sessions', 'revoke-sessions', "DateLessThan: { 'aws:Token", "DateLessThanEquals: { 'aws:Token"],
  [
    'require-permissions-boundary',
    'require-permissions-boundary',
    "ArnNotLike: {\n      'iam:",
    "ArnLike: {\n      'iam:",
  ],
  ['deny-public-function-urls', 'deny-public-function-urls', "StringEquals: { 'lambda:", "StringLike: { 'lambda:"],
  // Keys.
  ['perimeter-confused-deputy', 'perimeter-confused-deputy', "      Null: { 'aws:SourceAccount': 'false' },\n", ''],
  ['limit-instance-types', 'limit-instance-types', ", Null: { [key]: 'false' }", ''],
  ['require-tags', 'require-tags', 'aws:RequestTag/', 'aws:ResourceTag/'],
  // Values.
  ['require-ebs-encryption', 'require-ebs-encryption', "'ec2:Encrypted': 'false'", "'ec2:Encrypted': 'true'"],
  ['require-rds-encryption', 'require-rds-encryption', "['aurora*', 'docdb', 'neptune']", "['aurora*', 'neptune']"],
  [
    'deny-unapproved-regions',
    'deny-unapproved-regions',
    'new Set(regions)].sort() } }',
    "new Set(regions), 'us-west-1'].sort() } }",
  ],
  ['deny-unapproved-regions', 'data/global-actions', "  eu: ['eu'],", "  eu: ['eu', 'us'],"],
  ['protect-kms-keys', 'protect-kms-keys', 'String(minimumWindowDays)', 'String(minimumWindowDays - 1)'],
];

const elsewhere: readonly Sabotage[] = [
  // Resources.
  ['deny-external-sharing', 'deny-external-sharing', 'Resource: DOCUMENT_SETTING', "Resource: '*'"],
  ['require-rds-encryption', 'require-rds-encryption', "'arn:*:rds:*:*:cluster:*'", "'*'"],
  ['limit-instance-types', 'form/statements', "'arn:*:ec2:*:*:instance/*'", "'arn:*:ec2:*:*:*'"],
  ['deny-iam-users', 'form/exempt-users', '{ NotResource: oneOrMany', '{ Resource: oneOrMany'],
  ['protect-log-archive', 'form/log-buckets', ', BY_ACCESS_POINT]', ']'],
  // Exemptions.
  ['protect-access-analyzer', 'protect-access-analyzer', "exempt: 'platform'", "exempt: 'nobody'"],
  ['require-tls', 'require-tls', "exempt: 'nobody'", "exempt: 'platform'"],
  ['perimeter-trusted-identities', 'form/partners', 'expires > end)', 'expires >= end)'],
  // Settings.
  [
    'enforce-imdsv2',
    'enforce-imdsv2',
    "http_tokens_enforced: { '@@assign': 'enabled' }",
    "http_tokens_enforced: { '@@assign': 'disabled' }",
  ],
  ['block-public-buckets', 'block-public-buckets', "'@@assign': 'all'", "'@@assign': 'none'"],
  [
    'block-public-images-and-snapshots',
    'block-public-images-and-snapshots',
    "'@@assign': 'disabled'",
    "'@@assign': 'enabled'",
  ],
  ['block-public-vpc', 'block-public-vpc', "'@@assign': exclusions", "'@@assign': 'enabled'"],
  ['allow-images', 'allow-images', "'@@assign': maximumAgeDays", "'@@assign': 365"],
  ['opt-out-ai-services', 'opt-out-ai-services', "'@@assign': 'optOut'", "'@@assign': 'optIn'"],
  [
    'organization-backups',
    'organization-backups',
    'retentionDays: monthlyRetentionDays',
    'retentionDays: dailyRetentionDays',
  ],
  ['standard-tags', 'standard-tags', "'@@assign': one.key ", "'@@assign': one.key.toLowerCase() "],
];

describe('one careless edit of a policy file makes the proof fail', () => {
  test.each([...actions, ...conditions, ...elsewhere])('of %s: in %s: %j → %j', (id, path, from, to) => {
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

  test('is made where its text stands, or not at all', () => {
    const gone = { file: 'protect-cloudtrail', from: 'cloudtrail:StopEverything', to: '' };
    expect(() => editedGuardrail('protect-cloudtrail', gone)).toThrow(
      'policies/protect-cloudtrail.ts holds 0 times: cloudtrail:StopEverything',
    );
  });
});
