import type { AlarmId } from '../../lib/model/alarms';
import { AWS_ITSELF } from './caller';
import { CIS_ALARMS, type AlarmMeaning } from './cis-alarms';
import { all, any, eq, ne, not, notExists, oneOf, type FilterPattern } from './patterns/filter-pattern';

/** What the alarms watch by name. */
export interface Watched {
  /** The trail's bucket. */
  readonly bucketName: string;
  /** The account of the bucket, whose keys encrypt the archive. */
  readonly archiveAccountId: string;
  /** The management account, which has the alarms, the rules and what they need. */
  readonly managementAccountId: string;
  /** Patterns of the ARNs of roles that pipelines assume, such as `arn:*:iam::*:role/platform/deployment`. If empty, their alarm must be off. */
  readonly deploymentRoles: readonly string[];
  /** The same of roles that people assume in an emergency only. */
  readonly breakGlassRoles: readonly string[];
  /** The names of permission sets whose sessions are told of. */
  readonly elevatedPermissionSets: readonly string[];
  /** Patterns of the ARNs of other roles whose sessions are told of. */
  readonly elevatedRoles: readonly string[];
}

/** What each alarm means, and the events that set it off. */
export function alarmMeanings(watched: Watched): Readonly<Record<AlarmId, AlarmMeaning>> {
  return {
    ...CIS_ALARMS,
    'mfa-changes': MFA_CHANGES,
    'access-key-created': {
      meaning: 'An access key was created: a credential that does not expire. Ask its owner for what it is.',
      pattern: all(eq('eventSource', 'iam.amazonaws.com'), eq('eventName', 'CreateAccessKey')),
    },
    'platform-role-assumed': {
      meaning: 'A deployment role was assumed, or somebody tried. A deployment that you know of must explain it.',
      // Only when it is asked for: without roles there is no such pattern, and the alarm must be off.
      get pattern() {
        return roleAssumed(watched.deploymentRoles);
      },
    },
    'break-glass-assumed': {
      meaning:
        "A break-glass role or the management account's role was assumed, or somebody tried. An incident that you know of " +
        'must explain it.',
      pattern: roleAssumed(watched.breakGlassRoles),
    },
    'elevated-access': elevatedAccess(watched),
    'watch-changes': watchChanges(watched),
    'archive-touched': archiveTouched(watched),
  };
}

/**
 * The names of IAM Identity Center's events are compared without their source, which is `sso-directory.amazonaws.com` or,
 * for some, `identitystore.amazonaws.com` or `sso.amazonaws.com`.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/sso-info-in-cloudtrail.html
 */
const MFA_CHANGES: AlarmMeaning = {
  meaning: 'An MFA device was removed from a user, or the demand for MFA was changed. Ask the user by another channel.',
  pattern: oneOf('eventName', [
    'DeactivateMFADevice',
    'DeleteVirtualMFADevice',
    'DeleteMfaDeviceForUser',
    'PutMfaDeviceManagementForDirectory',
    'PutMfaDeviceManagementForIdentityStore',
  ]),
};

/**
 * StackSets name themselves as `userIdentity.invokedBy`, which callers cannot set. Its exact value is not documented, so
 * that every name of StackSets' service principals is let past. The role that StackSets alone assumes is not watched.
 *
 * The record of a denied call may lack its parameters. Then the error names the role, perhaps with more text after it, so
 * that a denied attempt on a role whose name only begins so counts too.
 */
function roleAssumed(roles: readonly string[]): FilterPattern {
  const ends = [...new Set(roles.map(endOfArn))];
  return all(
    eq('eventSource', 'sts.amazonaws.com'),
    eq('eventName', 'AssumeRole*'),
    any(
      oneOf('requestParameters.roleArn', ends),
      oneOf(
        'errorMessage',
        ends.map((end) => (end.endsWith('*') ? end : `${end}*`)),
      ),
    ),
    not(eq('userIdentity.invokedBy', '*stacksets.cloudformation.amazonaws.com')),
  );
}

