import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * What destroys backups, lets them be destroyed sooner, or keeps new ones from being made.
 *
 * Possible on purpose: making vaults, plans and locks, starting and stopping jobs, and what a team's own plans need;
 * the plans of the organization's backup policies cannot be changed in member accounts anyway. Putting a lock can loosen
 * one that is still in its time of grace, but it is how a lock is switched on. AWS Backup lets recovery points expire by
 * a service role: expiry is no call. `UpdateGlobalSettings` belongs to the management account.
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
    'Whoever wants ransom deletes the backups first. Recovery points and vaults go when their time is over, not when ' +
    'somebody says so. Switching a lock on stays possible, unlike in guardrails that deny the lock itself.',
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
      denied('a developer removes what the policy of a vault denies', onVault('DeleteBackupVaultAccessPolicy')),
      denied('a developer opens a vault to others', onVault('PutBackupVaultAccessPolicy')),
      denied('a developer lets one person empty a vault', onVault('DisassociateBackupVaultMpaApprovalTeam')),
      denied('a developer deletes a recovery point', onPoint('DeleteRecoveryPoint')),
      denied('a developer shortens the life of a recovery point', onPoint('UpdateRecoveryPointLifecycle')),
      denied('a developer lets go of a recovery point', onPoint('DisassociateRecoveryPoint')),
      denied('a developer breaks a recovery point up', onPoint('DisassociateRecoveryPointFromParent')),
      denied('a developer lifts a legal hold', { principal, action: 'backup:CancelLegalHold' }),
      denied('a developer switches backups of a service off', { principal, action: 'backup:UpdateRegionSettings' }),
      denied('a developer unlocks a snapshot', onSnapshot('UnlockSnapshot')),
      denied('a developer unlocks the Recycle Bin', onRule('UnlockRule')),
      possible('a developer switches the lock of a vault on', onVault('PutBackupVaultLockConfiguration')),
      possible('a developer puts a vault under approval', onVault('AssociateBackupVaultMpaApprovalTeam')),
      possible('a developer makes a vault', onVault('CreateBackupVault')),
      possible('a developer ends the notifications of a vault', onVault('DeleteBackupVaultNotifications')),
      possible('a developer starts a backup', onVault('StartBackupJob')),
      possible('a developer stops a backup', { principal, action: 'backup:StopBackupJob' }),
      possible('a developer copies a recovery point', onPoint('StartCopyJob')),
      possible('a developer restores', onPoint('StartRestoreJob')),
      possible('a developer makes a plan', { principal, action: 'backup:CreateBackupPlan' }),
      possible('a developer deletes a plan', { principal, action: 'backup:DeleteBackupPlan' }),
      possible('a developer places a legal hold', { principal, action: 'backup:CreateLegalHold' }),
      possible('a developer reads the settings', { principal, action: 'backup:DescribeRegionSettings' }),
      possible('a developer locks a snapshot', onSnapshot('LockSnapshot')),
      possible('a developer deletes a snapshot', onSnapshot('DeleteSnapshot')),
      possible('a developer locks the Recycle Bin', onRule('LockRule')),
      possible('a developer makes a rule of the Recycle Bin', { principal, action: 'rbin:CreateRule' }),
    ];
  },
});
