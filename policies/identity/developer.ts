import { boundary } from '../baseline/boundary';
import { permissionSet } from '../core/permission-set';
import { deny } from '../core/statements';
import { AUDIT_SETTINGS } from '../data/audit-settings';
import { BACKUP_DELETIONS } from '../data/backup-actions';
import { DEVELOPER_LIMITS } from '../data/developer-limits';
import { NETWORK_PLUMBING } from '../data/network-changes';
import { developerProbes } from '../probes/identity/developer';
import { never } from './denials';

/**
 * Whoever builds applications: everything, within the permissions boundary, but networks, and what cannot be undone. A role that
 * they make has the boundary alone: what is denied here beyond it keeps them from accidents, and is no wall against intent.
 */
export const developer = permissionSet({
  id: 'developer',
  rationale:
    'A list of what developers need is never complete, and each gap ends in a wider permission. So they may do everything but ' +
    'what would harm others: exceed the account, build networks, switch off what watches, and lose keys or backups.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  ],
  allows: 'everything',
  denies: (organization) => [
    ...boundary.statements({}, organization),
    never('Limits', [NETWORK_PLUMBING, ...AUDIT_SETTINGS, ...BACKUP_DELETIONS, ...DEVELOPER_LIMITS]),
    // A policy with which nobody could change it any more, not even the platform.
    deny({
      Sid: 'Lockout',
      Action: ['kms:CreateKey', 'kms:PutKeyPolicy'],
      Resource: '*',
      Condition: { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } },
    }),
  ],
  probes: developerProbes,
});
