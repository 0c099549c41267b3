import { API_CALL, recorded, SIGN_IN, type EventPattern } from '../audit/patterns/event-pattern';

/** An event that somebody must hear about, wherever in the organization it happens. */
export interface ForwardedEvent {
  /** What it means, as a sentence. */
  readonly meaning: string;
  readonly pattern: EventPattern;
}

/** Calls of IAM that make long-lived credentials, or weaken the proof of who somebody is. */
const ACCESS_KEYS = [
  'CreateAccessKey',
  'UpdateAccessKey',
  'CreateServiceSpecificCredential',
  'ResetServiceSpecificCredential',
  'UpdateServiceSpecificCredential',
  'UploadSigningCertificate',
  'UploadSSHPublicKey',
];
const MFA = ['DeactivateMFADevice', 'DeleteVirtualMFADevice'];
const USERS = ['CreateUser', 'CreateLoginProfile', 'UpdateLoginProfile'];

const IAM = 'iam.amazonaws.com';

/** Somebody is root, and not AWS on root's behalf. */
const ROOT = { type: ['Root'], invokedBy: [{ exists: false }] };

/** Events of IAM users and their credentials. */
export const CREDENTIAL_EVENTS: Readonly<Record<string, ForwardedEvent>> = {
  'access-keys': {
    meaning: 'A credential of an IAM user is made or changed.',
    pattern: recorded([API_CALL], { eventSource: [IAM], eventName: ACCESS_KEYS }),
  },
  mfa: {
    meaning: 'An MFA device is deactivated or deleted.',
    pattern: recorded([API_CALL], { eventSource: [IAM], eventName: MFA }),
  },
  'iam-users': {
    meaning: 'An IAM user is created, or gets a password.',
    pattern: recorded([API_CALL], { eventSource: [IAM], eventName: USERS }),
  },
};

/** Events of root. */
const ROOT_EVENTS: Readonly<Record<string, ForwardedEvent>> = {
  'root-use': {
    meaning: 'The root user of an account is used.',
    pattern: recorded([API_CALL, SIGN_IN], { userIdentity: ROOT, eventSource: [{ 'anything-but': [IAM] }] }),
  },
  'root-use-of-iam': {
    meaning: 'The root user of an account is used for IAM.',
    pattern: recorded([API_CALL], {
      userIdentity: ROOT,
      eventSource: [IAM],
      eventName: [{ 'anything-but': [...ACCESS_KEYS, ...MFA, ...USERS] }],
    }),
  },
};

/**
 * Events of services that have no Region, and of root. IAM records in us-east-1 only; root is also seen where it works.
 *
 * Each event matches just one of them: two copies of one would be two messages. Reading calls are left out, as EventBridge
 * does by default.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html and
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const GLOBAL_EVENTS: Readonly<Record<string, ForwardedEvent>> = { ...CREDENTIAL_EVENTS, ...ROOT_EVENTS };

/**
 * Findings of GuardDuty.
 *
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
export const FINDINGS = {
  source: ['aws.guardduty'],
  'detail-type': ['GuardDuty Finding'],
} as const satisfies EventPattern;

/**
 * Findings that are severe enough.
 *
 * @param severity from which on, 1 to 10
 */
export function findingsFrom(severity: number): ForwardedEvent {
  return {
    meaning: `GuardDuty has a finding of severity ${severity} or more.`,
    pattern: { ...FINDINGS, detail: { severity: [{ numeric: ['>=', severity] }] } },
  };
}

/**
 * Executions of standard state machines that did not succeed. Express ones send no such events.
 *
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export const FAILED_EXECUTIONS = {
  source: ['aws.states'],
  'detail-type': ['Step Functions Execution Status Change'],
  detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
} as const satisfies EventPattern;

/**
 * Failed executions of some state machines.
 *
 * @param stateMachines the beginning of their ARNs
 */
export function failedExecutionsOf(stateMachines: string): ForwardedEvent {
  return {
    meaning: 'A state machine of the platform has failed.',
    pattern: {
      ...FAILED_EXECUTIONS,
      detail: { ...FAILED_EXECUTIONS.detail, stateMachineArn: [{ prefix: stateMachines }] },
    },
  };
}