/**
 * Sessions, and not attempts that were refused: what no policy lets happen is no elevated access, and `unauthorized-calls`
 * counts it.
 *
 * Identity Center takes the role of a permission set by `AssumeRoleWithSAML`, for the console and for the command line. The
 * account that has the role records it, in the Region whose endpoint was called, and the trail of the organization brings it
 * here. The role has a path, with or without a Region, and ends in signs of AWS's choice, so that only the middle of its ARN is
 * compared: an imitation of the name counts, too.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html and
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function elevatedAccess({ elevatedPermissionSets, elevatedRoles }: Watched): AlarmMeaning {
  return {
    meaning:
      'Somebody got a session with elevated permissions. Ask the person by another channel; work that you know of must ' +
      'explain it.',
    pattern: all(
      eq('eventSource', 'sts.amazonaws.com'),
      eq('eventName', 'AssumeRole*'),
      notExists('errorCode'),
      oneOf('requestParameters.roleArn', [
        ...elevatedPermissionSets.map((name) => `*/AWSReservedSSO_${name}_*`),
        ...new Set(elevatedRoles.map(endOfArn)),
      ]),
    ),
    // A person of Identity Center has no ARN there.
    shows: ['userIdentity.userName', 'requestParameters.roleArn'],
  };
}

/**
 * The end of a role's ARN from its account on, as CloudWatch Logs can compare it: `*` is no wildcard in the middle of a
 * value. Of a name with wildcards, its beginning is compared, or else its longest part, so that more roles match and not
 * fewer.
 */
function endOfArn(pattern: string): string {
  const [, account = '', name = ''] = /^arn:[^:]+:iam::([^:]*):role\/(.+)$/.exec(pattern) ?? [];
  const parts = name.split(/[*?]+/);
  const [beginning = ''] = parts;
  if (parts.every((part) => part === ''))
    throw new Error(`a platform role is a pattern such as 'arn:*:iam::*:role/platform/break-glass', got '${pattern}'`);
  if (beginning === '') return `*${parts.reduce((one, other) => (other.length > one.length ? other : one))}*`;
  const end = `*${/^\d{12}$/.test(account) ? `:${account}` : ''}:role/${beginning}`;
  return beginning === name ? end : `${end}*`;
}

/**
 * Attacks on the rules, and on all that alarms and rules need to be heard. The rules see the same, but their way to people
 * is another: whoever cuts that one is told of by this alarm.
 *
 * Names are not compared. What the management account has of these services is meant to be little else, and a filter on
 * all names would be too long. So are all names of calls: each beginning also finds calls that AWS may add.
 */
function watchChanges({ managementAccountId }: Watched): AlarmMeaning {
  return {
    meaning:
      'In the management account, an alarm, a rule of EventBridge, a topic, a key or a log group was changed, silenced or ' +
      'deleted. Check that rules and alarms still reach you.',
    pattern: all(
      eq('recipientAccountId', managementAccountId),
      oneOf(
        'eventSource',
        ['events', 'monitoring', 'sns', 'kms', 'logs'].map((service) => `${service}.amazonaws.com`),
      ),
      oneOf('eventName', [
        'Put*',
        'Delete*',
        'Disable*',
        'Remove*',
        'Set*',
        'AddPermission',
        'UpdateEventBus',
        '*ubscribe',
        'ConfirmSubscription',
        'ScheduleKeyDeletion',
        'AssociateKmsKey',
      ]),
    ),
  };
}

/**
 * Denied calls count too: a record of a denied call may lack its parameters, so that the resources are compared as well.
 *
 * A StackSet returns no ids, so that the key's is not known: any use of a key in the archive's account counts, and any
 * change of one. A denied use of a key from another account is recorded in that account, with the key as it was named.
 */
function archiveTouched({ bucketName, archiveAccountId }: Watched): AlarmMeaning {
  return {
    meaning:
      "Somebody other than AWS called the trail's bucket or a key of its account, or tried. Nobody does that daily.",
    pattern: all(
      any(
        eq('requestParameters.bucketName', bucketName),
        eq('resources[0].ARN', `arn:aws:s3:::${bucketName}*`),
        all(
          eq('eventSource', 'kms.amazonaws.com'),
          any(eq('recipientAccountId', archiveAccountId), eq('requestParameters.keyId', `*:${archiveAccountId}:*`)),
          ...['Describe*', 'List*', 'Get*'].map((read) => ne('eventName', read)),
        ),
      ),
      not(AWS_ITSELF),
    ),
  };
}
