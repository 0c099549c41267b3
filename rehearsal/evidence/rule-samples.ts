import { ALARMS, RULES, TRAIL } from '../../lib/model/names';
import type { SampleEvent, SamplePair } from './sample-event';

/** By the name of the rule, without the prefix that all rules have. */
export function ruleSamples(account: string, region: string): Readonly<Record<string, SamplePair>> {
  const { prefix } = ALARMS;
  const topicArn = `arn:aws:sns:${region}:${account}:${RULES.topic}`;
  const policyArn = (name: string): string => `arn:aws:iam::${account}:policy/${name}`;
  return {
    'trail-changes': pair(calls('cloudtrail', 'StopLogging'), calls('cloudtrail', 'DescribeTrails')),
    'log-group-changes': pair(
      calls('logs', 'DeleteLogGroup', { logGroupName: TRAIL.logGroup }),
      calls('logs', 'DeleteLogGroup', { logGroupName: 'shop' }),
    ),
    'filter-changes': pair(
      calls('logs', 'PutMetricFilter', { logGroupName: 'shop' }),
      calls('logs', 'DeleteMetricFilter', { logGroupName: 'shop' }),
    ),
    'role-changes': pair(
      calls('iam', 'PutRolePolicy', { roleName: `${prefix}trail` }),
      calls('iam', 'PutRolePolicy', { roleName: 'shop' }),
    ),
    'policy-changes': pair(
      calls('iam', 'CreatePolicyVersion', { policyArn: policyArn(`${prefix}trail`) }),
      calls('iam', 'CreatePolicyVersion', { policyArn: policyArn('shop') }),
    ),
    'alarm-changes': pair(
      calls('monitoring', 'SetAlarmState', { alarmName: `${prefix}root-use` }),
      calls('monitoring', 'SetAlarmState', { alarmName: 'shop-latency' }),
    ),
    'topic-changes': pair(
      calls('sns', 'Subscribe', { topicArn }),
      calls('sns', 'Subscribe', { topicArn: `${topicArn}2` }),
    ),
    'key-changes': pair(calls('kms', 'DisableKey'), calls('kms', 'DescribeKey')),
    'rule-changes': pair(
      calls('events', 'DisableRule', { name: `${prefix}trail-changes` }),
      calls('events', 'DisableRule', { name: 'shop-orders' }),
    ),
    'rule-changes-watch': pair(
      calls('events', 'RemoveTargets', { rule: `${prefix}rule-changes` }),
      calls('events', 'RemoveTargets', { rule: 'shop-orders' }),
    ),
    'organization-changes': pair(calls('organizations', 'DetachPolicy'), calls('ram', 'CreateResourceShare')),
    'root-use': pair(
      { ...calls('s3', 'PutBucketPolicy'), userIdentity: rootOf(account) },
      { ...calls('s3', 'PutBucketPolicy'), userIdentity: { ...rootOf(account), invokedBy: 'support.amazonaws.com' } },
    ),
    'root-sessions': pair(calls('sts', 'AssumeRoot'), calls('sts', 'AssumeRole')),
    'global-events': pair(calls('iam', 'DeleteRole'), calls('ec2', 'CreateVpc')),
    'root-calls': pair(
      { ...calls('cloudfront', 'CreateDistribution'), userIdentity: rootOf(account) },
      calls('cloudfront', 'CreateDistribution'),
    ),
    'root-sessions-and-rules': pair(calls('sts', 'AssumeRoot'), calls('sts', 'AssumeRole')),
  };
}

function pair(noticed: SampleEvent, neighbor: SampleEvent): SamplePair {
  return { noticed, neighbor };
}

function calls(service: string, eventName: string, requestParameters?: Readonly<Record<string, string>>): SampleEvent {
  return { service, eventName, ...(requestParameters === undefined ? {} : { more: { requestParameters } }) };
}

function rootOf(account: string): Readonly<Record<string, string>> {
  return { type: 'Root', arn: `arn:aws:iam::${account}:root`, accountId: account };
}
