import { Validations } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { PathAndName } from '../application/application-role';

/** AWS's own policies for the role with which AWS Backup works: it makes, copies and restores recovery points, also of S3. */
const AWS_POLICIES = [
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'service-role/AWSBackupServiceRolePolicyForRestores',
  'AWSBackupServiceRolePolicyForS3Backup',
  'AWSBackupServiceRolePolicyForS3Restore',
];

/**
 * The role with which AWS Backup makes, copies and restores recovery points in an account, once per account.
 *
 * AWS's policies say what it may do, because they grow with AWS Backup, and a recovery point that is missing shows only when
 * it is needed. One of them passes every role of the account to EC2 and EKS. Whoever restores chooses the role of what is
 * restored, so that a policy of our own takes that away: instances come back without a profile, and clusters of EKS need a
 * role of their team's own. It also takes away what would open a store, or destroy recovery points, vaults or their keys, if
 * a policy of AWS ever allowed it, because guardrails do not bind the role there: points expire without a call.
 *
 * The trust has no condition: AWS documents none that AWS Backup fills when it takes a role. AWS Backup takes it for whoever
 * passes it in its own account, and guardrails let only the backup operator do that.
 *
 * Sources: https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html,
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html and
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-service-confused-deputy-prevention.html
 */
export class BackupRole extends Construct {
  readonly role: Role;
  readonly limits: ManagedPolicy;

  constructor(scope: Construct, id: string, { path, name }: PathAndName) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      path,
      roleName: name,
      description: 'With which AWS Backup makes, copies and restores recovery points',
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: AWS_POLICIES.map((policy, index) =>
        ManagedPolicy.fromManagedPolicyArn(this, `AwsPolicy${index + 1}`, awsPolicyArn(policy)),
      ),
    });
    this.limits = new ManagedPolicy(this, 'Limits', {
      path,
      managedPolicyName: name,
      description: 'What AWS Backup may not do, whatever the policies of AWS say',
      roles: [this.role],
      statements: [
        new PolicyStatement({
          sid: 'NoRolesForWhatIsRestored',
          effect: Effect.DENY,
          actions: ['iam:PassRole'],
          resources: ['*'],
        }),
        new PolicyStatement({
          sid: 'NoOpeningOfStores',
          effect: Effect.DENY,
          actions: [
            's3:DeleteBucket*',
            's3:PutBucketAcl',
            's3:PutBucketPolicy',
            's3:PutBucketPublicAccessBlock',
            's3:PutEncryptionConfiguration',
            's3:PutLifecycleConfiguration',
            's3:PutReplicationConfiguration',
          ],
          resources: ['*'],
        }),
        new PolicyStatement({
          sid: 'NoLossOfRecoveryPoints',
          effect: Effect.DENY,
          actions: [
            'backup:DeleteBackupVault*',
            'backup:DeleteRecoveryPoint',
            'backup:DisassociateRecoveryPoint*',
            'backup:PutBackupVault*',
            'backup:UpdateRecoveryPointLifecycle',
            'backup:UpdateRegionSettings',
            'kms:DisableKey',
            'kms:PutKeyPolicy',
            'kms:RevokeGrant',
            'kms:ScheduleKeyDeletion',
            'kms:UntagResource',
          ],
          resources: ['*'],
        }),
      ],
    });
    acknowledge(this.role);
  }
}

function awsPolicyArn(policy: string): string {
  return `arn:aws:iam::aws:policy/${policy}`;
}

function acknowledge(role: Role): void {
  Validations.of(role).acknowledge(
    ...AWS_POLICIES.map((policy) => ({
      id: `AwsSolutions::AwsSolutions-IAM4[Policy::${awsPolicyArn(policy)}]`,
      reason:
        'AWS adds what its new kinds of backups need to this policy. One of our own would fall behind, and a backup that ' +
        'fails shows when it is needed. What must never be in it is denied by a second policy.',
    })),
  );
}
