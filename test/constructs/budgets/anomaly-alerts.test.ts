import { AnomalyAlerts, type AnomalyAlertsProps } from '../../../constructs/budgets/anomaly-alerts';
import { aStack, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const ARN = 'arn:aws:ce::111111111111:anomalymonitor/01234567-89ab-cdef-0123-456789abcdef';
const TOPIC = 'arn:aws:sns:eu-central-1:111111111111:rampart-alarms';

function build(monitor: AnomalyAlertsProps['monitor']): TemplateJson {
  const stack = aStack();
  new AnomalyAlerts(stack, 'Anomalies', { name: 'rampart-anomalies', monitor, fromUsd: 100, topicArn: TOPIC });
  return templateOf(stack);
}

const propertiesOf = (template: TemplateJson, type: string) =>
  resourcesOf(template, type).map(([, { Properties }]) => Properties);

describe('alerts on unusual spending', () => {
  test('tell the topic at once, from the impact on', () => {
    const [subscription] = propertiesOf(build({ arn: ARN }), 'AWS::CE::AnomalySubscription');
    expect(subscription).toMatchObject({
      Frequency: 'IMMEDIATE',
      MonitorArnList: [ARN],
      Subscribers: [{ Type: 'SNS', Address: TOPIC }],
    });
    expect(JSON.parse(String(subscription?.['ThresholdExpression']))).toEqual({
      Dimensions: {
        Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
        MatchOptions: ['GREATER_THAN_OR_EQUAL'],
        Values: ['100'],
      },
    });
  });

  test('make no monitor where one is named: AWS makes one for all services, and takes no second', () => {
    expect(propertiesOf(build({ arn: ARN }), 'AWS::CE::AnomalyMonitor')).toEqual([]);
  });

  test('make one over some accounts, which is never of the kind that AWS makes', () => {
    const template = build({ accounts: [{ key: 'shop', accountId: '222222222222' }] });
    const [[id, monitor] = ['']] = resourcesOf(template, 'AWS::CE::AnomalyMonitor');
    expect(monitor?.Properties).toEqual({
      MonitorName: 'rampart-anomalies: shop',
      MonitorType: 'CUSTOM',
      MonitorSpecification: '{"Dimensions":{"Key":"LINKED_ACCOUNT","Values":["222222222222"]}}',
    });
    expect(propertiesOf(template, 'AWS::CE::AnomalySubscription')[0]?.['MonitorArnList']).toEqual([
      { 'Fn::GetAtt': [id, 'MonitorArn'] },
    ]);
  });
});
