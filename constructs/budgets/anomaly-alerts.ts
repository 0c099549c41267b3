import { Stack } from 'aws-cdk-lib';
import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import { Construct } from 'constructs';

export interface AnomalyAlertsProps {
  /** The name that AWS shows. */
  readonly name: string;
  /** What is watched: by a monitor that exists, or by one of our own. */
  readonly monitor: ExistingMonitor | OwnMonitor;
  /** The impact from which it is told, in USD. */
  readonly fromUsd: number;
  /** The topic that hears it. */
  readonly topicArn: string;
}

export interface ExistingMonitor {
  readonly arn: string;
}

/** A monitor over some accounts, which looks at the sum of their costs. AWS takes ten at most. */
export interface OwnMonitor {
  /** By their keys, for the monitor's name, with their numbers. */
  readonly accounts: readonly { readonly key: string; readonly accountId: string }[];
}

/**
 * Tells a topic of unusual spending, as soon as AWS notices it. AWS makes a monitor for all services when somebody enables Cost
 * Explorer, and there can be one only, so that this makes no other one.
 *
 * Sources: https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html and
 * https://docs.aws.amazon.com/cost-management/latest/userguide/ce-enable.html
 */
export class AnomalyAlerts extends Construct {
  constructor(scope: Construct, id: string, { name, monitor, fromUsd, topicArn }: AnomalyAlertsProps) {
    super(scope, id);
    const monitorArn = 'arn' in monitor ? monitor.arn : this.addMonitor(name, monitor);
    new CfnAnomalySubscription(this, 'Resource', {
      subscriptionName: name,
      monitorArnList: [monitorArn],
      // To a topic, AWS sends nothing less often.
      frequency: 'IMMEDIATE',
      subscribers: [{ type: 'SNS', address: topicArn }],
      thresholdExpression: JSON.stringify({
        Dimensions: {
          Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          MatchOptions: ['GREATER_THAN_OR_EQUAL'],
          Values: [String(fromUsd)],
        },
      }),
    });
  }

  /** CloudFormation replaces a monitor whose accounts change. Its name says which they are, so that the two differ by name, too. */
  private addMonitor(name: string, { accounts }: OwnMonitor): string {
    const { attrMonitorArn } = new CfnAnomalyMonitor(this, 'Monitor', {
      monitorName: `${name}: ${accounts.map(({ key }) => key).join(', ')}`,
      monitorType: 'CUSTOM',
      monitorSpecification: Stack.of(this).toJsonString({
        Dimensions: { Key: 'LINKED_ACCOUNT', Values: accounts.map(({ accountId }) => accountId) },
      }),
    });
    return attrMonitorArn;
  }
}
