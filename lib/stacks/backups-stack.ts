import type { Construct } from 'constructs';
import { BackupTemplate, type BackupTemplateProps } from '../../constructs/backups/backup-template';
import { CopyVaultTemplate } from '../../constructs/backups/copy-vault-template';
import { StackSet } from '../../constructs/stack-set/stack-set';
import type { BackupReach } from '../model/backup-plans';
import { BACKUP, BACKUP_OPERATORS, STACK_SETS } from '../model/names';
import { ROOT, type Organization } from '../model/organization';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';

export interface BackupsStackProps {
  readonly organization: Organization;
  readonly reach: BackupReach;
  readonly ids: Ids;
}

/**
 * What the plans of the guardrail `organization-backups` name in each account, by StackSets: vaults, keys and the role, and the
 * vaults that receive copies.
 *
 * Accounts with `baseline: skip` get them, too: the guardrail reaches them. They need nothing of the baseline, so that an
 * organization without one can have backups. The vaults for copies come first, and the plans that name all of them came with
 * `Guardrails`: until this stack is deployed, their jobs fail.
 */
export class BackupsStack extends ManagementStack {
  constructor(scope: Construct, id: string, { organization, reach, ids }: BackupsStackProps) {
    const { homeRegion, backups } = organization;
    super(scope, id, { organization, description: 'Vaults of backups, their keys and the role of AWS Backup' });
    const copies = this.forCopies({ organization, reach, ids });
    const stackSet = new StackSet(this, 'BackupStackSet', {
      name: STACK_SETS.backup,
      description: 'The vault of backups and its key in each Region, and the role of AWS Backup once per account',
      template: new BackupTemplate(this, 'Backup', {
        vault: BACKUP.vault,
        keyAlias: BACKUP.key,
        role: BACKUP.role,
        roleRegion: homeRegion,
        lock: backups.lock,
        tag: BACKUP.keyTag,
        ...handlersOf(organization),
        copies: copies === null ? null : { accounts: numbersOf(reach, organization), ebsKeyAlias: BACKUP.ebsKey },
      }),
      rootId: ids.rootId,
      ...(reach.targets.includes(ROOT) ? {} : { units: reach.targets.map((unit) => ids.unitId(unit)) }),
      regions: reach.regions,
    });
    if (copies !== null) stackSet.node.addDependency(copies);
  }

  /** Only where something is copied. The keys of the accounts that are backed up admit these accounts by their numbers. */
  private forCopies({ organization, reach, ids }: BackupsStackProps): StackSet | null {
    if (reach.copyAccounts.length === 0) return null;
    return new StackSet(this, 'CopiesStackSet', {
      name: STACK_SETS.backupCopies,
      description: 'The vault that receives copies of backups, its key, and the role of AWS Backup once per account',
      template: new CopyVaultTemplate(this, 'Copies', {
        vault: BACKUP.copyVault,
        keyAlias: BACKUP.copyKey,
        role: BACKUP.role,
        roleRegion: organization.homeRegion,
        lock: organization.backups.lock,
        tag: BACKUP.keyTag,
        ...handlersOf(organization),
      }),
      parameters: { OrganizationId: ids.organizationId },
      rootId: ids.rootId,
      accounts: reach.copyAccounts.map((account) => ids.accountId(account)),
      regions: reach.copyRegions,
    });
  }
}

/** Who deploys the vaults, and which people and roles restore from them. */
function handlersOf({ platform }: Organization): Pick<BackupTemplateProps, 'deployers' | 'restorers'> {
  const { stackSetsExecution, breakGlass } = platform.principals;
  return { deployers: stackSetsExecution, restorers: [...BACKUP_OPERATORS, ...breakGlass] };
}

/** INVARIANT: the guardrail refuses to copy to an account whose number is not known. */
function numbersOf({ copyAccounts }: BackupReach, { accounts }: Organization): readonly string[] {
  return copyAccounts.map((account) => {
    const number = accounts.find(({ key }) => key === account)?.accountId ?? null;
    if (number === null) throw new Error(`backups are copied to the account '${account}', whose number is not known`);
    return number;
  });
}
