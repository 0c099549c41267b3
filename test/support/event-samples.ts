import { LOG_ARCHIVE, MANAGEMENT, RULES_TOPIC, TOPIC } from './an-audit';
import { aRecord, aSignIn, CALLERS, type CloudTrailRecord } from './cloudtrail-records';
import type { Samples } from './alarm-samples';

/** A call in the management account with these parameters. */
function call(
  name: string,
  requestParameters: object | null = null,
  overrides: CloudTrailRecord = {},
): CloudTrailRecord {
  return aRecord(name, {
    userIdentity: CALLERS.administrator,
    recipientAccountId: MANAGEMENT,
    requestParameters,
    ...overrides,
  });
}

const SUBSCRIPTION = `${TOPIC}:01234567-89ab-cdef-0123-456789abcdef`;
const OTHER_TOPIC = `${TOPIC}-of-others`;

/** Attacks on the bus on which the rules are. */
const BUS_CHANGES: Readonly<Record<string, CloudTrailRecord>> = {
  PutPermission: call('events:PutPermission', { eventBusName: 'default', principal: '*', action: 'events:PutEvents' }),
  RemovePermission: call('events:RemovePermission', { removeAllPermissions: true }),
  UpdateEventBus: call('events:UpdateEventBus', { name: 'default', kmsKeyIdentifier: 'alias/mine' }),
};

