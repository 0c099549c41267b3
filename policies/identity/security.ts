import { AUDITOR, roleEverywhere } from '../../lib/model/names';
import { permissionSet } from '../core/permission-set';
import { CONFIGURATION_READS } from '../data/configuration-reads';
import { FINDING_ACTIONS } from '../data/finding-actions';
import { securityProbes } from '../probes/identity/security';
import { assumesOnly, NO_API_KEYS, NO_DATA } from './denials';

/** Whoever investigates. They read everything about an account and work on findings; the services stay as they are. */
export const security = permissionSet({
  id: 'security',
  rationale:
    'Whoever judges findings must be able to close them, and must not be able to close the eyes of the service that finds. ' +
    'From the audit account they assume the role that reads the configuration of any other account.',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/finding-workflow-status.html',
    'https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-archive-rules.html',
  ],
  allows: [...CONFIGURATION_READS, ...FINDING_ACTIONS],
  denies: () => [NO_API_KEYS, assumesOnly([roleEverywhere(AUDITOR)])],
  refuses: NO_DATA,
  probes: securityProbes,
});
