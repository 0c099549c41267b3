import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace, ProbeRequest } from '../core/probe';
import { finisherProbes, startIn } from './finisher';
import { flowLogProbes } from './flow-logs';

const PROTECT_BASELINE = { id: 'protect-baseline', exempt: 'platform' } as const;

/** One kind of thing of the baseline. */
interface Kind {
  /** For the names of probes, such as `a stack`. */
  readonly what: string;
  readonly service: string;
  /** Where it is, without the partition, such as `:eu-central-1:222222222222:rule/`. */
  readonly protectedNames: readonly string[];
  /** Things of teams, some with similar names. */
  readonly neighbors: readonly string[];
  readonly denied: readonly string[];
  /** Calls that stay possible on the baseline's own things. */
  readonly kept: readonly string[];
}

const ID = '0c1d2e3f-0000-1111-2222-333344445555';

const KINDS: readonly Kind[] = [
  {
    what: 'a stack',
    service: 'cloudformation',
    protectedNames: [
      `stack/StackSet-rampart-region-${ID}/${ID}`,
      `stack/StackSet-rampart-account-${ID}/${ID}`,
      `stack/StackSet-rampart-later-${ID}/*`,
    ],
    neighbors: [
      `stack/StackSet-shop-${ID}/${ID}`,
      `stack/rampart-shop/${ID}`,
      `stack/shop/StackSet-rampart-1`,
      `stack/my-StackSet-rampart-1/${ID}`,
    ],
    denied: [
      ...['CreateStack', 'UpdateStack', 'DeleteStack', 'RollbackStack', 'CancelUpdateStack', 'ContinueUpdateRollback'],
      ...['CreateChangeSet', 'ExecuteChangeSet', 'DeleteChangeSet', 'CreateStackRefactor', 'ExecuteStackRefactor'],
      ...['SetStackPolicy', 'UpdateTerminationProtection', 'SignalResource', 'TagResource', 'UntagResource'],
    ],
    kept: [
      ...['DescribeStacks', 'DescribeStackEvents', 'DetectStackDrift', 'GetTemplate', 'ListStackResources'],
      // These are about StackSets: a team may have its own.
      ...['CreateStackSet', 'UpdateStackSet', 'DeleteStackSet'],
    ],
  },
  {
    what: 'a rule',
    service: 'events',
    protectedNames: ['rule/rampart-guardduty-findings', 'rule/rampart-root'],
    neighbors: [
      'rule/orders',
      'rule/my-rampart-rule',
      'rule/rampart',
      'rule/shop/rampart-orders',
      'event-bus/rampart-1',
    ],
    denied: ['DeleteRule', 'DisableRule', 'PutRule', 'PutTargets', 'RemoveTargets', 'TagResource', 'UntagResource'],
    kept: ['DescribeRule', 'EnableRule', 'ListTargetsByRule'],
  },
  {
    what: 'the bus of the rules',
    service: 'events',
    protectedNames: ['event-bus/default'],
    neighbors: ['event-bus/orders', 'event-bus/default-orders', 'event-bus/my-default', 'other/default'],
    denied: ['UpdateEventBus'],
    kept: ['DescribeEventBus', 'PutEvents', 'PutPermission', 'RemovePermission'],
  },
  {
    what: 'a schedule',
    service: 'scheduler',
    protectedNames: ['schedule/default/rampart-finisher', 'schedule/default/rampart-x'],
    neighbors: [
      'schedule/default/nightly',
      'schedule/shop/rampart-nightly',
      'other/default/rampart-nightly',
      'schedule/default/my-rampart-x',
    ],
    denied: ['CreateSchedule', 'UpdateSchedule', 'DeleteSchedule'],
    kept: ['GetSchedule', 'CreateScheduleGroup', 'DeleteScheduleGroup'],
  },
  {
    what: 'a state machine',
    service: 'states',
    protectedNames: [
      'stateMachine:rampart-finisher',
      'stateMachine:rampart-finisher:live',
      'stateMachine:rampart-finisher:3',
    ],
    neighbors: [
      'stateMachine:orders',
      'stateMachine:my-rampart-x',
      'stateMachine:orders:rampart-1',
      'activity:rampart-1',
    ],
    denied: [
      ...['CreateStateMachine', 'UpdateStateMachine', 'DeleteStateMachine', 'StartExecution', 'StartSyncExecution'],
      ...['PublishStateMachineVersion', 'DeleteStateMachineVersion', 'TagResource', 'UntagResource'],
      ...['CreateStateMachineAlias', 'UpdateStateMachineAlias', 'DeleteStateMachineAlias'],
    ],
    kept: ['DescribeStateMachine', 'ListExecutions'],
  },
  {
    what: 'an execution',
    service: 'states',
    protectedNames: ['execution:rampart-finisher:1234'],
    neighbors: ['execution:orders:1234', 'execution:orders:rampart-1', 'execution:my-rampart-x:1'],
    denied: ['StopExecution', 'RedriveExecution'],
    kept: ['DescribeExecution', 'GetExecutionHistory'],
  },
  {
    what: 'a run of a map',
    service: 'states',
    protectedNames: [`mapRun:rampart-finisher/each:${ID}`],
    neighbors: [`mapRun:orders/each:${ID}`, `mapRun:orders/rampart-each:${ID}`],
    denied: ['UpdateMapRun'],
    kept: ['DescribeMapRun'],
  },
  {
    what: 'the alias of a key',
    service: 'kms',
    protectedNames: ['alias/rampart-ebs', 'alias/rampart-backup', 'alias/rampart-backup-copies'],
    neighbors: [
      'alias/orders',
      'alias/rampart-ebs-orders',
      'alias/my-rampart-ebs',
      'alias/rampart-back',
      'key/rampart-ebs',
      'key/rampart-backup',
    ],
    denied: ['CreateAlias', 'DeleteAlias', 'UpdateAlias'],
    kept: ['DescribeKey', 'ListAliases'],
  },
  {
    what: 'a setting of Systems Manager',
    service: 'ssm',
    protectedNames: ['servicesetting/ssm/documents/console/public-sharing-permission'],
    neighbors: [
      'servicesetting/ssm/parameter-store/high-throughput-enabled',
      'servicesetting/ssm/documents/console/public-sharing-permission-next',
      'servicesetting/ssm/documents/console/other',
      'servicesetting/ssm/documents/other/public-sharing-permission',
      'servicesetting/ssm/other/console/public-sharing-permission',
      'servicesetting/other/documents/console/public-sharing-permission',
      'other/ssm/documents/console/public-sharing-permission',
    ],
    denied: ['ResetServiceSetting', 'UpdateServiceSetting'],
    kept: ['GetServiceSetting'],
  },
];

