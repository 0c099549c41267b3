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
    {
      subject: 'x.1.1 and x.1.2 of each requirement',
      why: 'Policies, procedures and responsibilities are paper: no account shows them.',
    },
    {
      subject: 'Requirement 9',
      why: "Buildings, media and card readers. In its data centers AWS meets it: see AWS's attestation in AWS Artifact.",
    },
    {
      subject: 'Requirement 12, but for 12.4.2.1 and 12.10.5',
      why: 'People, partners and risk.',
    },
    {
      subject: '2.3, 11.2, A2',
      why: 'Wireless networks and card readers are outside of AWS.',
    },
    {
      subject: '6.2, 11.4',
      why: 'Secure development and penetration tests are work of people.',
    },
    {
      subject: 'All other requirements',
      why: 'They concern how an application handles account data, or how people work.',
    },
  ],
};
