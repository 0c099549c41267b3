import { globMatches } from '../../lib/iam/patterns/glob';
import { REGIONS } from '../../lib/model/regions';
import { futureAction } from '../core/future-actions';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';

interface RegionProbeInput {
  readonly regions: readonly string[];
  readonly additionalGlobalActions: readonly string[];
  /** Absent: the approved Regions' geographies. */
  readonly inferenceProfiles?: readonly string[] | undefined;
}

/** Possible in every Region: global services, bills, and the reads that the console makes everywhere. */
const EVERYWHERE = [
  ...['account:GetContactInformation', 'artifact:GetReport', 'chatbot:DescribeSlackWorkspaces'],
  ...['cloudfront-keyvaluestore:PutKey', 'cloudfront:CreateDistribution', 'directconnect:DescribeConnections'],
  ...['ecr-public:CreateRepository', 'health:DescribeEvents', 'iam:CreateRole', 'identitystore:ListUsers'],
  ...['notifications-contacts:CreateEmailContact', 'notifications:CreateNotificationConfiguration'],
  ...['organizations:DescribeOrganization', 'pricingplanmanager:CreateSubscription'],
  ...['route53-recovery-cluster:GetRoutingControlState', 'route53-recovery-control-config:CreateCluster'],
  ...['route53-recovery-readiness:CreateCell', 'route53:CreateHostedZone', 'route53domains:RenewDomain'],
  ...['s3:GetAccountPublicAccessBlock', 's3:PutAccountPublicAccessBlock'],
  ...['s3:GetMultiRegionAccessPointRoutes', 's3:SubmitMultiRegionAccessPointRoutes'],
  ...['shield:DescribeProtection', 'signin:ListTrustedIdentityPropagationApplicationsForConsole'],
  ...['sso-directory:SearchUsers', 'sso-oauth:CreateTokenWithIAM', 'sso:DescribeRegisteredRegions'],
  ...['sts:AssumeRole', 'support-console:SearchCases', 'support:CreateCase', 'supportapp:GetAccountAlias'],
  ...['supportplans:GetSupportPlan', 'trustedadvisor:DescribeChecks', 'waf:CreateWebACL'],
  ...['activate:GetAccountContact', 'aws-marketplace-management:viewReports', 'aws-marketplace:ViewSubscriptions'],
  ...['bcm-dashboards:ListDashboards', 'bcm-data-exports:CreateExport', 'bcm-pricing-calculator:CreateBillScenario'],
  ...['bcm-recommended-actions:ListRecommendedActions', 'billing:GetBillingData', 'billingconductor:ListBillingGroups'],
  ...['budgets:ViewBudget', 'ce:GetCostAndUsage', 'compute-optimizer:GetEnrollmentStatus'],
  ...['consolidatedbilling:GetAccountBillingRole', 'cost-optimization-hub:ListRecommendations'],
  ...['cur:DescribeReportDefinitions', 'customer-verification:GetCustomerVerificationDetails'],
  ...['freetier:GetFreeTierUsage', 'invoicing:ListInvoiceSummaries', 'payments:ListPaymentPreferences'],
  ...['pricing:GetProducts', 'purchase-orders:ListPurchaseOrders', 'savingsplans:DescribeSavingsPlans'],
  ...['sustainability:GetCarbonFootprintSummary', 'tax:GetTaxRegistration'],
  ...['cloudtrail:LookupEvents', 'consoleapp:ListDeviceIdentities', 'datapipeline:GetAccountLimits'],
  ...['ec2:DescribeRegions', 'ec2:DescribeTransitGateways', 'ec2:DescribeVpnGateways'],
  ...['license-manager:ListReceivedLicenses', 'lightsail:GetInstances', 'quicksight:DescribeAccountSubscription'],
  ...[
    'resource-explorer-2:Search',
    's3:GetBucketLocation',
    's3:GetBucketPolicyStatus',
    's3:GetBucketPublicAccessBlock',
  ],
  ...['s3:GetStorageLensConfiguration', 's3:GetStorageLensDashboard', 's3:ListAllMyBuckets'],
  ...['s3:ListStorageLensConfigurations', 'tag:GetResources', 'uxc:GetAccountColor'],
  'vendor-insights:ListEntitledSecurityProfiles',
];

