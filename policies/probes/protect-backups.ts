import { denied, developer, possible, type Probe, type ProbeContext, type ProbePlace } from '../core/probe';

/** Requests for `protect-backups`: of teams on their own backups, and on what the platform has. */
export function backupProbes(place: ProbePlace): readonly Probe[] {
  return [...teamProbes(place), ...vaultProbes(place), ...snapshotProbes(place), ...keyProbes(place)];
}

function teamProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const at = place.account;
  const onVault = (action: string) => ({
    principal,
    action: `backup:${action}`,
    resource: `arn:aws:backup:eu-central-1:${at}:backup-vault:orders`,
  });
  const onPoint = (action: string) => ({
    principal,
    action: `backup:${action}`,
    resource: `arn:aws:backup:eu-central-1:${at}:recovery-point:1234`,
  });
  const onSnapshot = (action: string) => ({
    principal,
    action: `ec2:${action}`,
    resource: 'arn:aws:ec2:eu-central-1::snapshot/snap-1',
  });
  const onRule = (action: string) => ({
    principal,
    action: `rbin:${action}`,
    resource: `arn:aws:rbin:eu-central-1:${at}:rule/1`,
  });
  return [
    denied('a developer deletes a vault', onVault('DeleteBackupVault')),
    denied('a developer removes the lock of a vault', onVault('DeleteBackupVaultLockConfiguration')),
    denied('a developer removes the policy of a vault', onVault('DeleteBackupVaultAccessPolicy')),
    denied('a developer opens a vault to others', onVault('PutBackupVaultAccessPolicy')),
    denied('a developer closes a vault that restores', onVault('RevokeRestoreAccessBackupVault')),
    denied('a developer removes the approval team of a vault', onVault('DisassociateBackupVaultMpaApprovalTeam')),
    denied('a developer deletes a recovery point', onPoint('DeleteRecoveryPoint')),
    denied('a developer shortens the retention of a recovery point', onPoint('UpdateRecoveryPointLifecycle')),
    denied('a developer disassociates a recovery point', onPoint('DisassociateRecoveryPoint')),
    denied(
      'a developer disassociates a recovery point from its parent',
      onPoint('DisassociateRecoveryPointFromParent'),
    ),
    denied('a developer cancels a legal hold', { principal, action: 'backup:CancelLegalHold' }),
    denied('a developer disables backups of a service', { principal, action: 'backup:UpdateRegionSettings' }),
    denied('a developer unlocks a snapshot', onSnapshot('UnlockSnapshot')),
    denied('a developer unlocks the Recycle Bin', onRule('UnlockRule')),
    possible('a developer enables the lock of a vault', onVault('PutBackupVaultLockConfiguration')),
    possible('a developer adds an approval team to a vault', onVault('AssociateBackupVaultMpaApprovalTeam')),
    possible('a developer creates a vault', onVault('CreateBackupVault')),
    possible('a developer deletes the notifications of a vault', onVault('DeleteBackupVaultNotifications')),
    possible('a developer starts a backup', onVault('StartBackupJob')),
    possible('a developer stops a backup', { principal, action: 'backup:StopBackupJob' }),
    possible('a developer copies a recovery point', onPoint('StartCopyJob')),
    possible('a developer restores', onPoint('StartRestoreJob')),
    possible('a developer creates a plan', { principal, action: 'backup:CreateBackupPlan' }),
    possible('a developer deletes a plan', { principal, action: 'backup:DeleteBackupPlan' }),
    possible('a developer places a legal hold', { principal, action: 'backup:CreateLegalHold' }),
    possible('a developer reads the settings', { principal, action: 'backup:DescribeRegionSettings' }),
    possible('a developer locks a snapshot', onSnapshot('LockSnapshot')),
    possible('a developer deletes a snapshot', onSnapshot('DeleteSnapshot')),
    possible('a developer locks the Recycle Bin', onRule('LockRule')),
    possible('a developer creates a rule of the Recycle Bin', { principal, action: 'rbin:CreateRule' }),
  ];
}

/** The vaults of the platform are configured by it alone; the calls are possible on a vault of a team. */
function vaultProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const on = (action: string, name: string, partition = 'aws', region = 'eu-central-1') => ({
    principal,
    action: `backup:${action}`,
    resource: `arn:${partition}:backup:${region}:${place.account}:backup-vault:${name}`,
  });
  const calls = [
    ...['AssociateBackupVaultMpaApprovalTeam', 'CreateBackupVault', 'CreateLogicallyAirGappedBackupVault'],
    ...['CreateRestoreAccessBackupVault', 'DeleteBackupVaultNotifications', 'DeleteBackupVaultSharingPolicy'],
    ...['PutBackupVaultLockConfiguration', 'PutBackupVaultNotifications', 'PutBackupVaultSharingPolicy'],
  ];
  const lock = 'PutBackupVaultLockConfiguration';
  return [
    ...calls.flatMap((action) => [
      denied(`a developer calls ${action} on the vault of the platform`, on(action, 'rampart-backup')),
      possible(`a developer calls ${action} on their own vault`, on(action, 'orders')),
    ]),
    denied('a developer loosens the lock of the copies', on(lock, 'rampart-backup-copies')),
    denied('a developer loosens the lock in another partition and Region', {
      ...on(lock, 'rampart-backup', 'aws-cn', 'cn-north-1'),
    }),
    denied('a developer loosens the lock of a vault in another account', {
      ...on(lock, 'rampart-backup'),
      resource: `arn:aws:backup:eu-central-1:${place.sibling}:backup-vault:rampart-backup`,
    }),
    possible('a developer locks a vault with a similar name', on(lock, 'rampart-backu')),
    possible('a developer locks a vault whose name ends so', on(lock, 'x-rampart-backup')),
    possible('a developer locks what is no vault', {
      ...on(lock, 'rampart-backup'),
      resource: `arn:aws:backup:eu-central-1:${place.account}:x:rampart-backup`,
    }),
    ...['DescribeBackupVault', 'ListRecoveryPointsByBackupVault', 'StartBackupJob'].map((action) =>
      possible(`a developer calls ${action} on the vault of the platform`, on(action, 'rampart-backup')),
    ),
  ];
}

