import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { tellTopic, WHO_DID_WHAT } from './message';
import { watchedEvents } from './watched-events';

export interface EventRulesProps {
  /** The topic that is told. */
  readonly topicArn: string;
  /** The topics that are watched: that of the rules, and that of the alarms. */
  readonly topicNames: readonly string[];
  readonly logGroupName: string;
  /** The beginning of the names of all alarms and rules, and of the roles and policies that they need. */
  readonly prefix: string;
}

/**
 * Rules of EventBridge that tell within seconds who attacks the trail or the alarms on it, with what call, where and when.
 *
 * On the default bus: AWS's events arrive there, and those that another Region forwards.
 */
export class EventRules extends Construct {
  constructor(scope: Construct, id: string, { topicArn, topicNames, logGroupName, prefix }: EventRulesProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    // Written out, because a pattern is compared with what callers send.
    const topicArns = topicNames.map((name) => `arn:aws:sns:${region}:${account}:${name}`);
    const watched = { account, logGroupName, prefix, topicArns };
    for (const [rule, { meaning, pattern, reads = false }] of Object.entries(watchedEvents(watched)))
      new CfnRule(this, rule, {
        name: `${prefix}${rule}`,
        description: meaning,
        eventPattern: pattern,
        state: reads ? EVEN_READS : 'ENABLED',
        targets: [tellTopic(topicArn, meaning, WHO_DID_WHAT)],
      });
  }
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export const EVEN_READS = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