/** Services of these actions that also have regional actions. All others above are global as a whole, now and tomorrow. */
const PARTLY_GLOBAL = [
  ...['cloudtrail', 'cloudwatch', 'datapipeline', 'ec2', 'license-manager', 'lightsail', 'quicksight', 's3', 'tag'],
  'vendor-insights',
];

/** An action of tomorrow for each service that is global as a whole. */
function futureOf(actions: readonly string[]): readonly string[] {
  const services = new Set(actions.map((action) => action.split(':')[0] ?? ''));
  return [...services].filter((service) => !PARTLY_GLOBAL.includes(service)).map(futureAction);
}

/** Possible only in the approved Regions: each is similar to an action above. */
const REGIONAL = [
  ...['ec2:RunInstances', 'ec2:DescribeInstances', 's3:CreateBucket', 's3:PutObject', 'lambda:CreateFunction'],
  ...['cloudtrail:CreateTrail', 'datapipeline:CreatePipeline', 'license-manager:CreateLicense'],
  ...['lightsail:CreateInstances', 'quicksight:CreateDashboard', 's3:PutBucketPublicAccessBlock', 'tag:TagResources'],
  ...['vendor-insights:CreateSecurityProfile', 'config:PutConfigRule', 'chime:CreateMeeting', 'bedrock:CreateAgent'],
  // They only start like actions that are limited to one Region.
  ...['license-manager:ListReceivedLicensesForOrganization', 's3:GetStorageLensConfigurationTagging'],
  ...['vendor-insights:ListEntitledSecurityProfileSnapshots', 'bedrock:CreateModelInvocationJob'],
];

/** Actions that global services need in one Region, in addition to the approved ones. */
const BOUND = {
  'us-east-1': [
    ...['access-analyzer:ValidatePolicy', 'acm:RequestCertificate', 'cloudwatch:DescribeAlarms'],
    ...['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics', 'fms:PutAdminAccount', 'kms:CreateKey'],
    ...['ram:CreateResourceShare', 'servicequotas:RequestServiceQuotaIncrease', 'wafv2:CreateWebACL'],
  ],
  'us-west-2': [
    ...['devicefarm:CreateProject', 'globalaccelerator:CreateAccelerator', 'networkmanager:CreateGlobalNetwork'],
    ...['s3:CreateMultiRegionAccessPoint', 's3:DeleteMultiRegionAccessPoint', 's3:GetMultiRegionAccessPoint'],
    ...['s3:DescribeMultiRegionAccessPointOperation', 's3:GetMultiRegionAccessPointPolicy'],
    ...['s3:GetMultiRegionAccessPointPolicyStatus', 's3:ListMultiRegionAccessPoints'],
    's3:PutMultiRegionAccessPointPolicy',
  ],
};

/** A Region that these probes never approve and that no global service needs. */
function foreignRegion(regions: readonly string[]): string {
  return ['ap-southeast-2', 'sa-east-1', 'eu-north-1'].find((region) => !regions.includes(region)) ?? 'af-south-1';
}

/** Every Region that is not approved: an extra Region in a list is noticed only there. */
function otherRegions(regions: readonly string[]): readonly string[] {
  return REGIONS.filter((region) => !regions.includes(region));
}

