import { BACKUP, BACKUP_OPERATOR, roleEverywhere } from '../../lib/model/names';
import { permissionSet } from '../core/permission-set';
import { deny } from '../core/statements';
import { BACKUP_ACTIONS, BACKUP_DELETIONS } from '../data/backup-actions';
import { CONFIGURATION_READS } from '../data/configuration-reads';
import { backupOperatorProbes, deletionProbes } from '../probes/identity/backup-operator';
import { assumesOnly, NO_API_KEYS, NO_DATA } from './denials';

/**
 * The role with which AWS Backup works. Not the one that the console makes, `AWSBackupDefaultServiceRole`: AWS's policies let
 * it pass every role of the account to what is restored, and whoever restores an instance chooses its profile.
 *
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForRestores.html
 */
const ROLE = roleEverywhere(BACKUP.role);

/** Whoever restores. The role of the same name in each account has the same policy. */
export const backupOperator = permissionSet({
  id: 'backup-operator',
  rationale:
    'Whoever extorts deletes backups first, so nobody who works with backups can delete them, shorten their life, or open or ' +
    'unlock their vault. A restore makes new resources and overwrites none.',
  references: [
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupOperatorAccess.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html',
  ],
  allows: [...CONFIGURATION_READS, ...BACKUP_ACTIONS],
  denies: () => [
    NO_API_KEYS,
    deny({ Sid: 'Pass', Action: 'iam:PassRole', NotResource: ROLE }),
    deny({
      Sid: 'PassTo',
      Action: 'iam:PassRole',
      Resource: '*',
      Condition: { StringNotEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
    }),
    assumesOnly([roleEverywhere(BACKUP_OPERATOR)]),
  ],
  // The policy of a vault could allow a role of its account to delete what is in it.
  refuses: {
    groups: [...NO_DATA.groups, ...BACKUP_DELETIONS],
    probes: (place) => [...NO_DATA.probes(place), ...deletionProbes(place)],
  },
  probes: backupOperatorProbes,
});
