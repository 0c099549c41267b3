import { alarm, guardrail, stackSetting, type Chapter } from '../control';

/** PCI DSS 4.0.1, appendices A1 and A3. */
export const APPENDICES: Chapter = {
  title: 'A1 and A3 Service providers and designated entities',
  controls: [
    {
      number: 'A1.1.2',
      title: 'A customer reaches only its own data',
      helpedBy: [
        guardrail('perimeter-trusted-identities'),
        guardrail('perimeter-confused-deputy'),
        guardrail('block-public-buckets'),
      ],
      remainder: 'An account for each customer separates them. Within an account, the application does.',
    },
    {
      number: 'A1.1.3',
      title: 'A customer reaches only resources that are assigned to it',
      helpedBy: [guardrail('perimeter-trusted-identities'), guardrail('deny-external-sharing')],
      remainder: 'An account for each customer separates them. Within an account, the application does.',
    },
    {
      number: 'A1.2.1',
      title: "Each customer's logs are on, and it can see them",
      helpedBy: [stackSetting('organization-trail')],
      remainder: 'CloudTrail shows each account its last 90 days. More than that is up to the service provider.',
    },
    {
      number: 'A1.2.3',
      title: 'Customers can report incidents, and they are acted on',
      helpedBy: [guardrail('deny-account-changes')],
      remainder: "People answer. AWS reports to each account's security contact, which no stack sets.",
    },
    {
      number: 'A3.2.5.1',
      title: 'Looking for card numbers is shown to find them',
      remainder: 'Nothing here looks into data. Use Amazon Macie or a similar tool.',
    },
    {
      number: 'A3.2.5.2',
      title: 'Card numbers that are found where they should not be are acted on',
      remainder: 'People act on it.',
    },
    {
      number: 'A3.3.1',
      title: 'Failing security controls are noticed and acted on at once',
      helpedBy: [
        alarm('trail-changes'),
        alarm('config-changes'),
        alarm('watch-changes'),
        stackSetting('management-event-rules'),
      ],
      remainder: 'People act on what is told, and on controls outside of AWS.',
    },
    {
      number: 'A3.4.1',
      title: 'Accounts and privileges are reviewed every six months',
      helpedBy: [stackSetting('unused-access-analyzer'), stackSetting('external-access-analyzer')],
      remainder: 'People review them.',
    },
    {
      number: 'A3.5.1',
      title: 'Attack patterns are found across systems',
      helpedBy: [
        stackSetting('trail-log-group'),
        stackSetting('threat-detector'),
        alarm('unauthorized-calls'),
        alarm('archive-touched'),
      ],
      remainder:
        'Alarms know single patterns, and GuardDuty those that AWS knows. Use a tool that correlates for the rest.',
    },
  ],
};
