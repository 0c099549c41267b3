import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { AlarmId } from '../../lib/model/alarms';
import { alarmMeanings, type Watched } from './alarms';
import type { AlarmMeaning } from './cis-alarms';
import { printFilterPattern } from './patterns/print-filter-pattern';
import { printQuery } from './patterns/print-query';

export interface TrailAlarmsProps {
  /** The alarms that are on, with the number of events in five minutes that sets each off. */
  readonly alarms: readonly { readonly id: AlarmId; readonly threshold: number }[];
  readonly watched: Watched;
  /** The log group that the trail writes to. */
  readonly logGroupName: string;
  /** The topic that is told. */
  readonly topicArn: string;
  /** The beginning of the names of the filters and alarms. */
  readonly prefix: string;
  /** The namespace of the metrics. */
  readonly namespace: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const MAXIMUM_DESCRIPTION = 1024;

/**
 * Alarms on what the trail records, in all accounts and Regions of the organization.
 *
 * The metrics have no default value: one that never counts anything costs nothing. The message of such an alarm holds no
 * event, so that the alarm's description says what it means and which query finds the events.
 *
 * Whoever may put metric data into the namespace can add negative values, and no trail records that. An alarm that one
 * event sets off takes the maximum, which no such value lowers. The others must add, and so can be held down: AWS does not
 * say that a metric filter publishes a sample for each event, so that counting samples might miss some.
 */
export class TrailAlarms extends Construct {
  constructor(scope: Construct, id: string, props: TrailAlarmsProps) {
    super(scope, id);
    const { alarms, watched, logGroupName, topicArn, prefix, namespace } = props;
    const meanings = alarmMeanings(watched);
    for (const alarm of alarms) {
      const within = new Construct(this, alarm.id);
      const name = `${prefix}${alarm.id}`;
      new CfnMetricFilter(within, 'Filter', {
        filterName: name,
        logGroupName,
        filterPattern: printFilterPattern(meanings[alarm.id].pattern),
        metricTransformations: [{ metricNamespace: namespace, metricName: alarm.id, metricValue: '1' }],
      });
      new CfnAlarm(within, 'Alarm', {
        alarmName: name,
        alarmDescription: describe(meanings[alarm.id]),
        alarmActions: [topicArn],
        namespace,
        metricName: alarm.id,
        statistic: alarm.threshold === 1 ? 'Maximum' : 'Sum',
        period: 300,
        evaluationPeriods: 1,
        threshold: alarm.threshold,
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        treatMissingData: 'notBreaching',
      });
    }
  }
}

function describe({ meaning, pattern, shows }: AlarmMeaning): string {
  const query = printQuery(pattern, shows);
  const text = `${meaning} Find the events in CloudWatch Logs Insights, in the trail's log group: ${query}`;
  if (text.length > MAXIMUM_DESCRIPTION)
    throw new Error(
      `the description of an alarm has at most ${MAXIMUM_DESCRIPTION} characters, got ${text.length}: ${text}`,
    );
  return text;
}
