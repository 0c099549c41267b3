import type { ConfigRule } from './config-rule';
import { AUDIT_LOGS, CHANGE_ALARMS, RETENTION, REVIEWED_LOGS } from './pci-requirements';
import { row } from './row';

/** Trails, logs, alarms and what watches. An account has its trails once: the organization's is in every Region. */
export const LOGGING_RULES = {
  API_GWV2_ACCESS_LOGS_ENABLED: row('region', 'change', { pci: AUDIT_LOGS }),
  API_GW_XRAY_ENABLED: row('region', 'change', { pci: [...new Set([...AUDIT_LOGS, ...REVIEWED_LOGS])] }),
  APPSYNC_LOGGING_ENABLED: row('region', 'change', { pci: AUDIT_LOGS }, { optionalParameters: ['fieldLoggingLevel'] }),
  CLOUDFORMATION_STACK_NOTIFICATION_CHECK: row(
    'region',
    'change',
    { pci: ['10.7.1', '10.7.2', ...CHANGE_ALARMS] },
    { optionalParameters: ['snsTopic1', 'snsTopic2', 'snsTopic3', 'snsTopic4', 'snsTopic5'] },
  ),
  CLOUDTRAIL_ALL_READ_S3_DATA_EVENT_CHECK: row('home', 'periodic', { cis: ['3.9'] }),
  CLOUDTRAIL_ALL_WRITE_S3_DATA_EVENT_CHECK: row('home', 'periodic', { cis: ['3.8'] }),
  CLOUDTRAIL_S3_BUCKET_ACCESS_LOGGING: row('home', 'periodic', { cis: ['3.4'] }),
  CLOUDTRAIL_SECURITY_TRAIL_ENABLED: row('home', 'periodic', {
    pci: ['5.3.4', '10.3.2', '10.3.3', '10.3.4', '10.5.1', 'A1.2.1'],
  }),
  CLOUDWATCH_ALARM_ACTION_CHECK: row(
    'region',
    'change',
    { pci: ['10.2.1.1', '10.4.2', '10.4.3', '10.6.3', '10.7.1', '10.7.2', ...CHANGE_ALARMS] },
    {
      parameters: { alarmActionRequired: 'true', insufficientDataActionRequired: 'true', okActionRequired: 'false' },
      optionalParameters: ['action1', 'action2', 'action3', 'action4', 'action5'],
    },
  ),
  CLOUDWATCH_ALARM_RESOURCE_CHECK: row(
    'region',
    'periodic',
    { pci: REVIEWED_LOGS },
    { parameters: { metricName: 'CPUUtilization', resourceType: 'AWS::EC2::Instance' } },
  ),
  CLOUDWATCH_ALARM_SETTINGS_CHECK: row(
    'region',
    'change',
    { pci: CHANGE_ALARMS },
    {
      parameters: { metricName: 'CPUUtilization' },
      optionalParameters: ['comparisonOperator', 'evaluationPeriods', 'period', 'statistic', 'threshold'],
    },
  ),
  CLOUD_TRAIL_ENABLED: row(
    'home',
    'periodic',
    { pci: AUDIT_LOGS },
    { optionalParameters: ['cloudWatchLogsLogGroupArn', 's3BucketName', 'snsTopicArn'] },
  ),
  CLOUD_TRAIL_ENCRYPTION_ENABLED: row('home', 'periodic', { cis: ['3.5'] }),
  CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED: row('home', 'periodic', { cis: ['3.2'] }),
  CW_LOGGROUP_RETENTION_PERIOD_CHECK: row(
    'region',
    'periodic',
    { pci: [...RETENTION, '5.3.4'] },
    { optionalParameters: ['LogGroupNames', 'MinRetentionTime'] },
  ),
  EC2_INSTANCE_DETAILED_MONITORING_ENABLED: row('region', 'change', { pci: REVIEWED_LOGS }),
  ECS_TASK_DEFINITION_LOG_CONFIGURATION: row('region', 'change', { pci: AUDIT_LOGS }),
  EKS_CLUSTER_LOGGING_ENABLED: row('region', 'periodic', { pci: AUDIT_LOGS }),
  ELASTIC_BEANSTALK_LOGS_TO_CLOUDWATCH: row(
    'region',
    'change',
    { pci: AUDIT_LOGS },
    { optionalParameters: ['DeleteOnTerminate', 'RetentionInDays'] },
  ),
  GUARDDUTY_ENABLED_CENTRALIZED: row('region', 'periodic', {}, { optionalParameters: ['CentralMonitoringAccount'] }),
  IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED: row('region', 'periodic', { cis: ['1.19'] }),
  MACIE_AUTO_SENSITIVE_DATA_DISCOVERY_CHECK: row('region', 'periodic', { pci: ['A3.2.5.1', 'A3.2.5.2'] }),
  MACIE_STATUS_CHECK: row('region', 'periodic', { pci: ['A3.2.5.1', 'A3.2.5.2'] }),
  MQ_CLOUDWATCH_AUDIT_LOGGING_ENABLED: row('region', 'periodic', { pci: AUDIT_LOGS }),
  MQ_CLOUDWATCH_AUDIT_LOG_ENABLED: row('region', 'change', { pci: AUDIT_LOGS }),
  MULTI_REGION_CLOUD_TRAIL_ENABLED: row(
    'home',
    'periodic',
    { cis: ['3.1'], pci: AUDIT_LOGS },
    {
      parameters: { includeManagementEvents: 'true', readWriteType: 'ALL' },
      optionalParameters: ['cloudWatchLogsLogGroupArn', 's3BucketName', 'snsTopicArn'],
    },
  ),
  NEPTUNE_CLUSTER_CLOUDWATCH_LOG_EXPORT_ENABLED: row('region', 'change', { pci: AUDIT_LOGS }),
  NETFW_LOGGING_ENABLED: row('region', 'periodic', { pci: AUDIT_LOGS }, { optionalParameters: ['logType'] }),
  SECURITYHUB_ENABLED: row('region', 'periodic', { cis: ['4.16'] }),
  SNS_TOPIC_MESSAGE_DELIVERY_NOTIFICATION_ENABLED: row('region', 'change', {
    pci: [...new Set([...REVIEWED_LOGS, ...CHANGE_ALARMS])],
  }),
  STEP_FUNCTIONS_STATE_MACHINE_LOGGING_ENABLED: row(
    'region',
    'change',
    { pci: AUDIT_LOGS },
    { optionalParameters: ['cloudWatchLogGroupArns', 'logLevel'] },
  ),
  VPC_FLOW_LOGS_ENABLED: row('region', 'periodic', { cis: ['3.7'] }, { optionalParameters: ['trafficType'] }),
  WAFV2_RULEGROUP_LOGGING_ENABLED: row('region', 'change', { pci: REVIEWED_LOGS }),
} satisfies Readonly<Record<string, ConfigRule>>;
