import { Fn } from 'aws-cdk-lib';
import { alarmMeanings } from '../../../constructs/audit/alarms';
import { printFilterPattern } from '../../../constructs/audit/patterns/print-filter-pattern';
import { TrailAlarms, type TrailAlarmsProps } from '../../../constructs/audit/trail-alarms';
import { ALARM_DEFAULTS, ALARM_IDS } from '../../../lib/model/alarms';
import { ALARM_SAMPLES } from '../../support/alarm-samples';
import { LOG_ARCHIVE, MANAGEMENT, TOPIC, TRAIL_BUCKET } from '../../support/an-audit';
import { findsEvent } from '../../support/filter-pattern-matcher';
import { aStack, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const WATCHED = {
  bucketName: TRAIL_BUCKET,
  archiveAccountId: LOG_ARCHIVE,
  managementAccountId: MANAGEMENT,
  deploymentRoles: ['arn:*:iam::*:role/platform/deployment'],
  breakGlassRoles: ['arn:*:iam::*:role/platform/break-glass', 'arn:*:iam::*:role/OrganizationAccountAccessRole'],
  elevatedPermissionSets: ['backup-operator', 'administrator', 'deployer'],
  elevatedRoles: ['arn:*:iam::*:role/platform/backup-operator', 'arn:*:iam::*:role/partner/surveyor'],
};
const ALL = ALARM_IDS.map((id) => ({ id, threshold: ALARM_DEFAULTS[id].threshold }));

describe.each(ALARM_IDS)('the alarm %s', (id) => {
  const filter = filterOf(build(), id);
  const { finds, leaves } = ALARM_SAMPLES[id];

  test.each(Object.entries(finds))('finds %s', (_, record) => {
    expect(findsEvent(filter, record)).toBe(true);
  });

  test.each(Object.entries(leaves))('leaves %s alone', (_, record) => {
    expect(findsEvent(filter, record)).toBe(false);
  });
});

test('every alarm looks at five minutes, no value below one can silence those for one event, and all tell the topic', () => {
  const template = build();
  expect(resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties)).toEqual(
    ALL.map(({ id, threshold }) => ({
      AlarmName: `rampart-${id}`,
      AlarmDescription: expect.stringContaining('CloudWatch Logs Insights') as string,
      AlarmActions: [TOPIC],
      Namespace: 'Rampart',
      MetricName: id,
      Statistic: ['unauthorized-calls', 'sign-in-failures'].includes(id) ? 'Sum' : 'Maximum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: threshold,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    })),
  );
});

test('every filter counts the events of its alarm, and has no default value, which would cost', () => {
  const transformations = resourcesOf(build(), 'AWS::Logs::MetricFilter').map(([, { Properties }]) => [
    Properties?.['LogGroupName'],
    Properties?.['MetricTransformations'],
  ]);
  expect(transformations).toEqual(
    ALARM_IDS.map((id) => ['trail', [{ MetricNamespace: 'Rampart', MetricName: id, MetricValue: '1' }]]),
  );
});

test('an alarm that is off has neither filter nor alarm, and the others keep their thresholds', () => {
  const template = build({ alarms: [{ id: 'root-use', threshold: 2 }] });
  expect(Object.values(template.Resources)).toEqual([
    expect.objectContaining({ Type: 'AWS::Logs::MetricFilter' }),
    expect.objectContaining({
      Type: 'AWS::CloudWatch::Alarm',
      Properties: expect.objectContaining({ AlarmName: 'rampart-root-use', Threshold: 2, Statistic: 'Sum' }) as object,
    }),
  ]);
});

test('patterns and descriptions are short enough while the account is unknown, in the Region with the longest name', () => {
  const account = Fn.importValue('Account-log-archive');
  expect(() =>
    build({
      watched: { ...WATCHED, archiveAccountId: account, bucketName: `rampart-trail-${account}-ap-southeast-1-an` },
    }),
  ).not.toThrow();
});

test('the query of elevated access shows the role, and the name of a person who has no ARN', () => {
  const [description] = resourcesOf(
    build({ alarms: [{ id: 'elevated-access', threshold: 1 }] }),
    'AWS::CloudWatch::Alarm',
  );
  expect(description?.[1].Properties?.['AlarmDescription']).toContain(
    'errorCode, userIdentity.userName, requestParameters.roleArn | filter',
  );
});

describe('the pattern of a platform role', () => {
  test.each([
    ['arn:*:iam::*:role/platform/break-glass', '*:role/platform/break-glass'],
    ['arn:aws:iam::222222222222:role/ops', '*:222222222222:role/ops'],
    ['arn:*:iam::*:role/platform/*', '*:role/platform/*'],
    ['arn:*:iam::*:role/team-??/admin', '*:role/team-*'],
    ['arn:*:iam::*:role/*-admin', '*-admin*'],
    ['arn:*:iam::*:role/*/a-?-operator', '*-operator*'],
  ])('%s is compared as %s, because a wildcard in the middle would be an ordinary character', (role, compared) => {
    const { pattern } = alarmMeanings({ ...WATCHED, deploymentRoles: [role] })['platform-role-assumed'];
    expect(printFilterPattern(pattern)).toContain(
      `($.requestParameters.roleArn = "${compared}" || $.errorMessage = "${compared.replace(/\*$/, '')}*")`,
    );
  });

  test.each(['break-glass', 'arn:*:iam::*:role/*', 'arn:*:iam::*:user/alice'])(
    'is refused if it names no role: %s',
    (role) => {
      expect(() => alarmMeanings({ ...WATCHED, breakGlassRoles: [role] })).toThrow(
        `a platform role is a pattern such as 'arn:*:iam::*:role/platform/break-glass', got '${role}'`,
      );
    },
  );

  test('is named with its remedy if there are too many', () => {
    const breakGlassRoles = Array.from({ length: 30 }, (_, index) => `arn:*:iam::*:role/platform/role-${index}`);
    expect(() => build({ watched: { ...WATCHED, breakGlassRoles } })).toThrow(
      'a filter pattern has at most 1024 characters',
    );
  });
});

function build(props: Partial<TrailAlarmsProps> = {}): TemplateJson {
  const stack = aStack();
  new TrailAlarms(stack, 'Alarms', {
    alarms: ALL,
    watched: WATCHED,
    logGroupName: 'trail',
    topicArn: TOPIC,
    prefix: 'rampart-',
    namespace: 'Rampart',
    ...props,
  });
  return templateOf(stack);
}

function filterOf(template: TemplateJson, id: string): string {
  const filter = resourcesOf(template, 'AWS::Logs::MetricFilter').find(
    ([, { Properties }]) => Properties?.['FilterName'] === `rampart-${id}`,
  );
  return String(filter?.[1].Properties?.['FilterPattern']);
}
