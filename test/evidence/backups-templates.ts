import { BackupTemplate } from '../../constructs/backups/backup-template';
import { CopyVaultTemplate } from '../../constructs/backups/copy-vault-template';
import { BACKUP, BACKUP_OPERATORS } from '../../lib/model/names';
import type { VaultLock } from '../../lib/model/backups';
import { aScene } from '../support/a-stack-set';
import type { TemplateJson } from '../support/synthesize';
import { theExample } from '../support/the-example';

/** Both templates of backups, as they are synthesized. */
export interface BackupTemplates {
  /** Of an account that is backed up. */
  readonly member: TemplateJson;
  /** Of the account that receives copies. */
  readonly copies: TemplateJson;
}

export const LOCK: VaultLock = { minimumDays: 7, maximumDays: 400, finalAfterDays: null };

/**
 * The templates as the shipped organization would have them, with copies.
 *
 * @param copies the number of the account that receives copies
 */
export function backupTemplates(copies: string | null, lock: VaultLock = LOCK): BackupTemplates {
  const { stackSetsExecution, breakGlass } = theExample().organization.platform.principals;
  const { app, outer } = aScene();
  const shared = {
    lock,
    role: BACKUP.role,
    roleRegion: 'eu-central-1',
    tag: BACKUP.keyTag,
    deployers: stackSetsExecution,
    restorers: [...BACKUP_OPERATORS, ...breakGlass],
  };
  const member = new BackupTemplate(outer, 'Backup', {
    ...shared,
    vault: BACKUP.vault,
    keyAlias: BACKUP.key,
    copies: copies === null ? null : { accounts: [copies], ebsKeyAlias: BACKUP.ebsKey },
  });
  const copyVault = new CopyVaultTemplate(outer, 'Copies', {
    ...shared,
    vault: BACKUP.copyVault,
    keyAlias: BACKUP.copyKey,
  });
  // Tags are there only after the synth.
  app.synth();
  return {
    member: JSON.parse(member.toText()) as TemplateJson,
    copies: JSON.parse(copyVault.toText()) as TemplateJson,
  };
}