/** Requests for `protect-baseline`: what it makes, by the names that it has in an account, and what teams make beside it. */
export function baselineProbes(_: unknown, place: ProbePlace): readonly Probe[] {
  return [
    ...KINDS.flatMap((kind) => kindProbes(kind, place)),
    ...roleProbes(place),
    ...passwordPolicyProbes(place),
    ...flowLogProbes(place),
    ...finisherProbes('finisherStart', PROTECT_BASELINE, startIn(place), place),
    ...finisherProbes(
      'finisher',
      PROTECT_BASELINE,
      { does: 'sets the password policy', action: 'iam:UpdateAccountPasswordPolicy', resource: '*' },
      place,
    ),
    possible('Config makes a rule for its own Config rules', {
      principal: `arn:aws:iam::${place.account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      action: 'events:PutRule',
      resource: `arn:aws:events:eu-central-1:${place.account}:rule/rampart-x`,
    }),
    possible('a developer sends an event', {
      principal: developer(place),
      action: 'events:PutEvents',
      resource: `arn:aws:events:eu-central-1:${place.account}:event-bus/default`,
    }),
  ];
}

function kindProbes(kind: Kind, place: ProbePlace): readonly Probe[] {
  const { what, service, protectedNames, neighbors } = kind;
  const principal = developer(place);
  const call = (name: string, thing: string, partition = 'aws', account = place.account): ProbeRequest => ({
    principal,
    action: `${service}:${name}`,
    resource: `arn:${partition}:${service}:eu-central-1:${account}:${thing}`,
  });
  return [
    ...protectedNames.flatMap((thing) => [
      ...kind.denied.map((name) => denied(`a developer calls ${name} on ${what}, ${thing}`, call(name, thing))),
      ...kind.kept.map((name) => possible(`a developer calls ${name} on ${what}, ${thing}`, call(name, thing))),
    ]),
    ...protectedNames.slice(0, 1).flatMap((thing) =>
      kind.denied.slice(0, 1).flatMap((name) => [
        denied(`a developer calls ${name} in another partition`, call(name, thing, 'aws-cn')),
        denied(`a developer calls ${name} in another account`, call(name, thing, 'aws', place.sibling)),
        denied(`a developer calls ${name} in another Region`, {
          ...call(name, thing),
          resource: `arn:aws:${service}:us-east-1:${place.account}:${thing}`,
        }),
      ]),
    ),
    ...neighbors.flatMap((thing) =>
      kind.denied
        .slice(0, 1)
        .map((name) => possible(`a developer calls ${name} on ${thing}, which is theirs`, call(name, thing))),
    ),
  ];
}

function roleProbes({ account, sibling }: ProbePlace): readonly Probe[] {
  const principal = developer({ account });
  const call = (name: string, role: string): ProbeRequest => ({
    principal,
    action: `iam:${name}`,
    resource: `arn:aws:iam::${account}:role/${role}`,
  });
  const changes = [
    ...['CreateRole', 'DeleteRole', 'UpdateRole', 'UpdateRoleDescription', 'UpdateAssumeRolePolicy'],
    ...['AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy', 'TagRole', 'UntagRole'],
    ...['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'],
  ];
  return [
    ...changes.map((name) => denied(`a developer calls ${name} on a role`, call(name, 'rampart-config-aggregator'))),
    denied('a developer deletes a role in another partition and account', {
      ...call('DeleteRole', ''),
      resource: `arn:aws-cn:iam::${sibling}:role/rampart-backup`,
    }),
    ...['shop', 'my-rampart-x', 'shop/rampart-x', 'rampart'].map((role) =>
      possible(`a developer deletes the role ${role}, which is theirs`, call('DeleteRole', role)),
    ),
    possible('a developer deletes a user of a similar name', {
      ...call('DeleteUser', ''),
      resource: `arn:aws:iam::${account}:user/rampart-x`,
    }),
    ...['GetRole', 'PassRole', 'CreateInstanceProfile'].map((name) =>
      possible(`a developer calls ${name} on a role`, call(name, 'rampart-config-aggregator')),
    ),
  ];
}

function passwordPolicyProbes(place: ProbePlace): readonly Probe[] {
  const call = (name: string) => ({ principal: developer(place), action: `iam:${name}` });
  return [
    denied("a developer changes the account's password policy", call('UpdateAccountPasswordPolicy')),
    denied("a developer deletes the account's password policy", call('DeleteAccountPasswordPolicy')),
    possible("a developer reads the account's password policy", call('GetAccountPasswordPolicy')),
    possible('a user changes their own password', call('ChangePassword')),
  ];
}
