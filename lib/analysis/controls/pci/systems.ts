import { protection, stackSetting, type Chapter } from '../control';

const PIPELINE =
  'The account structure separates environments; that releases keep to it is up to the pipeline of each team.';

/** PCI DSS 4.0.1, requirements 5 and 6. */
export const SYSTEMS: Chapter = {
  title: '5 and 6 Malware and secure systems',
  controls: [
    {
      number: '5.2.1',
      title: 'Systems are protected from malware',
      helpedBy: [stackSetting('threat-detector'), protection('protect-guardduty', 'threat-detector')],
      remainder:
        'Nothing scans instances and containers. Use the malware protection of GuardDuty, which is apart from the detector, or software of your own.',
    },
    {
      number: '5.3.4',
      title: 'Protection from malware keeps logs',
      helpedBy: [stackSetting('organization-trail')],
      remainder: 'The software that protects from malware keeps its own logs.',
    },
    {
      number: '6.3.3',
      title: 'Systems have the latest corrections',
      remainder: 'Nothing installs them: the owner acts on the finding, with Patch Manager or new images.',
    },
    {
      number: '6.4.1',
      title: 'Public web applications are protected from attacks',
      remainder: 'Nothing sets up a firewall for web applications: the owner attaches AWS WAF and acts on the finding.',
    },
    {
      number: '6.4.2',
      title: 'Attacks on public web applications are stopped by a machine',
      remainder: 'Nothing sets up a firewall for web applications: the owner attaches AWS WAF and acts on the finding.',
    },
    {
      number: '6.5.3',
      title: 'Production is separate from other environments',
      remainder: `Units and accounts are made by the configuration. ${PIPELINE}`,
    },
    { number: '6.5.5', title: 'Real card numbers are only in production', remainder: PIPELINE },
    { number: '6.5.6', title: 'Test data and test accounts are removed before production', remainder: PIPELINE },
  ],
};
