/**
 * The Regions of the commercial partition, as of 2026-11-21.
 *
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export const REGIONS = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'me-west-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;

/**
 * The Regions that every account has from its first day. All others are opt-in Regions: they are off in a new account.
 *
 * Source: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html, as of 2026-11-21
 */
export const DEFAULT_REGIONS: ReadonlySet<string> = new Set<(typeof REGIONS)[number]>([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

/**
 * Those of them in which CloudFormation makes budgets. AWS Budgets itself belongs to no Region.
 *
 * Source: the CloudFormation registry (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-type-schemas.html),
 * in the copy of cfn-lint 1.58.0, as of 2026-12-01
 */
export const BUDGET_REGIONS: ReadonlySet<string> = new Set(
  [...DEFAULT_REGIONS].filter((region) => region !== 'ap-northeast-3' && region !== 'eu-north-1'),
);

/**
 * Where events of global services, such as IAM, reach EventBridge.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export const GLOBAL_EVENTS_REGION = 'us-east-1';

/** Where events of credentials and root are forwarded: where IAM records them, and where the stacks are. */
export function globalEventRegions(homeRegion: string): readonly string[] {
  return [...new Set([homeRegion, GLOBAL_EVENTS_REGION])];
}
