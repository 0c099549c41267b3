import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { callProbes } from './calls';
import { person } from './people-calls';
import { apiKeyProbes } from './read-only';

export function operatorProbes(place: ProbePlace): readonly Probe[] {
  return [
    ...callProbes('operator', { may: MAY, mayNot: MAY_NOT, readsConfiguration: true }, place),
    ...apiKeyProbes('operator', place),
    ...serviceProbes(place),
    ...grantProbes(place),
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
  states: 'RedriveExecution StopExecution',
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
  ecs: 'CreateService ExecuteCommand RegisterTaskDefinition StopServiceDeployment UpdateServicePrimaryTaskSet',
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
  states: 'DescribeExecution StartExecution UpdateStateMachine',
  support: 'UploadAttachment',
  synthetics: 'DeleteCanary StartCanaryDryRun',
  xray: 'BatchGetTraceSummaryById PutTraceSegments',
};

/** A service is scaled and restarted, with the task definition that it has and without a shell. */
function serviceProbes(place: ProbePlace): readonly Probe[] {
  const call = (action: string, context: Readonly<Record<string, string>>) => ({
    principal: person('operator', place),
    action,
    resource: `arn:aws:ecs:eu-central-1:${place.account}:service/shop/web`,
    context,
  });
  const release = { 'ecs:task-definition': `arn:aws:ecs:eu-central-1:${place.account}:task-definition/shop:7` };
  const [shell, noShell] = ['true', 'false'].map((value) => ({ 'ecs:enable-execute-command': value }));
  const update = 'ecs:UpdateService';
  return [
    possible('operator scales a service', call(update, {})),
    possible('operator scales a service without a shell', call(update, { ...noShell })),
    denied('operator gives a service another task definition', call(update, release)),
    denied('operator gives a service another task definition and no shell', call(update, { ...release, ...noShell })),
    denied('operator opens a shell for a service', call(update, { ...shell })),
    denied('operator opens a shell for a service, in capitals', call(update, { 'ecs:enable-execute-command': 'True' })),
    // Only that call is narrowed, and what AWS adds is not on the list.
    ...[release, { ...shell }].flatMap((context) => [
      possible('operator stops a task', call('ecs:StopTask', context)),
      denied('operator calls what AWS may add to ECS', call('ecs:FutureThing', context)),
    ]),
  ];
}

/** EC2 uses the key of a disk when its instance starts, and nobody else gets a grant. */
function grantProbes(place: ProbePlace): readonly Probe[] {
  const grant = (context: Readonly<Record<string, string>>, action = 'kms:CreateGrant') => ({
    principal: person('operator', place),
    action,
    resource: `arn:aws:kms:eu-central-1:${place.account}:key/11111111-2222-3333-4444-555555555555`,
    context,
  });
  const via = (service: string) => ({ 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` });
  return [
    possible('operator starts an instance with an encrypted disk', grant(via('ec2'))),
    possible('operator starts one in another Region', grant({ 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' })),
    denied('operator makes a grant', grant({})),
    denied('operator makes a grant by another service', grant(via('rds'))),
    denied('operator makes a grant by a service whose name begins so', grant(via('ec2-instance-connect'))),
    denied(
      'operator makes a grant by a service whose name goes on',
      grant({ 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com.example' }),
    ),
    denied('operator decrypts by EC2', grant(via('ec2'), 'kms:Decrypt')),
    denied('operator takes a grant back by EC2', grant(via('ec2'), 'kms:RevokeGrant')),
  ];
}
