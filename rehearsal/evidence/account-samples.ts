import { BASELINE } from '../../lib/model/names';
import { eventOf, type SampleCircumstances, type SampleEvent } from './sample-event';

/** An event as EventBridge delivers it. */
export interface AccountEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: object;
}

/** What happens in an account that the organization must hear about, and something similar that it must not. */
export interface AccountSample {
  readonly noticed: (circumstances: SampleCircumstances) => AccountEvent;
  readonly neighbor: (circumstances: SampleCircumstances) => AccountEvent;
  /** What a message about the event must contain. */
  readonly told: (circumstances: SampleCircumstances) => readonly string[];
}

/** By the name of the rule that forwards it, without the prefix that all rules have. */
export const ACCOUNT_SAMPLES: Readonly<Record<string, AccountSample>> = {
  'forward-access-keys': callOf(iam('CreateAccessKey'), iam('DeleteAccessKey')),
  'forward-mfa': callOf(iam('DeactivateMFADevice'), iam('EnableMFADevice')),
  'forward-iam-users': callOf(iam('CreateUser'), iam('DeleteUser')),
  'forward-root-use': callOf(byRoot('s3', 'PutBucketPolicy'), byRoot('s3', 'PutBucketPolicy', 'support.amazonaws.com')),
  'forward-root-use-of-iam': callOf(byRoot('iam', 'CreateRole'), byRoot('iam', 'CreateAccessKey')),
  'forward-findings': {
    noticed: (where) => finding(9, where),
    neighbor: (where) => finding(0.5, where),
    told: ({ account, region, id }) => [account, region, id, 'Backdoor:EC2/C&CActivity.B'],
  },
  'forward-failed-executions': {
    noticed: (where) => execution('FAILED', where),
    neighbor: (where) => execution('SUCCEEDED', where),
    told: ({ region, id }) => ['FAILED', region, id],
  },
};

function iam(eventName: string): SampleEvent {
  return { service: 'iam', eventName };
}

function byRoot(service: string, eventName: string, invokedBy?: string): SampleEvent {
  const userIdentity = { type: 'Root', arn: 'arn:aws:iam::222222222222:root', ...(invokedBy && { invokedBy }) };
  return { service, eventName, userIdentity };
}

function callOf(noticed: SampleEvent, neighbor: SampleEvent): AccountSample {
  return {
    noticed: (where) => eventOf(noticed, where),
    neighbor: (where) => eventOf(neighbor, where),
    told: ({ region, id }) => [noticed.eventName, `${noticed.service}.amazonaws.com`, region, id],
  };
}

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html */
function finding(severity: number, { account, region, time, id }: SampleCircumstances): AccountEvent {
  const detail = {
    ...{ schemaVersion: '2.0', accountId: account, region, id, severity },
    ...{ type: 'Backdoor:EC2/C&CActivity.B', title: 'An instance talks to a command server.' },
    ...{ createdAt: time.toISOString(), updatedAt: time.toISOString() },
  };
  return delivered('aws.guardduty', 'GuardDuty Finding', detail, { account, region, time, id });
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
function execution(status: string, { account, region, time, id }: SampleCircumstances): AccountEvent {
  const machine = `${BASELINE.prefix}rehearsal`;
  const detail = {
    executionArn: `arn:aws:states:${region}:${account}:execution:${machine}:${id}`,
    stateMachineArn: `arn:aws:states:${region}:${account}:stateMachine:${machine}`,
    ...{ name: id, status, error: 'States.TaskFailed' },
  };
  return delivered('aws.states', 'Step Functions Execution Status Change', detail, { account, region, time, id });
}

function delivered(
  source: string,
  detailType: string,
  detail: object,
  { account, region, time, id }: SampleCircumstances,
): AccountEvent {
  const envelope = { version: '0', id, account, region, time: time.toISOString(), resources: [] };
  return { ...envelope, source, 'detail-type': detailType, detail };
}
