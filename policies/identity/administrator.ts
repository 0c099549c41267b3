import { boundary } from '../baseline/boundary';
import { permissionSet } from '../core/permission-set';
import { AUDIT_SETTINGS } from '../data/audit-settings';
import { administratorProbes } from '../probes/identity/administrator';
import { never } from './denials';

/**
 * Whoever repairs. Everything that the permissions boundary leaves: whoever has it makes only roles that can do no more. What
 * watches the account stays as it is, also where a guardrail that says so is missing.
 */
export const administrator = permissionSet({
  id: 'administrator',
  rationale:
    'Somebody must be able to repair anything in an account. What they make is limited like themselves, so that an ' +
    'administrator of an account never becomes more than that.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  allows: 'everything',
  denies: (organization) => [...boundary.statements({}, organization), never('Audit', AUDIT_SETTINGS)],
  probes: administratorProbes,
});