/** Snapshots that AWS Backup has made, by the services that hold them. */
function snapshotProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const marked = { 'aws:ResourceTag/aws:backup:source-resource': 'vol-1' };
  const of = (action: string, resource: string, context?: ProbeContext) => ({
    ...{ principal, action, resource },
    ...(context !== undefined && { context }),
  });
  const rds = (partition: string) => `arn:${partition}:rds:eu-central-1:${place.account}`;
  return [
    ...(
      [
        ['ec2:DeleteSnapshot', 'arn:aws:ec2:eu-central-1::snapshot/snap-1'],
        ['ec2:DeregisterImage', 'arn:aws:ec2:eu-central-1::image/ami-1'],
        ['fsx:DeleteBackup', `arn:aws:fsx:eu-central-1:${place.account}:backup/backup-1`],
      ] as const
    ).flatMap(([action, resource]) => [
      denied(`a developer calls ${action} on what AWS Backup has made`, of(action, resource, marked)),
      possible(`a developer calls ${action} on what they have made`, of(action, resource)),
    ]),
    ...(
      [
        ['rds:DeleteDBSnapshot', 'snapshot'],
        ['rds:DeleteDBClusterSnapshot', 'cluster-snapshot'],
      ] as const
    ).flatMap(([action, kind]) => [
      denied(`a developer calls ${action} on one of AWS Backup`, of(action, `${rds('aws')}:${kind}:awsbackup:job-1`)),
      denied(
        `a developer calls ${action} on one of AWS Backup elsewhere`,
        of(action, `arn:aws-cn:rds:cn-north-1:${place.sibling}:${kind}:awsbackup:job-1`),
      ),
      possible(`a developer calls ${action} on their own`, of(action, `${rds('aws')}:${kind}:orders`)),
      possible(`a developer calls ${action} on one with such a name`, of(action, `${rds('aws')}:${kind}:awsbackup-1`)),
      possible(`a developer calls ${action} on one of RDS`, of(action, `${rds('aws')}:${kind}:rds:orders`)),
      possible(`a developer calls ${action} on something else`, of(action, `${rds('aws')}:x:awsbackup:job-1`)),
    ]),
  ];
}

/** The keys of the platform, by their tag. */
function keyProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const resource = `arn:aws:kms:eu-central-1:${place.account}:key/1234abcd`;
  const marked: ProbeContext = { 'aws:ResourceTag/rampart:backup': 'key' };
  const call = (action: string, context: ProbeContext, arn = resource) => ({
    ...{ principal, action: `kms:${action}`, resource: arn, context },
  });
  const changes = ['DisableKey', 'DisableKeyRotation', 'PutKeyPolicy', 'ScheduleKeyDeletion', 'TagResource'];
  const grants = ['CreateGrant', 'RevokeGrant'];
  return [
    ...[...changes, 'UntagResource'].flatMap((action) => [
      denied(`a developer calls ${action} on a key of backups`, call(action, marked)),
      denied(
        `a developer calls ${action} on a key of backups elsewhere`,
        call(action, marked, `arn:aws-cn:kms:cn-north-1:${place.sibling}:key/1234abcd`),
      ),
      possible(`a developer calls ${action} on another key`, call(action, {})),
    ]),
    ...grants.flatMap((action) => [
      denied(`a developer calls ${action} on a key of backups`, call(action, marked)),
      denied(
        `a developer calls ${action} on a key of backups for a role`,
        call(action, { ...marked, 'kms:GrantIsForAWSResource': false }),
      ),
      denied(
        `a developer calls ${action} on a key of backups elsewhere`,
        call(action, marked, `arn:aws-cn:kms:cn-north-1:${place.sibling}:key/1234abcd`),
      ),
      possible(
        `EBS calls ${action} on a key of backups for a developer`,
        call(action, { ...marked, 'kms:GrantIsForAWSResource': true }),
      ),
      possible(`a developer calls ${action} on another key`, call(action, {})),
    ]),
    ...['CreateKey', 'TagResource'].flatMap((action) => [
      denied(
        `a developer marks a key as one of backups with ${action}`,
        call(action, { 'aws:RequestTag/rampart:backup': 'key' }, action === 'CreateKey' ? '*' : resource),
      ),
      possible(
        `a developer tags a key with ${action}`,
        call(action, { 'aws:RequestTag/owner': 'shop' }, action === 'CreateKey' ? '*' : resource),
      ),
    ]),
    ...['Decrypt', 'DescribeKey', 'EnableKey', 'GenerateDataKey'].map((action) =>
      possible(`a developer calls ${action} on a key of backups`, call(action, marked)),
    ),
  ];
}
