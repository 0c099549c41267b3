import { alarm, protection, stackSetting, type Chapter } from '../control';

/** PCI DSS 4.0.1, requirements 11 and 12. */
export const TESTS: Chapter = {
  title: '11 and 12 Tests and incidents',
  controls: [
    {
      number: '11.3.1',
      title: 'Systems are scanned for vulnerabilities every three months',
      remainder: 'Nothing scans them. Use Amazon Inspector, or a scanner of your own.',
    },
    {
      number: '11.5.1',
      title: 'Intrusions into networks are noticed',
      helpedBy: [stackSetting('threat-detector'), protection('protect-guardduty', 'threat-detector')],
      remainder:
        'GuardDuty looks at names that are resolved and at flows. Traffic itself is inspected by what the network team sets up.',
    },
    {
      number: '11.5.2',
      title: 'Changes of critical files are noticed',
      helpedBy: [stackSetting('trail-validation'), alarm('archive-touched')],
      remainder: 'For files on instances, their owner uses software that watches them.',
    },
    {
      number: '11.6.1',
      title: 'Changes of payment pages are noticed',
      remainder: 'What a page sends to a browser is up to its owner.',
    },
    {
      number: '12.4.2.1',
      title: 'Service providers write down that people keep to the procedures',
      remainder: 'People review and write it down.',
    },
    {
      number: '12.10.5',
      title: 'The response to incidents includes what security systems report',
      helpedBy: [
        alarm('unauthorized-calls'),
        alarm('root-use'),
        alarm('trail-changes'),
        stackSetting('management-event-rules'),
      ],
      remainder: 'Alarms and rules reach whoever subscribes. Who does what then is written in the plan for incidents.',
    },
  ],
};
