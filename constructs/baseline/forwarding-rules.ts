import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { forwarderArn, type ForwarderName } from './event-forwarder';
import type { ForwardedEvent } from './forwarded-events';

/** How a rule sends events to the organization. */
export interface Forwarding {
  /** The beginning of the names of the rules. */
  readonly prefix: string;
  /** The bus that receives the events. It may be in another account and Region. */
  readonly busArn: string;
  /** The role by which EventBridge sends them, which the account has already. */
  readonly forwarder: ForwarderName;
}

export interface ForwardingRulesProps extends Forwarding {
  /** By the end of the rule's name. */
  readonly events: Readonly<Record<string, ForwardedEvent>>;
}

/**
 * Rules on the default bus that send events to the organization.
 *
 * Only events that began in this account and Region: what another one has forwarded here, this one does not forward again.
 * EventBridge would not send it to a third bus anyway, and count a failure.
 *
 * Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html and
 * https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export class ForwardingRules extends Construct {
  constructor(scope: Construct, id: string, { prefix, busArn, forwarder, events }: ForwardingRulesProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    for (const [rule, { meaning, pattern }] of Object.entries(events))
      new CfnRule(this, rule, {
        name: `${prefix}forward-${rule}`,
        description: `Forwards: ${meaning}`,
        eventPattern: { account: [account], region: [region], ...pattern },
        state: 'ENABLED',
        targets: [{ id: 'Organization', arn: busArn, roleArn: forwarderArn(account, forwarder) }],
      });
  }
}