export function regionProbes(input: RegionProbeInput, place: ProbePlace): readonly Probe[] {
  const { regions } = input;
  const principal = developer(place);
  const foreign = foreignRegion(regions);
  const call = (action: string, region: string) => ({ principal, action, context: { 'aws:RequestedRegion': region } });
  return [
    ...[...EVERYWHERE, ...futureOf(EVERYWHERE)].map((action) =>
      possible(`${action} in ${foreign}`, call(action, foreign)),
    ),
    ...REGIONAL.filter((action) => !input.additionalGlobalActions.some((free) => globMatches(free, action))).map(
      (action) => denied(`${action} in ${foreign}`, call(action, foreign)),
    ),
    ...regions.flatMap((region) =>
      ['ec2:RunInstances', 'kms:CreateKey', 'globalaccelerator:CreateAccelerator', 'bedrock:InvokeModel'].map(
        (action) => possible(`${action} in ${region}, which is approved`, call(action, region)),
      ),
    ),
    ...Object.entries(BOUND).flatMap(([home, actions]) => [
      ...[...actions, ...futureOf(actions)].map((action) =>
        possible(`${action} in ${home}, where it is needed`, call(action, home)),
      ),
      ...[...actions, ...futureOf(actions)].map((action) => denied(`${action} in ${foreign}`, call(action, foreign))),
      (regions.includes(home) ? possible : denied)(
        `cloudwatch:PutMetricAlarm in ${home}`,
        call('cloudwatch:PutMetricAlarm', home),
      ),
    ]),
    ...input.additionalGlobalActions.map((action) =>
      possible(`${action} in ${foreign}, freed by the configuration`, call(action.replaceAll('*', 'x'), foreign)),
    ),
    ...otherRegions(regions).flatMap((region) => [
      denied(`ec2:RunInstances in ${region}`, call('ec2:RunInstances', region)),
      denied(`a future service in ${region}`, call('tomorrow:FutureThing', region)),
      denied(`a model in ${region} is invoked without a profile`, call('bedrock:InvokeModel', region)),
      ...Object.entries(BOUND).flatMap(([home, [action = '']]) =>
        home === region ? [] : [denied(`${action} in ${region}`, call(action, region))],
      ),
    ]),
    ...inferenceProbes(input, place),
  ];
}

/** Bedrock routes to other Regions of a geography, with the inference profile, which must be in an approved one. */
function inferenceProbes({ regions, inferenceProfiles }: RegionProbeInput, place: ProbePlace): readonly Probe[] {
  const foreign = foreignRegion(regions);
  const ownGeography: Readonly<Record<string, readonly string[]>> = {
    eu: ['eu'],
    us: ['us'],
    ap: ['apac', 'au', 'jp'],
    ca: ['ca'],
  };
  const profile = (region: string, prefix: string) =>
    `arn:aws:bedrock:${region}:${place.account}:inference-profile/${prefix}.anthropic.claude-sonnet-4-20250514-v1:0`;
  const invoke = (arn: string, region: string, action = 'bedrock:InvokeModel') => ({
    principal: developer(place),
    action,
    context: { 'aws:RequestedRegion': region, 'bedrock:InferenceProfileArn': arn },
  });
  const fromApproved = regions.flatMap((region) => {
    const prefixes = inferenceProfiles ?? ownGeography[region.split('-')[0] ?? ''] ?? [];
    return [
      ...prefixes.flatMap((prefix) => [
        possible(`a profile of ${prefix} in ${region} routes to ${foreign}`, invoke(profile(region, prefix), foreign)),
        possible(
          `a profile of ${prefix} in ${region} streams from ${foreign}`,
          invoke(profile(region, prefix), foreign, 'bedrock:InvokeModelWithResponseStream'),
        ),
        denied(
          `a team’s own profile named ${prefix} in ${region} routes to ${foreign}`,
          invoke(profile(region, prefix).replace(':inference-profile/', ':application-inference-profile/'), foreign),
        ),
        denied(
          `a profile of ${prefix} in ${region} runs a batch in ${foreign}`,
          invoke(profile(region, prefix), foreign, 'bedrock:CreateModelInvocationJob'),
        ),
      ]),
      ...['global', 'us-gov', 'eu', 'us', 'apac', 'au', 'jp', 'ca']
        .filter((prefix) => !prefixes.includes(prefix))
        .map((prefix) =>
          denied(`a profile of ${prefix} in ${region} routes anywhere`, invoke(profile(region, prefix), 'unspecified')),
        ),
    ];
  });
  return [
    ...fromApproved,
    ...['eu', 'us', 'global'].map((prefix) =>
      denied(`a profile of ${prefix} in ${foreign} is invoked`, invoke(profile(foreign, prefix), foreign)),
    ),
    denied(`a model in ${foreign} streams without a profile`, {
      principal: developer(place),
      action: 'bedrock:InvokeModelWithResponseStream',
      context: { 'aws:RequestedRegion': foreign },
    }),
  ];
}
