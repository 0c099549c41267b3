/** A price of AWS in us-east-1, without taxes, discounts and free allowances. */
export interface Price {
  /** In USD, for `per` units. */
  readonly usd: number;
  readonly per: number;
  /** One of it. */
  readonly unit: string;
  /** AWS's page that lists it. */
  readonly page: string;
  /**
   * Where it was seen on `PRICES_READ`, because AWS's pages show their tables only by script. `copy`: in a copy of the page or
   * of AWS's price list; `quoted`: in articles that quote the page; `memory`: nowhere, so that it is not verified.
   */
  readonly seen: 'copy' | 'quoted' | 'memory';
}

/** When the prices were looked up. */
export const PRICES_READ = '2026-11-30';

const CLOUDTRAIL = 'https://aws.amazon.com/cloudtrail/pricing/';
const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const CONFIG = 'https://aws.amazon.com/config/pricing/';
const GUARDDUTY = 'https://aws.amazon.com/guardduty/pricing/';
const KMS = 'https://aws.amazon.com/kms/pricing/';
const S3 = 'https://aws.amazon.com/s3/pricing/';

/** What is charged for, of all that Rampart deploys. Of tiers, the first and dearest. */
export const PRICES = {
  firstTrail: { usd: 0, per: 1_000_000, unit: 'management event, first copy', page: CLOUDTRAIL, seen: 'copy' },
  dataEvents: { usd: 0.1, per: 100_000, unit: 'data event', page: CLOUDTRAIL, seen: 'copy' },
  logIngestion: { usd: 0.5, per: 1, unit: 'GB written', page: CLOUDWATCH, seen: 'quoted' },
  logStorage: { usd: 0.03, per: 1, unit: 'GB stored for a month', page: CLOUDWATCH, seen: 'quoted' },
  alarm: { usd: 0.1, per: 1, unit: 'alarm', page: CLOUDWATCH, seen: 'quoted' },
  metric: { usd: 0.3, per: 1, unit: 'metric for a month', page: CLOUDWATCH, seen: 'quoted' },
  key: { usd: 1, per: 1, unit: 'key', page: KMS, seen: 'copy' },
  keyRequest: { usd: 0.03, per: 10_000, unit: 'request', page: KMS, seen: 'quoted' },
  bucketStorage: { usd: 0.023, per: 1, unit: 'GB stored for a month', page: S3, seen: 'quoted' },
  bucketRequest: { usd: 0.005, per: 1000, unit: 'PUT request', page: S3, seen: 'quoted' },
  continuousItem: { usd: 0.003, per: 1, unit: 'configuration item, continuous', page: CONFIG, seen: 'quoted' },
  dailyItem: { usd: 0.012, per: 1, unit: 'configuration item, daily', page: CONFIG, seen: 'copy' },
  evaluation: { usd: 0.001, per: 1, unit: 'evaluation by a conformance pack', page: CONFIG, seen: 'quoted' },
  analyzedEvent: { usd: 4, per: 1_000_000, unit: 'management event analyzed', page: GUARDDUTY, seen: 'copy' },
  analyzedLog: { usd: 1, per: 1, unit: 'GB of flow and DNS logs analyzed', page: GUARDDUTY, seen: 'copy' },
  analyzedRole: {
    usd: 0.2,
    per: 1,
    unit: 'role or user analyzed',
    page: 'https://aws.amazon.com/iam/access-analyzer/pricing/',
    seen: 'quoted',
  },
  forwardedEvent: {
    usd: 1,
    per: 1_000_000,
    unit: 'event sent to another account or Region',
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    seen: 'quoted',
  },
  stateTransition: {
    usd: 0.025,
    per: 1000,
    unit: 'state transition',
    page: 'https://aws.amazon.com/step-functions/pricing/',
    seen: 'copy',
  },
  scheduledCall: {
    usd: 1,
    per: 1_000_000,
    unit: 'call by a schedule',
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    seen: 'memory',
  },
  budget: {
    usd: 0,
    per: 1,
    unit: 'budget that takes no action',
    page: 'https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/',
    seen: 'quoted',
  },
  anomalyAlert: {
    usd: 0,
    per: 1,
    unit: 'subscription of Cost Anomaly Detection',
    page: 'https://aws.amazon.com/aws-cost-management/aws-cost-anomaly-detection/',
    seen: 'memory',
  },
  buildMinute: {
    usd: 0.005,
    per: 1,
    unit: 'minute of a small build',
    page: 'https://aws.amazon.com/codebuild/pricing/',
    seen: 'quoted',
  },
  actionMinute: {
    usd: 0.002,
    per: 1,
    unit: 'minute of an action of a pipeline',
    page: 'https://aws.amazon.com/codepipeline/pricing/',
    seen: 'copy',
  },
  message: { usd: 2, per: 100_000, unit: 'e-mail', page: 'https://aws.amazon.com/sns/pricing/', seen: 'memory' },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceId = keyof typeof PRICES;
