import type { ControlList } from '../control';
import { ACCESS } from './access';
import { APPENDICES } from './appendices';
import { DATA } from './data';
import { LOGS } from './logs';
import { NETWORKS } from './networks';
import { SYSTEMS } from './systems';
import { TESTS } from './tests';

/**
 * The requirements of PCI DSS 4.0.1 to which AWS accounts contribute: those to which AWS maps Config rules, and those to
 * which guardrails, alarms or the trail do something. 4.0.1 has the numbers of 4.0.
 *
 * Sources: https://www.pcisecuritystandards.org/document_library/ and, for what AWS maps,
 * https://docs.aws.amazon.com/config/latest/developerguide/operational-best-practices-for-pci-dss-v4.0-including-global-resource-types.html
 */
export const PCI_DSS: ControlList = {
  standard: 'pci-dss',
  chapters: [NETWORKS, DATA, SYSTEMS, ACCESS, LOGS, TESTS, APPENDICES],
  notes: [
    'Policies, procedures and responsibilities (x.1.1 and x.1.2 of each requirement) are paper: no account shows them.',
    'Requirement 9 is about buildings and paper. In the data centers AWS meets it, as its attestation in AWS Artifact says.',
    'Requirement 12 is about people, partners and risk, but for 12.4.2.1 and 12.10.5, to which AWS maps Config rules.',
    'Wireless networks (2.3, 11.2), card readers (A2), secure development (6.2) and penetration tests (11.4) are outside of AWS accounts.',
    'All other requirements without a row concern how an application handles account data, or how people work.',
  ],
};
