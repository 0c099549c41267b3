import { Aws } from 'aws-cdk-lib';
import { ArnPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { BackupKey } from './backup-key';
import { useByAwsBackup, useByVolumesAndDatabases, useForCopiesTo, useForVault } from './key-uses';
import { LockedVault } from './locked-vault';
import { makeRoleOnce } from './role-once';
import type { VaultTemplateProps } from './vault-template-props';

/** Where recovery points are copied to. */
export interface BackupCopies {
  /** The numbers of the accounts that receive copies. */
  readonly accounts: readonly string[];
  /** The alias of the key of volumes and databases, which AWS's own keys do not let be copied. Begins with `alias/`. */
  readonly ebsKeyAlias: string;
}

export interface BackupTemplateProps extends VaultTemplateProps {
  /** Null: recovery points stay in their account. */
  readonly copies: BackupCopies | null;
}

/**
 * What AWS Backup needs in an account and Region that are backed up: the vault, its key and, once per account, the role. Where
 * there are copies, also a key for volumes and databases, because recovery points under a key of AWS cannot leave the account.
 *
 * Everything stays when the account moves. A vault, a key's alias and a role that are there already make creating fail:
 * whoever brings the account back imports them first.
 *
 * Sources: https://docs.aws.amazon.com/aws-backup/latest/devguide/manage-cross-account.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
 */
export class BackupTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, props: BackupTemplateProps) {
    super(scope, id, { description: 'What AWS Backup needs in an account and Region' });
    const { vault, keyAlias, role, roleRegion, lock, tag, deployers, restorers, copies } = props;
    const accounts = copies?.accounts ?? [];
    const roleArn = `arn:aws:iam::${Aws.ACCOUNT_ID}:role${role.path}${role.name}`;
    const { key } = new BackupKey(this, 'Encryption', {
      description: 'Encrypts recovery points',
      alias: keyAlias,
      tag,
      deployers,
      uses: [
        ...useByAwsBackup([`${role.path}${role.name}`]),
        useForVault(deployers),
        ...(accounts.length === 0 ? [] : useForCopiesTo(accounts)),
      ],
    });
    new LockedVault(this, 'Backups', {
      name: vault,
      key,
      lock,
      deployers,
      restorers: [...restorers, roleArn, ...['', ...accounts].map(serviceLinkedRoles)],
      copiesFrom: accounts.length === 0 ? [] : [copiesFrom(accounts)],
    });
    if (copies !== null)
      new BackupKey(this, 'Storage', {
        description: 'Encrypts volumes and databases whose recovery points can be copied to another account',
        alias: copies.ebsKeyAlias,
        tag,
        deployers,
        uses: [...useByVolumesAndDatabases(), ...useForCopiesTo(accounts)],
      });
    makeRoleOnce(this, role, roleRegion);
  }
}

/** @param account a number; empty: the account of the stack */
function serviceLinkedRoles(account: string): string {
  return `arn:aws:iam::${account === '' ? Aws.ACCOUNT_ID : account}:role/aws-service-role/backup.amazonaws.com/*`;
}

/** A copy comes back from where it was kept. */
function copiesFrom(accounts: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'CopiesComeBack',
    principals: accounts.map((account) => new ArnPrincipal(`arn:aws:iam::${account}:root`)),
    actions: ['backup:CopyIntoBackupVault'],
    resources: ['*'],
  });
}
