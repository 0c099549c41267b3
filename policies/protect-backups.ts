import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * Actions that destroy backups, let them be destroyed earlier, or prevent new ones.
 *
 * Allowed on purpose: creating vaults, plans and locks, starting and stopping jobs, and everything that a team's own plans
 * need; member accounts cannot change the plans of the organization's backup policies anyway. Putting a lock can loosen
 * one that is still in its grace time, but it is also how a lock is enabled. AWS Backup lets recovery points expire with a
 * service role, without a call. Only the management account can call `UpdateGlobalSettings`.
 */
const ACTIONS = [
  'backup:CancelLegalHold',
  'backup:DeleteBackupVault',
  'backup:DeleteBackupVaultAccessPolicy',
  'backup:DeleteBackupVaultLockConfiguration',
  'backup:DeleteRecoveryPoint',
  'backup:DisassociateBackupVaultMpaApprovalTeam',
  'backup:DisassociateRecoveryPoint',
  'backup:DisassociateRecoveryPointFromParent',
  'backup:PutBackupVaultAccessPolicy',
  'backup:UpdateRecoveryPointLifecycle',
  'backup:UpdateRegionSettings',
  'ec2:UnlockSnapshot',
  'rbin:UnlockRule',
];

export const protectBackups = guardrail({
  id: 'protect-backups',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Backups, their vaults and their locks cannot be removed or weakened',
  rationale:
    'Attackers who want a ransom delete the backups first. Recovery points and vaults must exist until they expire. Enabling ' +
    'a lock stays possible, unlike in guardrails that deny the lock itself.',
  foundBy: ['BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED'],
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/deleting-backups.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: ACTIONS, Resource: '*' })],
  probes: (_, place) => {
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
  },
});
