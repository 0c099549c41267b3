import type { AlarmId } from '../../lib/model/alarms';
import { AWS_ITSELF } from './caller';
import { all, any, eq, ne, not, notExists, oneOf, type FilterPattern } from './patterns/filter-pattern';

/** What sets an alarm off. */
export interface AlarmMeaning {
  /** What happened and what to do first, for whoever reads the message. */
  readonly meaning: string;
  readonly pattern: FilterPattern;
  /**
   * Fields of the events to show besides those of every event.
   *
   * @default - none
   */
  readonly shows?: readonly string[];
}

type CisAlarmId = Exclude<
  AlarmId,
  | 'mfa-changes'
  | 'access-key-created'
  | 'platform-role-assumed'
  | 'break-glass-assumed'
  | 'elevated-access'
  | 'watch-changes'
  | 'archive-touched'
>;

/**
 * The alarms of the CIS AWS Foundations Benchmark v3.0.0, 4.1 to 4.15.
 *
 * They find what its filters find and more. Security Hub's controls CloudWatch.1 to CloudWatch.14 compare the text of the
 * filters, and so do not recognize them.
 *
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const CIS_ALARMS: Readonly<Record<CisAlarmId, AlarmMeaning>> = {
  'unauthorized-calls': {
    meaning: 'Many calls were denied: somebody tries out what they may do, or something is misconfigured.',
    // AWS Config's HeadBucket and other calls that AWS makes by itself are denied all day long.
    pattern: all(
      // The last one is SNS's.
      oneOf('errorCode', ['*UnauthorizedOperation', 'AccessDenied*', 'AuthorizationError*']),
      not(eq('sourceIPAddress', '*.amazonaws.com')),
      not(AWS_ITSELF),
    ),
  },
  'sign-in-without-mfa': {
    meaning: 'An IAM user signed in to the console without MFA. Give the user MFA, or remove its password.',
    // Every sign-in by IAM Identity Center is recorded as one without MFA: its MFA is not AWS's.
    pattern: all(
      eq('eventName', 'ConsoleLogin'),
      eq('userIdentity.type', 'IAMUser'),
      eq('responseElements.ConsoleLogin', 'Success'),
      not(eq('additionalEventData.MFAUsed', 'Yes')),
    ),
  },
  'root-use': {
    meaning: 'A root user was used, or a root session was opened. If nobody announced it, treat the account as lost.',
    pattern: any(
      all(eq('userIdentity.type', 'Root'), notExists('userIdentity.invokedBy'), ne('eventType', 'AwsServiceEvent')),
      all(eq('eventSource', 'sts.amazonaws.com'), eq('eventName', 'AssumeRoot')),
    ),
  },
  'iam-changes': {
    meaning: 'An IAM policy was written, attached, detached or deleted.',
    pattern: all(
      eq('eventSource', 'iam.amazonaws.com'),
      oneOf('eventName', ['*Policy', '*PolicyVersion', '*PermissionsBoundary']),
      ...['Get*', 'List*', 'Simulate*'].map((read) => ne('eventName', read)),
    ),
  },
  'trail-changes': {
    meaning: 'A trail was created, changed, stopped or deleted. Check first that the organization trail still logs.',
    pattern: all(
      eq('eventSource', 'cloudtrail.amazonaws.com'),
      oneOf('eventName', [
        'CreateTrail',
        'UpdateTrail',
        'DeleteTrail',
        'StartLogging',
        'StopLogging',
        'Put*',
        '*OrganizationDelegatedAdmin',
      ]),
    ),
  },
  'sign-in-failures': {
    meaning: 'Sign-ins failed, to the console or to the access portal: a forgotten password, or somebody guesses.',
    pattern: any(
      all(eq('eventName', 'ConsoleLogin'), eq('responseElements.ConsoleLogin', 'Failure')),
      all(eq('eventName', 'ConsoleLogin'), eq('errorMessage', 'Failed authentication')),
      // IAM Identity Center: https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html
      eq('serviceEventDetails.CredentialVerification', 'Failure'),
    ),
  },
  'key-deletion': {
    meaning:
      'A KMS key was disabled, or its deletion scheduled: what it encrypts becomes unreadable. Both can be undone.',
    pattern: all(
      eq('eventSource', 'kms.amazonaws.com'),
      oneOf('eventName', ['DisableKey', 'ScheduleKeyDeletion', 'DeleteImportedKeyMaterial']),
    ),
  },
  'bucket-policy-changes': {
    meaning: 'The policy of a bucket, or another setting that protects its objects, was changed.',
    pattern: all(
      eq('eventSource', 's3.amazonaws.com'),
      oneOf(
        'eventName',
        [
          'BucketPolicy',
          'BucketAcl',
          'BucketCors',
          'BucketLifecycle',
          'LifecycleConfiguration',
          'BucketReplication',
          'PublicAccessBlock',
          'BucketVersioning',
          'ObjectLockConfiguration',
          'BucketEncryption',
          'BucketOwnershipControls',
          'BucketLogging',
          'AccessPointPolicy',
        ].map((setting) => `*${setting}`),
      ),
      ne('eventName', 'Get*'),
    ),
  },
  'config-changes': {
    meaning: 'AWS Config was stopped, or what it records or where it delivers was changed.',
    pattern: all(
      eq('eventSource', 'config.amazonaws.com'),
      oneOf('eventName', [
        'StopConfigurationRecorder',
        'PutConfigurationRecorder',
        'DeleteConfigurationRecorder',
        'DeleteServiceLinkedConfigurationRecorder',
        'DisassociateResourceTypes',
        'PutDeliveryChannel',
        'DeleteDeliveryChannel',
      ]),
    ),
  },
  'security-group-changes': {
    meaning: 'A security group was created, changed or deleted: check what it lets in.',
    pattern: ec2(['*SecurityGroup', '*SecurityGroupIngress', '*SecurityGroupEgress', '*SecurityGroupRules']),
  },
  'network-acl-changes': {
    meaning: 'A network ACL was created, changed or deleted.',
    pattern: ec2(['*NetworkAcl', '*NetworkAclEntry', '*NetworkAclAssociation']),
  },
  'gateway-changes': {
    meaning: 'A gateway to other networks was created, attached, detached or deleted.',
    pattern: ec2(
      ['CustomerGateway', 'InternetGateway', 'VpnGateway', 'TransitGateway'].map((gateway) => `*${gateway}`),
    ),
  },
  'route-table-changes': {
    meaning: 'A route table, or a route in one, was created, changed or deleted.',
    pattern: ec2(['*RouteTable', '*RouteTableAssociation', 'CreateRoute', 'ReplaceRoute', 'DeleteRoute']),
  },
  'vpc-changes': {
    meaning: 'A VPC or a connection between VPCs was created, changed or deleted.',
    pattern: ec2(['*Vpc', '*VpcAttribute', '*VpcPeeringConnection', '*VpcPeeringConnectionOptions', '*VpcClassicLink']),
  },
  'organizations-changes': {
    meaning:
      'The organization was changed: its accounts, units, policies or what they apply to. An account that leaves or is ' +
      'closed loses all guardrails.',
    pattern: any(
      all(eq('eventSource', 'organizations.amazonaws.com'), ne('eventName', 'Describe*'), ne('eventName', 'List*')),
      // Called for the account itself, it can come from another service.
      oneOf('eventName', ['CloseAccount', 'LeaveOrganization']),
    ),
  },
};

/** Calls that change something in EC2: `Describe` and `Get` only read. */
function ec2(names: readonly string[]): FilterPattern {
  return all(
    eq('eventSource', 'ec2.amazonaws.com'),
    oneOf('eventName', names),
    ne('eventName', 'Describe*'),
    ne('eventName', 'Get*'),
  );
}
