import { z } from 'zod';
import { BACKUP, BASELINE, STACK_SET_STACKS } from '../lib/model/names';
import { actionsOf } from './core/action-group';
import { guardrail } from './core/guardrail';
import { deny } from './core/statements';
import { ROLE_CHANGES } from './data/role-changes';
import { baselineProbes } from './probes/protect-baseline';

/**
 * Everything that creates, changes or removes a stack. An import and an update are change sets; a refactoring moves a
 * resource out of a stack. Creating is here because a name that is taken stops StackSets.
 */
const STACK = [
  'cloudformation:CancelUpdateStack',
  'cloudformation:ContinueUpdateRollback',
  'cloudformation:CreateChangeSet',
  'cloudformation:CreateStack',
  'cloudformation:CreateStackRefactor',
  'cloudformation:DeleteChangeSet',
  'cloudformation:DeleteStack',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:ExecuteStackRefactor',
  'cloudformation:RollbackStack',
  'cloudformation:SetStackPolicy',
  'cloudformation:SignalResource',
  'cloudformation:TagResource',
  'cloudformation:UntagResource',
  'cloudformation:UpdateStack',
  'cloudformation:UpdateTerminationProtection',
];

/** Allowed on purpose: `EnableRule`, which only undoes what `DisableRule` did. */
const RULE = [
  'events:DeleteRule',
  'events:DisableRule',
  'events:PutRule',
  'events:PutTargets',
  'events:RemoveTargets',
  'events:TagResource',
  'events:UntagResource',
];

/**
 * A bus encrypts the patterns and targets of its rules, too: with a key that is disabled, no rule of the bus works. Its policy
 * decides only who else may send events to it.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
 */
const DEFAULT_BUS = 'arn:*:events:*:*:event-bus/default';

/** Schedules have no tags; their group has. */
const SCHEDULE = ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule', 'scheduler:UpdateSchedule'];

/**
 * A state machine runs as a privileged role. Whoever changes only its definition passes no role, and whoever starts it
 * chooses its input; so both are denied. A schedule starts it with a role of its own, which needs an exemption.
 */
const STATE_MACHINE = [
  'states:CreateStateMachine',
  'states:CreateStateMachineAlias',
  'states:DeleteStateMachine',
  'states:DeleteStateMachineAlias',
  'states:DeleteStateMachineVersion',
  'states:PublishStateMachineVersion',
  'states:RedriveExecution',
  'states:StartExecution',
  'states:StartSyncExecution',
  'states:StopExecution',
  'states:TagResource',
  'states:UntagResource',
  'states:UpdateMapRun',
  'states:UpdateStateMachine',
  'states:UpdateStateMachineAlias',
];

/** Roles outside of `/platform/`, which `protect-platform-roles` protects. Passing one to the service that it trusts is harmless. */
const ROLE = actionsOf(ROLE_CHANGES);

/**
 * Of the keys that AWS Backup and EBS use. The finisher makes the key of an alias the one of all new volumes, also where the
 * platform has made none: whoever points that alias at a key of their own would hold what everybody else in the account
 * stores. An alias that is there already also keeps StackSets from making it.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html
 */
const ALIAS = ['kms:CreateAlias', 'kms:DeleteAlias', 'kms:UpdateAlias'];
const ALIASES = [`arn:*:kms:*:*:${BACKUP.key}*`, `arn:*:kms:*:*:${BACKUP.ebsKey}`];

/** The setting by which an account and Region blocks public documents. */
const DOCUMENT_SETTING = 'arn:*:ssm:*:*:servicesetting/ssm/documents/console/public-sharing-permission';

const { prefix, flowLogTag } = BASELINE;

export const protectBaseline = guardrail({
  id: 'protect-baseline',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'What the baseline puts into every account can only be changed by the platform',
  rationale:
    'StackSets put rules that report findings, roles that repair settings, and settings themselves into every account. An ' +
    'administrator of an account could delete the rule that would tell about them, or rewrite a state machine and act as its ' +
    'role: a new definition passes no role. Names that begin with `rampart-` belong to the baseline; everything else stays ' +
    "the team's.",
  foundBy: ['IAM_PASSWORD_POLICY', 'SSM_DOCUMENT_NOT_PUBLIC', 'VPC_FLOW_LOGS_ENABLED'],
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [
    deny({ Sid: 'Stacks', Action: STACK, Resource: `arn:*:cloudformation:*:*:stack/${STACK_SET_STACKS}*` }),
    deny({ Sid: 'Rules', Action: RULE, Resource: `arn:*:events:*:*:rule/${prefix}*` }),
    deny({ Sid: 'DefaultBus', Action: 'events:UpdateEventBus', Resource: DEFAULT_BUS }),
    deny({ Sid: 'Schedules', Action: SCHEDULE, Resource: `arn:*:scheduler:*:*:schedule/default/${prefix}*` }),
    deny({
      Sid: 'StateMachines',
      Action: STATE_MACHINE,
      Resource: ['execution', 'mapRun', 'stateMachine'].map((type) => `arn:*:states:*:*:${type}:${prefix}*`),
    }),
    deny({ Sid: 'Aliases', Action: ALIAS, Resource: ALIASES }),
    deny({ Sid: 'Roles', Action: ROLE, Resource: `arn:*:iam::*:role/${prefix}*` }),
    deny({
      Sid: 'PasswordPolicy',
      Action: ['iam:DeleteAccountPasswordPolicy', 'iam:UpdateAccountPasswordPolicy'],
      Resource: '*',
    }),
    deny({
      Sid: 'PublicDocuments',
      Action: ['ssm:ResetServiceSetting', 'ssm:UpdateServiceSetting'],
      Resource: DOCUMENT_SETTING,
    }),
    // All tags: `DeleteTags` without keys removes every tag, and a second tag that differs in case makes the key ambiguous.
    deny({
      Sid: 'FlowLogs',
      Action: ['ec2:CreateTags', 'ec2:DeleteFlowLogs', 'ec2:DeleteTags'],
      Resource: 'arn:*:ec2:*:*:vpc-flow-log/*',
      Condition: { StringEquals: { [`aws:ResourceTag/${flowLogTag.key}`]: flowLogTag.value } },
    }),
  ],
  probes: baselineProbes,
});
