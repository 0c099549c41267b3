import { Aws, CfnParameter } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { BackupKey } from './backup-key';
import { useByAwsBackup, useForCopiesInside, useForVault } from './key-uses';
import { LockedVault } from './locked-vault';
import { makeRoleOnce } from './role-once';
import type { VaultTemplateProps } from './vault-template-props';

/**
 * The vault that receives copies from every account of the organization, and from nobody else, with its key. The parameter
 * `OrganizationId` is the organization. Copies go back to the account where they are wanted the same way, with the role that
 * accounts that are backed up have: whoever restores may hand no other to AWS Backup.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
 */
export class CopyVaultTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, props: VaultTemplateProps) {
    super(scope, id, { description: 'The vault of copies of other accounts' });
    const { vault, keyAlias, role, roleRegion, lock, tag, deployers, restorers } = props;
    const organizationId = new CfnParameter(this, 'OrganizationId', {
      allowedPattern: 'o-[a-z0-9]{10,32}',
    }).valueAsString;
    const { key } = new BackupKey(this, 'Encryption', {
      description: 'Encrypts copies of recovery points',
      alias: keyAlias,
      tag,
      deployers,
      uses: [
        ...useByAwsBackup([`${role.path}${role.name}`]),
        useForVault(deployers),
        ...useForCopiesInside(organizationId),
      ],
    });
    new LockedVault(this, 'Copies', {
      name: vault,
      key,
      lock,
      deployers,
      restorers: [
        ...restorers,
        `arn:aws:iam::${Aws.ACCOUNT_ID}:role${role.path}${role.name}`,
        `arn:aws:iam::*:role/aws-service-role/backup.amazonaws.com/*`,
      ],
      copiesFrom: [
        new PolicyStatement({
          sid: 'CopiesFromTheOrganization',
          principals: [new AnyPrincipal()],
          actions: ['backup:CopyIntoBackupVault'],
          resources: ['*'],
          conditions: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
        }),
      ],
    });
    makeRoleOnce(this, role, roleRegion);
  }
}
