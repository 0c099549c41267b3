import type { ActionGroup } from '../core/action-group';

/**
 * What a Region lock must allow, in groups. No regional action is listed for convenience: actions that Control Tower's
 * list exempts everywhere although they store data in a Region (config, kms, acm, wafv2, access-analyzer, chime …) are
 * either omitted or limited to the one Region where global services need them (`REGION_BOUND`).
 */
export const GLOBAL: readonly ActionGroup[] = [
  {
    name: 'control-plane-global',
    reason: 'services with one endpoint for all Regions, mostly in us-east-1, and account-wide settings',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html',
    actions: [
      'account:*',
      'artifact:*',
      'chatbot:*',
      'cloudfront-keyvaluestore:*',
      'cloudfront:*',
      'directconnect:*',
      'ecr-public:*',
      'health:*',
      'iam:*',
      'identitystore:*',
      'notifications-contacts:*',
      'notifications:*',
      'organizations:*',
      // CloudFront's flat-rate plans; missing in Control Tower's list, reported by users on 2025-12-24.
      'pricingplanmanager:*',
      'route53-recovery-cluster:*',
      'route53-recovery-control-config:*',
      'route53-recovery-readiness:*',
      'route53:*',
      'route53domains:*',
      's3:GetAccountPublicAccessBlock',
      // The endpoints for failover are in five Regions, which may all be unapproved.
      's3:GetMultiRegionAccessPointRoutes',
      's3:PutAccountPublicAccessBlock',
      's3:SubmitMultiRegionAccessPointRoutes',
      'shield:*',
      'signin:*',
      'sso-directory:*',
      'sso-oauth:*',
      'sso:*',
      'sts:*',
      'support-console:*',
      'support:*',
      'supportapp:*',
      'supportplans:*',
      'trustedadvisor:*',
      'waf:*',
    ],
  },
  {
    name: 'billing',
    reason: 'bills, budgets, prices, subscriptions: their endpoint for the whole account is in us-east-1',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html',
    actions: [
      'activate:*',
      'aws-marketplace-management:*',
      'aws-marketplace:*',
      'bcm-dashboards:*',
      'bcm-data-exports:*',
      'bcm-pricing-calculator:*',
      'bcm-recommended-actions:*',
      'billing:*',
      'billingconductor:*',
      'budgets:*',
      'ce:*',
      'compute-optimizer:*',
      'consolidatedbilling:*',
      'cost-optimization-hub:*',
      'cur:*',
      'customer-verification:*',
      'freetier:*',
      'invoicing:*',
      'payments:*',
      'pricing:*',
      'purchase-orders:*',
      'savingsplans:*',
      'sustainability:*',
      'tax:*',
    ],
  },
  {
    name: 'console-noise',
    reason: 'reads that the console makes in us-east-1 or in every Region, regardless of the page',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html',
    actions: [
      'cloudtrail:LookupEvents',
      'consoleapp:*',
      'datapipeline:GetAccountLimits',
      'ec2:DescribeRegions',
      'ec2:DescribeTransitGateways',
      'ec2:DescribeVpnGateways',
      'license-manager:ListReceivedLicenses',
      'lightsail:Get*',
      'quicksight:DescribeAccountSubscription',
      'resource-explorer-2:*',
      's3:GetBucketLocation',
      's3:GetBucketPolicyStatus',
      's3:GetBucketPublicAccessBlock',
      's3:GetStorageLensConfiguration',
      's3:GetStorageLensDashboard',
      's3:ListAllMyBuckets',
      's3:ListStorageLensConfigurations',
      'tag:GetResources',
      'uxc:*',
      'vendor-insights:ListEntitledSecurityProfiles',
    ],
  },
];

/** Actions that must be possible in one Region in addition to the approved ones. */
export interface RegionBoundGroup extends ActionGroup {
  readonly region: string;
}

/** Actions that global services need in one Region. In others, these are ordinary regional actions. */
export const REGION_BOUND: readonly RegionBoundGroup[] = [
  {
    name: 'needed-in-us-east-1',
    region: 'us-east-1',
    reason:
      'certificates and web ACLs of CloudFront, metrics of CloudFront and Route 53, DNSSEC keys, the policy checks of the ' +
      'IAM console, quotas and shares of global services',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html',
    actions: [
      'access-analyzer:*',
      'acm:*',
      'cloudwatch:Describe*',
      'cloudwatch:Get*',
      'cloudwatch:List*',
      'fms:*',
      'kms:*',
      'ram:*',
      'servicequotas:*',
      'wafv2:*',
    ],
  },
  {
    name: 'needed-in-us-west-2',
    region: 'us-west-2',
    reason: 'Global Accelerator, Network Manager, Device Farm and Multi-Region Access Points are managed in Oregon',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapOperations.html',
    actions: [
      'devicefarm:*',
      'globalaccelerator:*',
      'networkmanager:*',
      's3:CreateMultiRegionAccessPoint',
      's3:DeleteMultiRegionAccessPoint',
      's3:DescribeMultiRegionAccessPointOperation',
      's3:GetMultiRegionAccessPoint',
      's3:GetMultiRegionAccessPointPolicy',
      's3:GetMultiRegionAccessPointPolicyStatus',
      's3:ListMultiRegionAccessPoints',
      's3:PutMultiRegionAccessPointPolicy',
    ],
  },
];

/**
 * Model invocations that Bedrock routes to other Regions of a geography, with the inference profile in the request. Batch
 * jobs (`CreateModelInvocationJob`) have no such key according to the Service Authorization Reference, so they stay in the
 * approved Regions, although AWS's example lists them.
 * Source: https://github.com/aws-samples/service-control-policy-examples/pull/26 (2026-04-09).
 */
export const BEDROCK_INFERENCE: readonly string[] = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/**
 * The first part of a Region's name → prefixes of the inference profiles that stay in its geography.
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html (2026-11-22).
 */
export const INFERENCE_GEOGRAPHIES: Readonly<Record<string, readonly string[]>> = {
  ap: ['apac', 'au', 'jp'],
  ca: ['ca'],
  eu: ['eu'],
  us: ['us'],
  'us-gov': ['us-gov'],
};
