import { AUDIT_CALLS } from '../quarantine';
import type { Calls } from './people-calls';

/** What reveals data, or decrypts it. */
export const DATA_CALLS: Calls = {
  athena: 'GetQueryResults GetQueryResultsStream',
  codepipeline: 'GetJobDetails GetThirdPartyJobDetails',
  dynamodb: 'BatchGetItem GetItem GetRecords PartiQLSelect Query Scan',
  ebs: 'GetSnapshotBlock',
  ec2: 'GetPasswordData',
  ecr: 'BatchGetImage GetDownloadUrlForLayer',
  kinesis: 'GetRecords SubscribeToShard',
  kms: 'Decrypt ReEncryptFrom',
  lambda: 'GetFunction',
  logs: 'Unmask',
  'rds-data': 'ExecuteStatement FutureThing',
  rds: 'DownloadCompleteDBLogFile DownloadDBLogFilePortion',
  'redshift-data': 'ExecuteStatement FutureThing GetStatementResult',
  s3: 'GetObject GetObjectVersion',
  secretsmanager: 'BatchGetSecretValue GetSecretValue',
  sqs: 'ReceiveMessage',
  ssm: 'GetParameter GetParameterHistory GetParameters GetParametersByPath',
};

/** For each service, calls that read how it is configured, and calls next to them that change something or reveal data. */
const MORE: Readonly<Record<string, readonly [reads: string, kept: string]>> = {
  'acm-pca': ['DescribeCertificateAuthority GetPolicy ListTags', 'GetCertificate IssueCertificate PutPolicy'],
  acm: ['DescribeCertificate ListCertificates', 'DeleteCertificate ExportCertificate ListCertificateDomainValidations'],
  apigateway: ['GET', 'DELETE GetPortal PATCH POST'],
  'application-autoscaling': ['DescribeScalableTargets', 'DeleteScalingPolicy RegisterScalableTarget'],
  apprunner: ['DescribeService ListServices', 'DeleteService PauseService'],
  appsync: ['GetGraphqlApi ListGraphqlApis', 'DeleteApi GetGraphqlApiEnvironmentVariables ListApiKeys'],
  athena: ['GetWorkGroup ListWorkGroups', 'DeleteWorkGroup'],
  backup: ['DescribeBackupVault GetBackupPlan ListBackupJobs', 'StartRestoreJob UpdateRecoveryPointLifecycle'],
  batch: ['DescribeJobs ListJobs', 'SubmitJob TerminateJob'],
  cloudfront: ['GetDistribution ListDistributions', 'CreateInvalidation UpdateDistribution'],
  cloudwatch: ['GetDashboard GetMetricStatistics GetMetricWidgetImage', 'PutDashboard PutMetricAlarm SetAlarmState'],
  codebuild: ['BatchGetProjects ListProjects', 'BatchGetBuilds ListSourceCredentials StartBuild UpdateProject'],
  codedeploy: ['GetDeployment ListDeployments', 'CreateDeployment StopDeployment'],
  codepipeline: [
    'GetPipeline GetPipelineState ListPipelines',
    'GetPipelineExecution RetryStageExecution StartPipelineExecution',
  ],
  'cognito-idp': [
    'DescribeUserPool ListUserPools',
    'DescribeUserPoolClient ListUserPoolReplicas ListUsers AdminGetUser',
  ],
  'compute-optimizer': ['GetRecommendationSummaries', 'UpdateEnrollmentStatus'],
  datasync: ['DescribeTask ListTasks', 'StartTaskExecution'],
  directconnect: [
    'DescribeConnections DescribeDirectConnectGateways DescribeLags',
    'CreateConnection DescribeConnectionsOnInterconnect DescribeVirtualInterfaces',
  ],
  dms: ['DescribeReplicationTasks', 'DescribeConnections DescribeEndpoints StartReplicationTask'],
  ds: ['DescribeDirectories', 'ResetUserPassword'],
  dynamodb: [
    'DescribeContinuousBackups DescribeTimeToLive GetResourcePolicy ListTagsOfResource',
    'PutResourcePolicy UpdateTable',
  ],
  ec2: [
    'GetEbsEncryptionByDefault GetImageBlockPublicAccessState GetInstanceMetadataDefaults GetIpamPoolCidrs ' +
      'GetManagedPrefixListEntries GetSecurityGroupsForVpc GetSerialConsoleAccessStatus GetSnapshotBlockPublicAccessState ' +
      'GetTransitGatewayRouteTablePropagations SearchTransitGatewayRoutes',
    'CreateRoute DisableSerialConsoleAccess GetConsoleOutput GetLaunchTemplateData StartInstances',
  ],
  ecr: [
    'DescribeImages GetLifecyclePolicy GetRepositoryPolicy ListImages',
    'GetLifecyclePolicyPreview PutImage SetRepositoryPolicy',
  ],
  elasticache: ['DescribeCacheClusters', 'DeleteCacheCluster'],
  elasticbeanstalk: ['DescribeEnvironments', 'RetrieveEnvironmentInfo'],
  elasticfilesystem: ['DescribeFileSystems', 'ClientMount PutFileSystemPolicy'],
  elasticmapreduce: ['DescribeCluster ListClusters', 'GetClusterSessionCredentials RunJobFlow'],
  es: ['DescribeDomain ListDomainNames', 'ESHttpGet UpdateDomainConfig'],
  events: ['DescribeRule ListRules', 'DisableRule PutEvents'],
  firehose: ['DescribeDeliveryStream ListDeliveryStreams', 'PutRecord'],
  fsx: ['DescribeFileSystems', 'DeleteFileSystem'],
  globalaccelerator: ['DescribeAccelerator ListAccelerators', 'DeleteAccelerator'],
  glue: [
    'GetDatabases GetResourcePolicy ListCrawlers ListJobs',
    'GetConnection GetResourcePolicies GetTables PutResourcePolicy StartJobRun',
  ],
  imagebuilder: ['GetImage ListImages', 'StartImagePipelineExecution'],
  inspector2: ['BatchGetAccountStatus', 'BatchGetCodeSnippet Disable'],
  kafka: ['DescribeCluster ListClusters', 'GetBootstrapBrokers RebootBroker'],
  kinesis: ['DescribeStream ListStreams', 'GetShardIterator PutRecord'],
  kms: ['GetKeyRotationStatus', 'EnableKeyRotation GetPublicKey'],
  lambda: [
    'GetAccountSettings GetFunctionConcurrency ListAliases ListEventSourceMappings ListLayers ListTags',
    'GetFunctionUrlConfig PutFunctionConcurrency',
  ],
  memorydb: ['DescribeClusters', 'DeleteCluster'],
  mq: ['DescribeBroker ListBrokers', 'CreateUser RebootBroker'],
  'network-firewall': ['DescribeFirewall ListFirewalls', 'UpdateFirewallPolicy'],
  networkmanager: ['DescribeGlobalNetworks GetSites ListPeerings', 'PutCoreNetworkPolicy'],
  pipes: ['DescribePipe ListPipes', 'StopPipe'],
  ram: ['GetResourceShares ListResources', 'AssociateResourceShare CreateResourceShare'],
  rbin: ['GetRule ListRules', 'CreateRule DeleteRule UnlockRule'],
  rds: ['ListTagsForResource', 'ModifyDBCluster RebootDBInstance'],
  'redshift-serverless': ['ListWorkgroups', 'GetCredentials'],
  redshift: ['DescribeClusters', 'GetClusterCredentials RebootCluster'],
  'resource-explorer-2': ['GetIndex ListViews Search', 'DeleteIndex'],
  'resource-groups': ['GetGroup ListGroups', 'DeleteGroup SearchResources'],
  rolesanywhere: ['GetTrustAnchor ListProfiles', 'CreateTrustAnchor'],
  route53domains: ['GetDomainDetail ListDomains', 'RetrieveDomainAuthCode TransferDomain'],
  route53resolver: ['GetResolverRule ListResolverRules', 'DeleteResolverQueryLogConfig'],
  s3: [
    'GetAccessPointPolicy GetInventoryConfiguration GetReplicationConfiguration ListAccessPoints ListMultiRegionAccessPoints',
    'GetAccessGrant ListAccessPointsForObjectLambda PutReplicationConfiguration',
  ],
  sagemaker: ['DescribeModel ListModels', 'CreatePresignedDomainUrl InvokeEndpoint'],
  scheduler: ['GetSchedule ListSchedules', 'DeleteSchedule'],
  secretsmanager: ['GetResourcePolicy', 'PutResourcePolicy'],
  securityhub: ['BatchGetSecurityControls', 'BatchImportFindings'],
  servicecatalog: ['DescribeProduct ListPortfolios', 'ProvisionProduct'],
  servicediscovery: ['GetNamespace ListServices', 'DiscoverInstances RegisterInstance'],
  servicequotas: ['GetServiceQuota ListServices', 'RequestServiceQuotaIncrease'],
  ses: [
    'GetAccount GetConfigurationSetEventDestinations GetEmailIdentity ListConfigurationSets ListEmailIdentities',
    'GetAccountSendingEnabled GetContact GetEmailIdentityPolicies ListContacts ListEmailIdentityCertificates SendEmail',
  ],
  shield: ['DescribeProtection ListProtections', 'DeleteProtection'],
  sns: [
    'GetSubscriptionAttributes GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource ListTopics',
    'ListPhoneNumbersOptedOut Publish Subscribe',
  ],
  sqs: ['GetQueueAttributes ListQueues', 'PurgeQueue SendMessage StartMessageMoveTask'],
  sso: [
    'DescribePermissionSet GetInlinePolicyForPermissionSet ListAccountAssignments',
    'GetApplicationGrant UpdatePermissionSet',
  ],
  states: [
    'DescribeStateMachine ListExecutions ListStateMachines',
    'DescribeExecution DescribeStateMachineForExecution GetExecutionHistory ListStateMachineAliases RevealSecrets StartExecution',
  ],
  sts: ['DecodeAuthorizationMessage', 'AssumeRoleWithSAML'],
  synthetics: ['DescribeCanaries', 'StartCanary'],
  transfer: ['DescribeServer ListServers', 'TestIdentityProvider'],
  trustedadvisor: ['DescribeChecks ListRecommendations', 'DownloadRisk'],
  'vpc-lattice': ['GetService ListServices', 'PutAuthPolicy'],
  wafv2: [
    'GetLoggingConfiguration GetRuleGroup GetWebACL GetWebACLForResource ListResourcesForWebACL ListRuleGroups ListWebACLs',
    'GetDecryptedAPIKey GetSampledRequests ListAPIKeys UpdateWebACL',
  ],
};

/** The reading that most permission sets share: calls that are on the list, and calls next to them. */
export const CONFIGURATION_CALLS: readonly (readonly [reads: Calls, kept: Calls])[] = [
  ...Object.entries(AUDIT_CALLS).map(([service, [reads, kept]]): readonly [Calls, Calls] => [
    { [service]: reads.join(' ') },
    { [service]: kept.join(' ') },
  ]),
  ...Object.entries(MORE).map(([service, [reads, kept]]): readonly [Calls, Calls] => [
    { [service]: reads },
    { [service]: kept },
  ]),
];
