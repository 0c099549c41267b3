import {
  API_CALL,
  orAbsent,
  recorded,
  SERVICE_EVENT,
  SIGN_IN,
  type EventMatcher,
  type EventPattern,
} from './patterns/event-pattern';

/** What the rules watch by name. */
export interface WatchedNames {
  /** The management account's number. */
  readonly account: string;
  readonly logGroupName: string;
  /** The topics of the alarms and of the rules. */
  readonly topicArns: readonly string[];
  /** The beginning of the names of all alarms and rules, and of the roles and policies that they need. */
  readonly prefix: string;
}

export interface WatchedEvent {
  /** What it means, as a sentence. */
  readonly meaning: string;
  readonly pattern: EventPattern;
  /** True: also if CloudTrail calls it a reading call. By default EventBridge leaves those out. */
  readonly reads?: boolean;
}

/** The rule that watches the rule for changes of rules. */
export const RULE_CHANGES = 'rule-changes';

/** How a rule is changed. */
export const RULE_CALLS = ['DisableRule', 'DeleteRule', 'RemoveTargets', 'PutRule', 'PutTargets'];

/** How a bus of events is opened to others, changed, for example by a key that one can disable, or deleted. */
export const BUS_CALLS = ['PutPermission', 'RemovePermission', 'UpdateEventBus', 'DeleteEventBus'];

/** The bus of AWS's own events, on which the rules are. */
const DEFAULT_BUS = 'default';

/**
 * Attacks on the trail, its log group, alarms, topics and rules, and what outranks all of them.
 *
 * Only the management account is seen, only in this Region and in those that forward to it, and only while a trail logs.
 * The alarms on the trail see the rest, such as a root session that is opened in another Region.
 *
 * A call that names another log group, alarm, topic or rule is left out; a call that names none is not, because its
 * parameters may have other names. The two rules for changes of rules see when the other one is changed.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function watchedEvents(names: WatchedNames): Readonly<Record<string, WatchedEvent>> {
  return {
    ...attacksOnTrail(names),
    ...attacksOnAlarms(names),
    ...attacksOnRules(names),
    'organization-changes': {
      meaning: 'The organization or an account of it is changed.',
      pattern: recorded([API_CALL, SERVICE_EVENT], {
        eventSource: ['organizations.amazonaws.com', 'account.amazonaws.com'],
      }),
    },
    'root-use': {
      meaning: 'The root user of the management account is used. No service control policy binds it.',
      pattern: recorded([API_CALL, SIGN_IN], {
        userIdentity: { type: ['Root'], invokedBy: [{ exists: false }] },
        eventType: [{ 'anything-but': ['AwsServiceEvent'] }],
      }),
    },
    'root-sessions': {
      meaning: 'A session of a root user is opened from the management account. It can open the archive.',
      pattern: calls('sts', ['AssumeRoot']),
      reads: true,
    },
  };
}

function attacksOnTrail({ account, logGroupName, prefix }: WatchedNames): Readonly<Record<string, WatchedEvent>> {
  return {
    'trail-changes': {
      meaning: 'A trail is stopped, changed or deleted.',
      pattern: calls('cloudtrail', [
        'StopLogging',
        'DeleteTrail',
        'UpdateTrail',
        'PutEventSelectors',
        'PutInsightSelectors',
        'PutEventConfiguration',
        'RegisterOrganizationDelegatedAdmin',
        'DeregisterOrganizationDelegatedAdmin',
      ]),
    },
    'log-group-changes': {
      meaning: "The trail's log group, or what is counted in it, is changed or deleted.",
      pattern: calls(
        'logs',
        [
          'DeleteLogGroup',
          'DeleteLogStream',
          'PutLogGroupDeletionProtection',
          'PutRetentionPolicy',
          'DeleteMetricFilter',
          'PutDataProtectionPolicy',
          'PutAccountPolicy',
          'PutTransformer',
          'PutStorageTierPolicy',
          'AssociateKmsKey',
        ],
        { logGroupName: orAbsent(logGroupName) },
      ),
    },
    'role-changes': {
      meaning: 'A role that writes to the log group or forwards events is changed or deleted.',
      pattern: calls(
        'iam',
        [
          'DeleteRole',
          'DeleteRolePolicy',
          'PutRolePolicy',
          'AttachRolePolicy',
          'DetachRolePolicy',
          'UpdateAssumeRolePolicy',
          'PutRolePermissionsBoundary',
        ],
        { roleName: orAbsent({ prefix }) },
      ),
    },
    'policy-changes': {
      meaning: 'What such a role may do is changed.',
      pattern: calls('iam', ['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicy'], {
        policyArn: orAbsent({ prefix: `arn:aws:iam::${account}:policy/${prefix}` }),
      }),
    },
  };
}

function attacksOnAlarms({ topicArns, prefix }: WatchedNames): Readonly<Record<string, WatchedEvent>> {
  return {
    'filter-changes': {
      meaning: 'A metric filter is written. On any log group, it can falsify what alarms count.',
      pattern: calls('logs', ['PutMetricFilter']),
    },
    'alarm-changes': {
      meaning: 'An alarm is changed, silenced or deleted.',
      pattern: calls(
        'monitoring',
        ['DeleteAlarms', 'DisableAlarmActions', 'PutMetricAlarm', 'SetAlarmState', 'PutAlarmMuteRule'],
        { alarmName: orAbsent({ prefix }), alarmNames: orAbsent({ prefix }) },
      ),
    },
    'topic-changes': {
      meaning: 'A topic of the alarms or rules, or who is told, is changed.',
      pattern: calls(
        'sns',
        [
          'DeleteTopic',
          'SetTopicAttributes',
          'AddPermission',
          'RemovePermission',
          'PutDataProtectionPolicy',
          'Subscribe',
          'ConfirmSubscription',
          'Unsubscribe',
          'SetSubscriptionAttributes',
        ],
        {
          topicArn: orAbsent(...topicArns),
          subscriptionArn: orAbsent(...topicArns.map((arn) => ({ prefix: `${arn}:` }))),
        },
      ),
    },
    // Keys are named by id, ARN or alias, and the management account has few.
    'key-changes': {
      meaning: 'A KMS key is disabled, deleted or opened. Without its key, a topic of the alarms or rules is silent.',
      pattern: calls('kms', ['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy']),
    },
  };
}

function attacksOnRules({ prefix }: WatchedNames): Readonly<Record<string, WatchedEvent>> {
  const changes = [...RULE_CALLS, ...BUS_CALLS];
  // UpdateEventBus and DeleteEventBus have the bus in `name`. Those for permissions name no rule.
  const watching = (name: EventMatcher): EventPattern =>
    calls('events', changes, { name: orAbsent(name, DEFAULT_BUS), rule: orAbsent(name) });
  return {
    [RULE_CHANGES]: {
      meaning: 'A rule that watches, or its bus, is changed, switched off or deleted.',
      pattern: watching({ prefix }),
    },
    'rule-changes-watch': {
      meaning: 'The rule that watches all rules, or its bus, is changed, switched off or deleted.',
      pattern: watching(`${prefix}${RULE_CHANGES}`),
    },
  };
}

function calls(service: string, eventNames: readonly string[], requestParameters?: EventPattern): EventPattern {
  return recorded([API_CALL], {
    eventSource: [`${service}.amazonaws.com`],
    eventName: eventNames,
    ...(requestParameters === undefined ? {} : { requestParameters }),
  });
}
