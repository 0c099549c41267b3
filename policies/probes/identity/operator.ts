import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { callProbes, person } from './calls';
import { apiKeyProbes } from './read-only';

export function operatorProbes(place: ProbePlace): readonly Probe[] {
  return [
    ...callProbes('operator', { may: MAY, mayNot: MAY_NOT, readsConfiguration: true }, place),
    ...apiKeyProbes('operator', place),
    ...serviceProbes(place),
  ];
}

const MAY = {
  'application-autoscaling': 'RegisterScalableTarget',
  'application-signals': 'GetService ListServices',
  apprunner: 'PauseService ResumeService',
  autoscaling:
    'CancelInstanceRefresh CompleteLifecycleAction EnterStandby ExitStandby RecordLifecycleActionHeartbeat ResumeProcesses ' +
    'RollbackInstanceRefresh SetDesiredCapacity SetInstanceHealth SetInstanceProtection StartInstanceRefresh SuspendProcesses ' +
    'TerminateInstanceInAutoScalingGroup',
  batch: 'CancelJob TerminateJob',
  cloudfront: 'CreateInvalidation',
  cloudwatch: 'GetInsightRuleReport',
  codebuild: 'StopBuild',
  codedeploy: 'StopDeployment',
  codepipeline: 'DisableStageTransition EnableStageTransition RetryStageExecution StopPipelineExecution',
  dax: 'RebootNode',
  ec2: 'GetConsoleOutput RebootInstances StartInstances StopInstances',
  ecs: 'StopTask',
  eks: 'UpdateNodegroupConfig',
  elasticache: 'RebootCacheCluster',
  elasticbeanstalk: 'RestartAppServer',
  kafka: 'RebootBroker',
  kinesis: 'UpdateShardCount',
  lambda:
    'DeleteFunctionConcurrency DeleteProvisionedConcurrencyConfig PutFunctionConcurrency PutProvisionedConcurrencyConfig',
  logs: 'StartLiveTail StopLiveTail StopQuery',
  mq: 'RebootBroker',
  rds: 'FailoverDBCluster RebootDBInstance StartDBCluster StartDBInstance StopDBCluster StopDBInstance',
  redshift: 'PauseCluster RebootCluster ResumeCluster',
  sqs: 'CancelMessageMoveTask',
  states: 'DescribeExecution RedriveExecution StopExecution',
  support: 'AddCommunicationToCase CreateCase DescribeCases ResolveCase',
  synthetics: 'GetCanary StartCanary StopCanary',
  xray: 'BatchGetTraces GetTraceSummaries',
};

/** A shell, other code, another role, and what cannot be taken back. */
const MAY_NOT = {
  'application-autoscaling': 'DeregisterScalableTarget PutScalingPolicy',
  'application-signals': 'DeleteServiceLevelObjective',
  apprunner: 'StartDeployment UpdateService',
  autoscaling:
    'CreateAutoScalingGroup DeleteAutoScalingGroup LaunchInstances PutScalingPolicy StartThing UpdateAutoScalingGroup',
  batch: 'RegisterJobDefinition SubmitJob',
  cloudfront: 'CreateInvalidationForDistributionTenant DeleteDistribution UpdateDistribution',
  cloudwatch: 'DeleteAlarms DisableAlarmActions GetSpaceCredentials',
  codebuild: 'StartBuild StopBuildBatch UpdateProject',
  codedeploy: 'CreateDeployment',
  codepipeline: 'PutApprovalResult StartPipelineExecution UpdatePipeline',
  dax: 'UpdateCluster',
  'ec2-instance-connect': 'SendSSHPublicKey',
  ec2: 'AssociateIamInstanceProfile CreateTags GetConsoleScreenshot TerminateInstances',
  ecs: 'CreateService ExecuteCommand RegisterTaskDefinition StopServiceDeployment',
  eks: 'AccessKubernetesApi UpdateNodegroupVersion',
  elasticache: 'ModifyCacheCluster',
  elasticbeanstalk: 'UpdateEnvironment',
  kafka: 'UpdateBrokerCount',
  kinesis: 'DeleteStream UpdateStreamMode',
  lambda: 'InvokeFunction PutFunctionConcurrencyThing UpdateFunctionCode UpdateFunctionConfiguration',
  logs: 'DeleteLogGroup PutSubscriptionFilter StartQueryThing',
  mq: 'UpdateUser',
  rds: 'DeleteDBInstance ModifyDBInstance StartDBInstanceAutomatedBackupsReplication StartExportTask StopDBInstanceAutomatedBackupsReplication',
  redshift: 'DeleteCluster GetClusterCredentials',
  sqs: 'DeleteMessage ReceiveMessage SendMessage StartMessageMoveTask',
  ssm: 'GetAccessToken ResumeSession SendCommand StartAutomationExecution StartSession',
  states: 'DescribeExecutionThing StartExecution UpdateStateMachine',
  support: 'UploadAttachment',
  synthetics: 'DeleteCanary StartCanaryDryRun',
  xray: 'BatchGetTraceSummaryById PutTraceSegments',
};

/** A service is scaled and restarted, with the task definition that it has and without a shell. */
function serviceProbes(place: ProbePlace): readonly Probe[] {
  const call = (context: Readonly<Record<string, string | boolean>>) => ({
    principal: person('operator', place),
    action: 'ecs:UpdateService',
    resource: `arn:aws:ecs:eu-central-1:${place.account}:service/shop/web`,
    context,
  });
  const definition = `arn:aws:ecs:eu-central-1:${place.account}:task-definition/shop:7`;
  return [
    possible('operator scales a service', call({})),
    possible('operator scales a service without a shell', call({ 'ecs:enable-execute-command': false })),
    denied('operator gives a service another task definition', call({ 'ecs:task-definition': definition })),
    denied('operator opens a shell for a service', call({ 'ecs:enable-execute-command': true })),
    denied(
      'operator gives a service another task definition and no shell',
      call({ 'ecs:task-definition': definition, 'ecs:enable-execute-command': false }),
    ),
  ];
}
