import { alarm, guardrail, protection, stackSetting, type Chapter } from '../control';

const OBJECT_EVENTS =
  "It costs for each call, and the trail records it for its own bucket only. For buckets that need it, the account's owner " +
  'makes a trail of data events.';

/** CIS AWS Foundations Benchmark 5.0, chapter 3. */
export const LOGGING: Chapter = {
  title: '3 Logging',
  controls: [
    {
      number: '3.1',
      earlier: '3.1',
      title: 'CloudTrail records all Regions',
      metBy: [stackSetting('organization-trail')],
      helpedBy: [
        protection('protect-cloudtrail', 'organization-trail'),
        alarm('trail-changes'),
        stackSetting('management-event-rules'),
      ],
    },
    {
      number: '3.2',
      earlier: '3.2',
      title: "CloudTrail's logs can be validated",
      metBy: [stackSetting('trail-validation')],
      helpedBy: [stackSetting('archive-lock')],
    },
    {
      number: '3.3',
      earlier: '3.3',
      title: 'AWS Config records all Regions',
      metBy: [stackSetting('configuration-recorder')],
      helpedBy: [
        guardrail('deny-unapproved-regions'),
        protection('protect-config', 'configuration-recorder'),
        protection('protect-baseline', 'configuration-recorder'),
        alarm('config-changes'),
      ],
    },
    {
      number: '3.4',
      earlier: '3.4',
      title: "Access to the bucket of CloudTrail's logs is logged",
      metBy: [stackSetting('archive-access-logs')],
      helpedBy: [stackSetting('archive-data-events'), alarm('archive-touched')],
    },
    {
      number: '3.5',
      earlier: '3.5',
      title: "CloudTrail's logs are encrypted with a key of KMS",
      metBy: [stackSetting('trail-key')],
      helpedBy: [protection('protect-log-archive-data', 'archive-lock')],
    },
    {
      number: '3.6',
      earlier: '3.6',
      title: 'Keys of KMS are rotated',
      helpedBy: [stackSetting('archive-key-rotation')],
      remainder: "Nothing switches rotation on for a team's key: the owner acts on the finding.",
    },
    {
      number: '3.7',
      earlier: '3.7',
      title: 'Every VPC has flow logs',
      remainder:
        'Nothing switches them on. Whoever makes a VPC also makes its flow log; the log archive has a bucket for them.',
    },
    {
      number: '3.8',
      earlier: '3.8',
      title: 'Writing to objects in buckets is recorded',
      helpedBy: [stackSetting('archive-data-events')],
      remainder: OBJECT_EVENTS,
    },
    {
      number: '3.9',
      earlier: '3.9',
      title: 'Reading objects in buckets is recorded',
      helpedBy: [stackSetting('archive-data-events')],
      remainder: OBJECT_EVENTS,
    },
  ],
};