/** What each rule matches and leaves, by the rule's name without its beginning. */
export const EVENT_SAMPLES: Readonly<Record<string, Samples>> = {
  'trail-changes': {
    finds: {
      'StopLogging by name': call('cloudtrail:StopLogging', { name: 'rampart' }),
      'DeleteTrail by ARN': call('cloudtrail:DeleteTrail', {
        name: `arn:aws:cloudtrail:eu-central-1:${MANAGEMENT}:trail/rampart`,
      }),
      UpdateTrail: call('cloudtrail:UpdateTrail', { name: 'rampart', isMultiRegionTrail: false }),
      PutEventSelectors: call('cloudtrail:PutEventSelectors', { trailName: 'rampart' }),
      PutInsightSelectors: call('cloudtrail:PutInsightSelectors', { trailName: 'rampart' }),
      'a refused StopLogging': call('cloudtrail:StopLogging', { name: 'rampart' }, { errorCode: 'AccessDenied' }),
    },
    leaves: { StartLogging: call('cloudtrail:StartLogging'), 'another service': call('other:StopLogging') },
  },
  'log-group-changes': {
    finds: {
      DeleteLogGroup: call('logs:DeleteLogGroup', { logGroupName: 'rampart-trail' }),
      PutLogGroupDeletionProtection: call('logs:PutLogGroupDeletionProtection', {
        logGroupIdentifier: 'rampart-trail',
      }),
      PutRetentionPolicy: call('logs:PutRetentionPolicy', { logGroupName: 'rampart-trail', retentionInDays: 1 }),
      DeleteMetricFilter: call('logs:DeleteMetricFilter', {
        logGroupName: 'rampart-trail',
        filterName: 'rampart-root-use',
      }),
      'a masking policy for the account': call('logs:PutAccountPolicy', { policyType: 'DATA_PROTECTION_POLICY' }),
      'a refused call without parameters': call('logs:DeleteLogGroup', null, { errorCode: 'AccessDenied' }),
    },
    leaves: {
      'another log group': call('logs:DeleteLogGroup', { logGroupName: 'rampart-trail-copy' }),
      CreateLogStream: call('logs:CreateLogStream', { logGroupName: 'rampart-trail' }),
    },
  },
  'role-changes': {
    finds: {
      DeleteRole: call('iam:DeleteRole', { roleName: 'rampart-trail' }),
      DetachRolePolicy: call('iam:DetachRolePolicy', {
        roleName: 'rampart-event-forwarding',
        policyArn: `arn:aws:iam::${MANAGEMENT}:policy/rampart-event-forwarding`,
      }),
      'a denying policy': call('iam:AttachRolePolicy', {
        roleName: 'rampart-trail',
        policyArn: 'arn:aws:iam::aws:policy/AWSDenyAll',
      }),
      UpdateAssumeRolePolicy: call('iam:UpdateAssumeRolePolicy', { roleName: 'rampart-trail' }),
    },
    leaves: {
      'another role': call('iam:DeleteRole', { roleName: 'administrator' }),
      TagRole: call('iam:TagRole', { roleName: 'rampart-trail' }),
    },
  },
  'policy-changes': {
    finds: {
      CreatePolicyVersion: call('iam:CreatePolicyVersion', {
        policyArn: `arn:aws:iam::${MANAGEMENT}:policy/rampart-trail`,
        setAsDefault: true,
      }),
      SetDefaultPolicyVersion: call('iam:SetDefaultPolicyVersion', {
        policyArn: `arn:aws:iam::${MANAGEMENT}:policy/rampart-event-forwarding`,
      }),
    },
    leaves: {
      'another policy': call('iam:CreatePolicyVersion', { policyArn: `arn:aws:iam::${MANAGEMENT}:policy/others` }),
    },
  },
  'filter-changes': {
    finds: {
      "a filter on the trail's log group": call('logs:PutMetricFilter', { logGroupName: 'rampart-trail' }),
      'a filter on another log group, with a metric of the alarms': call('logs:PutMetricFilter', {
        logGroupName: 'other',
        metricTransformations: [{ metricNamespace: 'Rampart', metricName: 'root-use', metricValue: '-1000' }],
      }),
    },
    leaves: {
      "deletion of another log group's filter": call('logs:DeleteMetricFilter', { logGroupName: 'other' }),
    },
  },
  'alarm-changes': {
    finds: {
      DeleteAlarms: call('monitoring:DeleteAlarms', { alarmNames: ['other', 'rampart-root-use'] }),
      DisableAlarmActions: call('monitoring:DisableAlarmActions', { alarmNames: ['rampart-trail-changes'] }),
      PutMetricAlarm: call('monitoring:PutMetricAlarm', { alarmName: 'rampart-root-use', threshold: 1000 }),
      SetAlarmState: call('monitoring:SetAlarmState', { alarmName: 'rampart-root-use', stateValue: 'OK' }),
      'a rule that mutes alarms': call('monitoring:PutAlarmMuteRule', { name: 'quiet' }),
    },
    leaves: {
      "another team's alarm": call('monitoring:PutMetricAlarm', { alarmName: 'orders-late' }),
      "deletion of another team's alarms": call('monitoring:DeleteAlarms', { alarmNames: ['orders-late'] }),
      PutDashboard: call('monitoring:PutDashboard', { dashboardName: 'rampart-root-use' }),
    },
  },
  'topic-changes': {
    finds: {
      DeleteTopic: call('sns:DeleteTopic', { topicArn: TOPIC }),
      Unsubscribe: call('sns:Unsubscribe', { subscriptionArn: SUBSCRIPTION }),
      SetTopicAttributes: call('sns:SetTopicAttributes', { topicArn: TOPIC, attributeName: 'Policy' }),
      SetSubscriptionAttributes: call('sns:SetSubscriptionAttributes', {
        subscriptionArn: SUBSCRIPTION,
        attributeName: 'FilterPolicy',
      }),
      Subscribe: call('sns:Subscribe', { topicArn: TOPIC, protocol: 'email' }),
      "deletion of the rules' topic": call('sns:DeleteTopic', { topicArn: RULES_TOPIC }),
      "an end of the rules' subscription": call('sns:Unsubscribe', { subscriptionArn: `${RULES_TOPIC}:0123` }),
      'a call without parameters': call('sns:DeleteTopic', null),
    },
    leaves: {
      'another topic': call('sns:DeleteTopic', { topicArn: OTHER_TOPIC }),
      "another topic's subscription": call('sns:Unsubscribe', { subscriptionArn: `${OTHER_TOPIC}:0123` }),
      TagResource: call('sns:TagResource', { resourceArn: TOPIC }),
    },
  },
  'key-changes': {
    finds: {
      DisableKey: call('kms:DisableKey', { keyId: '01234567-89ab-cdef-0123-456789abcdef' }),
      ScheduleKeyDeletion: call('kms:ScheduleKeyDeletion', { keyId: 'alias/rampart-alarms', pendingWindowInDays: 7 }),
      PutKeyPolicy: call('kms:PutKeyPolicy', { keyId: '01234567-89ab-cdef-0123-456789abcdef' }),
    },
    leaves: { EnableKey: call('kms:EnableKey'), CreateKey: call('kms:CreateKey') },
  },
  'rule-changes': {
    finds: {
      DisableRule: call('events:DisableRule', { name: 'rampart-root-use' }),
      DeleteRule: call('events:DeleteRule', { name: 'rampart-rule-changes-watch' }),
      RemoveTargets: call('events:RemoveTargets', { rule: 'rampart-trail-changes', ids: ['Topic'] }),
      PutRule: call('events:PutRule', { name: 'rampart-root-use', state: 'DISABLED' }),
      ...BUS_CHANGES,
      'the bus of the accounts': call('events:DeleteEventBus', { name: 'rampart-events' }),
      'the forwarding in us-east-1': call(
        'events:DisableRule',
        { name: 'rampart-global-events' },
        { awsRegion: 'us-east-1' },
      ),
    },
    leaves: {
      "another team's rule": call('events:DisableRule', { name: 'nightly' }),
      "another team's targets": call('events:RemoveTargets', { rule: 'nightly', ids: ['1'] }),
      EnableRule: call('events:EnableRule', { name: 'rampart-root-use' }),
      "another team's bus": call('events:UpdateEventBus', { name: 'orders' }),
    },
  },
  'rule-changes-watch': {
    finds: {
      DisableRule: call('events:DisableRule', { name: 'rampart-rule-changes' }),
      RemoveTargets: call('events:RemoveTargets', { rule: 'rampart-rule-changes', ids: ['Topic'] }),
      ...BUS_CHANGES,
    },
    leaves: {
      'a rule that the other one watches': call('events:DisableRule', { name: 'rampart-root-use' }),
      'itself, which the other one watches': call('events:DisableRule', { name: 'rampart-rule-changes-watch' }),
    },
  },
  'organization-changes': {
    finds: {
      CloseAccount: call('organizations:CloseAccount', { accountId: LOG_ARCHIVE }, { awsRegion: 'us-east-1' }),
      DetachPolicy: call(
        'organizations:DetachPolicy',
        { policyId: 'p-1', targetId: 'r-ab12' },
        { awsRegion: 'us-east-1' },
      ),
      RemoveAccountFromOrganization: call('organizations:RemoveAccountFromOrganization', { accountId: LOG_ARCHIVE }),
      DisableAWSServiceAccess: call('organizations:DisableAWSServiceAccess', {
        servicePrincipal: 'cloudtrail.amazonaws.com',
      }),
      'the end of a closure': call('organizations:CloseAccountResult', null, { eventType: 'AwsServiceEvent' }),
      'a new contact': call('account:PutAlternateContact', { alternateContactType: 'SECURITY' }),
    },
    leaves: { 'another service': call('ram:CloseAccount'), CreateUser: call('iam:CreateUser') },
  },
  'root-use': {
    finds: {
      'a sign-in by root': aSignIn({ userIdentity: CALLERS.root, awsRegion: 'us-east-1' }),
      'a call by root': call('iam:CreateAccessKey', null, { userIdentity: CALLERS.root, awsRegion: 'us-east-1' }),
      'a failed sign-in by root': aSignIn({
        userIdentity: CALLERS.root,
        responseElements: { ConsoleLogin: 'Failure' },
      }),
    },
    leaves: {
      'a sign-in by an IAM user': aSignIn(),
      'a call by an administrator': call('iam:CreateAccessKey'),
      'a service that works for root': call('kms:CreateGrant', null, {
        userIdentity: { ...CALLERS.root, invokedBy: 's3.amazonaws.com' },
      }),
      'what a service does by itself': call('kms:RotateKey', null, {
        userIdentity: CALLERS.root,
        eventType: 'AwsServiceEvent',
      }),
    },
  },
  'root-sessions': {
    finds: { AssumeRoot: call('sts:AssumeRoot', { targetPrincipal: LOG_ARCHIVE }, { readOnly: true }) },
    leaves: {
      AssumeRole: call('sts:AssumeRole', { roleArn: `arn:aws:iam::${LOG_ARCHIVE}:role/x` }, { readOnly: true }),
    },
  },
};
