import { Stack } from 'aws-cdk-lib';
import { CfnEventBus, CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { tellTopic, WHO_DID_WHAT, type Message } from '../audit/message';
import type { EventPattern } from '../audit/patterns/event-pattern';
import { FAILED_EXECUTIONS, FINDINGS, GLOBAL_EVENTS } from './forwarded-events';

export interface OrganizationEventsProps {
  /** At AWS. Its accounts may send events, and nobody else. */
  readonly organizationId: string;
  readonly busName: string;
  /** The topic that is told. */
  readonly topicArn: string;
  /** The beginning of the names of the rules. */
  readonly prefix: string;
}

/**
 * The bus to which every account sends the events that somebody must hear about, and the rules that tell a topic.
 *
 * The rules take only events of AWS, which have a source that begins with `aws.`: no account can send such an event but by a
 * rule for one that happened. Any account can make such a rule for any event, though, and not only the baseline's. So each
 * rule here looks again for what the baseline forwards: otherwise a call that nobody must hear about would be told as a use of
 * root. A condition on the role that sends would not spare people either, because a refused call is told, too, and anybody
 * can repeat one.
 *
 * Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html and
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
export class OrganizationEvents extends Construct {
  constructor(scope: Construct, id: string, { organizationId, busName, topicArn, prefix }: OrganizationEventsProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const bus = new CfnEventBus(this, 'Bus', {
      name: busName,
      description: 'Receives events from every account of the organization',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AccountsOfTheOrganization',
            Effect: 'Allow',
            Principal: '*',
            Action: 'events:PutEvents',
            Resource: `arn:aws:events:${region}:${account}:event-bus/${busName}`,
            Condition: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
          },
        ],
      },
    });
    for (const [rule, { meaning, pattern, message }] of Object.entries(RECEIVED))
      new CfnRule(this, rule, {
        name: `${prefix}${rule}`,
        description: meaning,
        eventBusName: bus.ref,
        eventPattern: pattern,
        targets: [tellTopic(topicArn, meaning, message)],
      });
  }
}

interface ReceivedEvent {
  /** What it means, as a sentence. */
  readonly meaning: string;
  readonly pattern: EventPattern;
  readonly message: Message;
}

const RECEIVED: Readonly<Record<string, ReceivedEvent>> = {
  ...Object.fromEntries(
    Object.entries(GLOBAL_EVENTS).map(([rule, event]) => [`account-${rule}`, { ...event, message: WHO_DID_WHAT }]),
  ),
  'account-findings': {
    meaning: 'GuardDuty has a finding in an account.',
    pattern: FINDINGS,
    message: {
      paths: {
        title: '$.detail.title',
        severity: '$.detail.severity',
        type: '$.detail.type',
        account: '$.detail.accountId',
        region: '$.region',
        finding: '$.detail.id',
      },
      text: '<title> (<type>, severity <severity> of 10) in account <account>, Region <region>. GuardDuty has it as finding <finding>.',
    },
  },
  'account-executions': {
    meaning: 'A state machine has failed in an account.',
    pattern: FAILED_EXECUTIONS,
    message: {
      paths: {
        machine: '$.detail.stateMachineArn',
        status: '$.detail.status',
        error: '$.detail.error',
        account: '$.account',
        region: '$.region',
        execution: '$.detail.executionArn',
      },
      text: '<machine> ended as <status> in account <account>, Region <region>. Error, if it gave one: <error>. Execution: <execution>.',
    },
  },
};
