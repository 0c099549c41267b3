import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { VaultLock } from '../../lib/model/backups';
import { keep } from './kept';

export interface LockedVaultProps {
  readonly name: string;
  readonly key: IKey;
  readonly lock: VaultLock;
  /** Patterns of `aws:PrincipalArn` of those who may configure the vault. */
  readonly deployers: readonly string[];
  /** Patterns of `aws:PrincipalArn` of those who may restore and copy from the vault. */
  readonly restorers: readonly string[];
  /** Who else may copy into the vault, by a condition; the account itself needs no statement. */
  readonly copiesFrom: readonly PolicyStatement[];
}

/**
 * A vault with a lock, and a policy that lets nobody lose what is in it, whatever policies and guardrails there are besides.
 *
 * Recovery points go when their time is over; AWS Backup needs no call for that. The lock refuses times that are too short or
 * too long, and whoever wants to delete earlier. In compliance mode nobody loosens it after the days of grace, not even AWS.
 * In governance mode its deployers can: so the policy leaves it to them, and so do guardrails.
 *
 * Only operators restore from it: what is restored is new, without the policies that close the original.
 *
 * Actions have no wildcard, because AWS Backup takes none in the policy of a vault. Nothing but copies comes from another
 * account, whatever the policy says.
 *
 * Sources: https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html and
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export class LockedVault extends Construct {
  constructor(scope: Construct, id: string, props: LockedVaultProps) {
    super(scope, id);
    const { name, key, lock, deployers, restorers, copiesFrom } = props;
    const vault = new CfnBackupVault(this, 'Vault', {
      backupVaultName: name,
      encryptionKeyArn: key.keyArn,
      lockConfiguration: {
        minRetentionDays: lock.minimumDays,
        ...(lock.maximumDays === null ? {} : { maxRetentionDays: lock.maximumDays }),
        ...(lock.finalAfterDays === null ? {} : { changeableForDays: lock.finalAfterDays }),
      },
      accessPolicy: new PolicyDocument({
        statements: [
          deny('KeptUntilTheyExpire', LOSSES),
          deny('ConfiguredByThePlatform', SETTINGS, deployers),
          deny('RestoredByOperators', RESTORES, restorers),
          deny('ReadOnlyWhenRestored', READS),
          ...copiesFrom,
        ],
      }),
    });
    keep(vault);
  }
}

/** What ends a recovery point before its time. */
const LOSSES = [
  'backup:DeleteRecoveryPoint',
  'backup:DisassociateRecoveryPoint',
  'backup:DisassociateRecoveryPointFromParent',
  'backup:UpdateRecoveryPointLifecycle',
];

/** What opens or loosens the vault, or keeps its failures from being told. */
const SETTINGS = [
  'backup:AssociateBackupVaultMpaApprovalTeam',
  'backup:DeleteBackupVault',
  'backup:DeleteBackupVaultAccessPolicy',
  'backup:DeleteBackupVaultLockConfiguration',
  'backup:DeleteBackupVaultNotifications',
  'backup:DisassociateBackupVaultMpaApprovalTeam',
  'backup:PutBackupVaultAccessPolicy',
  'backup:PutBackupVaultLockConfiguration',
  'backup:PutBackupVaultNotifications',
];

/**
 * What tells what is in a recovery point. An access point reads objects of S3 out of it, whatever the policy of their bucket
 * says, and keeps it from expiring.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-access-points.html
 */
const READS = [
  'backup:CreateBackupAccessPoint',
  'backup:SearchRecoveryPoint',
  'backup:UpdateRecoveryPointIndexSettings',
];

/** What takes a recovery point out of the vault. */
const RESTORES = ['backup:CopyFromBackupVault', 'backup:StartCopyJob', 'backup:StartRestoreJob'];

function deny(sid: string, actions: readonly string[], spared?: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [...actions],
    resources: ['*'],
    ...(spared === undefined ? {} : { conditions: { ArnNotLike: { 'aws:PrincipalArn': [...spared] } } }),
  });
}
