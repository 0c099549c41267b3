import { alarm, protection, stackSetting, type Chapter, type Control, type DeclaredMechanism } from '../control';

const TRAIL = stackSetting('organization-trail');
const PROTECTED = [
  stackSetting('archive-lock'),
  stackSetting('archive-only-root'),
  protection('protect-log-archive', 'archive-lock'),
  protection('protect-log-archive-data', 'archive-lock'),
];
const OWN_LOGS =
  'The trail records calls of AWS. Systems, databases, load balancers and applications keep their own logs, which their ' +
  'owner switches on and protects.';
const REVIEW =
  'Alarms and rules tell about what is known to be bad. People read what they tell, and look for the rest.';

/** PCI DSS 4.0.1, requirement 10. */
export const LOGS: Chapter = {
  title: '10 Logs',
  controls: [
    recorded('10.2.1', 'Logs are on for all systems', [TRAIL, protection('protect-cloudtrail', 'organization-trail')]),
    recorded('10.2.1.1', 'Each access of a person to account data is recorded', [TRAIL]),
    recorded('10.2.1.2', 'What administrators do is recorded', [TRAIL, alarm('platform-role-assumed')]),
    recorded('10.2.1.3', 'Each access to logs is recorded', [
      stackSetting('archive-data-events'),
      stackSetting('archive-access-logs'),
      alarm('archive-touched'),
    ]),
    recorded('10.2.1.4', 'Failed attempts are recorded', [
      TRAIL,
      alarm('unauthorized-calls'),
      alarm('sign-in-failures'),
    ]),
    recorded('10.2.1.5', 'Changes of identities and credentials are recorded', [
      TRAIL,
      alarm('iam-changes'),
      alarm('mfa-changes'),
      alarm('access-key-created'),
    ]),
    recorded('10.2.1.6', 'Starting, stopping and pausing logs is recorded', [
      TRAIL,
      protection('protect-cloudtrail', 'organization-trail'),
      alarm('trail-changes'),
      alarm('watch-changes'),
      stackSetting('management-event-rules'),
    ]),
    recorded('10.2.1.7', 'Making and deleting system objects is recorded', [TRAIL]),
    recorded('10.2.2', 'A record says who, what, when, where, and with which result', [TRAIL]),
    recorded('10.3.1', 'Only who needs logs can read them', [
      stackSetting('archive-only-root'),
      protection('protect-log-archive', 'archive-lock'),
      alarm('archive-touched'),
    ]),
    recorded('10.3.2', 'Nobody can change logs', [
      ...PROTECTED,
      stackSetting('trail-validation'),
      alarm('archive-touched'),
    ]),
    recorded('10.3.3', 'Logs are copied at once to a central system that is hard to change', [TRAIL, ...PROTECTED]),
    recorded('10.3.4', 'A change of a log is noticed', [stackSetting('trail-validation'), alarm('archive-touched')]),
    {
      number: '10.4.1',
      title: 'Logs of what matters are reviewed every day',
      helpedBy: [stackSetting('trail-log-group'), alarm('unauthorized-calls'), alarm('root-use')],
      remainder: REVIEW,
    },
    {
      number: '10.4.1.1',
      title: 'Machines review logs',
      helpedBy: [stackSetting('trail-log-group'), alarm('unauthorized-calls'), stackSetting('management-event-rules')],
      remainder: REVIEW,
    },
    {
      number: '10.4.2',
      title: 'Logs of all other systems are reviewed from time to time',
      helpedBy: [stackSetting('trail-log-group')],
      remainder: REVIEW,
    },
    {
      number: '10.4.3',
      title: 'What a review finds is acted on',
      helpedBy: [stackSetting('management-event-rules')],
      remainder: 'People act on it.',
    },
    recorded('10.5.1', 'Logs are kept for a year, and three months of them at hand', [
      stackSetting('log-retention'),
      stackSetting('archive-lock'),
    ]),
    {
      number: '10.6.3',
      title: 'Settings of the time are protected',
      remainder:
        "AWS keeps the time of its services and offers it to instances. An instance's own settings are up to its owner.",
    },
    {
      number: '10.7.1',
      title: 'Service providers notice when a security control fails',
      helpedBy: failures(),
      remainder: 'People act on what is told, and on controls outside of AWS.',
    },
    {
      number: '10.7.2',
      title: 'Everyone notices when a security control fails',
      helpedBy: failures(),
      remainder: 'People act on what is told, and on controls outside of AWS.',
    },
  ],
};

function recorded(number: string, title: string, helpedBy: readonly DeclaredMechanism[]): Control {
  return { number, title, helpedBy, remainder: OWN_LOGS };
}

function failures(): readonly DeclaredMechanism[] {
  return [
    alarm('trail-changes'),
    alarm('config-changes'),
    alarm('watch-changes'),
    stackSetting('management-event-rules'),
    protection('protect-cloudtrail', 'organization-trail'),
    protection('protect-config', 'configuration-recorder'),
    protection('protect-guardduty', 'threat-detector'),
  ];
}
