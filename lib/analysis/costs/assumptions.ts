/** How much happens in a month, where the configuration does not say so. */
export interface CostAssumption {
  readonly title: string;
  readonly value: number;
  /** What `value` is divided by, such as 100 for a percentage. Default: 1. */
  readonly per?: number;
  /** What it counts, as words after the number. */
  readonly unit: string;
  readonly reason: string;
}

/** When they were chosen. */
export const ASSUMED_ON = '2026-11-30';

/**
 * Of an organization without workloads: what Rampart itself causes, and a few people. Workloads add their own, which nobody
 * can know here.
 */
export const ASSUMPTIONS = {
  events: {
    title: 'Events of an account',
    value: 100_000,
    unit: 'management events',
    reason: 'in all Regions, mostly reads of AWS Config; CloudTrail shows yours',
  },
  logBytes: {
    title: 'Size of events in the log group',
    value: 1.5,
    per: 1_000_000,
    unit: 'GB a million',
    reason: 'an event has about 1.5 KB as JSON',
  },
  archivedBytes: {
    title: 'Size of events in the bucket',
    value: 0.1,
    per: 1_000_000,
    unit: 'GB a million',
    reason: 'the same, compressed by CloudTrail',
  },
  logFiles: {
    title: 'Log files of an account',
    value: 5000,
    unit: 'log files',
    reason: 'one in five minutes for each Region in which something happens',
  },
  keyRequestsPerFile: {
    title: 'Requests of the key for a log file',
    value: 2,
    unit: 'key requests',
    reason: 'one to write it, and now and then one to read it',
  },
  metricShare: {
    title: 'Hours in which a metric counts something',
    value: 10,
    per: 100,
    unit: '% of the hours',
    reason: 'it costs only in these',
  },
  messages: {
    title: 'Messages',
    value: 100,
    unit: 'messages',
    reason: 'alarms and rules of a quiet organization',
  },
  changes: {
    title: 'Recorded changes of an account',
    value: 50,
    unit: 'recorded changes',
    reason: 'in all Regions; the first month has more: all that is there already',
  },
  changesPerDay: {
    title: 'Daily items',
    value: 50,
    per: 100,
    unit: '% as daily items',
    reason: 'some resources change more than once a day',
  },
  configFiles: {
    title: 'Files of AWS Config, for an account and Region',
    value: 60,
    unit: 'files',
    reason: 'a snapshot and some history a day',
  },
  configBytes: {
    title: 'Size of these files',
    value: 0.003,
    unit: 'GB',
    reason: 'snapshots of 0.1 MB',
  },
  forwarded: {
    title: 'Forwarded events of an account',
    value: 100,
    unit: 'forwarded events',
    reason: 'changes of credentials, sign-ins of root, findings',
  },
  transitions: {
    title: 'States of a run of the finisher',
    value: 50,
    unit: 'state transitions',
    reason:
      'it finds nothing to do: some 25 states, 40 in the home Region, and 7 more for each VPC; the first run has more',
  },
  flowLogs: {
    title: 'Flow and DNS logs, for an account and Region',
    value: 0.1,
    unit: 'GB of logs',
    reason: 'nothing runs there but what people try out',
  },
  roles: {
    title: 'Roles and users of an account',
    value: 20,
    unit: 'roles and users',
    reason: 'of the platform, of people, and some of AWS',
  },
  runEvaluations: {
    title: 'Evaluations in a run of a periodic Config rule',
    value: 1,
    unit: 'evaluation in a run',
    reason: 'of the account; where it looks at users, keys or trails, one for each',
  },
  evaluatedShare: {
    title: 'Changes that a Config rule evaluates',
    value: 5,
    per: 100,
    unit: '% of them',
    reason: 'it looks at one of many resource types',
  },
  deployments: {
    title: 'Deployments by the pipeline',
    value: 8,
    unit: 'deployments',
    reason: 'two merges a week; with more changes in one merge there are fewer',
  },
  deploymentMinutes: {
    title: 'Length of a deployment',
    value: 20,
    unit: 'minutes',
    reason: 'plan, decision, stacks of which few change, and the look at them; a new account takes some minutes more',
  },
  lookMinutes: {
    title: 'Length of the nightly look',
    value: 5,
    unit: 'minutes',
    reason: 'CloudFormation compares the stacks one after another',
  },
} as const satisfies Readonly<Record<string, CostAssumption>>;

export type AssumptionId = keyof typeof ASSUMPTIONS;

/** A month, as AWS's periodic Config rules and retentions count it here. */
export const DAYS_A_MONTH = 30;
