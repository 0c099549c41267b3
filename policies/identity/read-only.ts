import { permissionSet } from '../core/permission-set';
import { CONFIGURATION_READS } from '../data/configuration-reads';
import { readOnlyProbes } from '../probes/identity/read-only';
import { NO_API_KEYS, NO_DATA } from './denials';

/** Whoever wants to see, and whoever has to prove something. The auditor's role in each account has the same policy. */
export const readOnly = permissionSet({
  id: 'read-only',
  rationale:
    'Most questions are answered by looking, and looking breaks nothing. It shows how an account is configured and what it ' +
    'logged, where masked values stay masked. It shows no object, item, message or secret, and decrypts nothing, so that it ' +
    'can be given to many.',
  references: [
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ViewOnlyAccess.html',
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html',
  ],
  allows: CONFIGURATION_READS,
  denies: () => [NO_API_KEYS],
  refuses: NO_DATA,
  probes: readOnlyProbes,
});
