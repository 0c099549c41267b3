import type { AlarmId } from '../../lib/model/alarms';
import type { SampleEvent, SamplePair } from './sample-event';

/** For each alarm whose filter the emulator can evaluate: see `flattenFilter`. */
export const ALARM_SAMPLES: Readonly<Partial<Record<AlarmId, SamplePair>>> = {
  'sign-in-without-mfa': { noticed: signIn('Success', 'No'), neighbor: signIn('Success', 'Yes') },
  'sign-in-failures': { noticed: signIn('Failure', 'No'), neighbor: signIn('Success', 'Yes') },
  'key-deletion': {
    noticed: { service: 'kms', eventName: 'ScheduleKeyDeletion' },
    neighbor: { service: 'kms', eventName: 'DescribeKey' },
  },
  'config-changes': {
    noticed: { service: 'config', eventName: 'StopConfigurationRecorder' },
    neighbor: { service: 'config', eventName: 'DescribeConfigurationRecorders' },
  },
  'mfa-changes': {
    noticed: { service: 'iam', eventName: 'DeactivateMFADevice' },
    neighbor: { service: 'iam', eventName: 'EnableMFADevice' },
  },
  'access-key-created': {
    noticed: { service: 'iam', eventName: 'CreateAccessKey' },
    neighbor: { service: 'iam', eventName: 'ListAccessKeys' },
  },
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html */
function signIn(ConsoleLogin: string, MFAUsed: string): SampleEvent {
  return {
    service: 'signin',
    eventName: 'ConsoleLogin',
    more: { responseElements: { ConsoleLogin }, additionalEventData: { MFAUsed }, eventType: 'AwsConsoleSignIn' },
  };
}
