/** A limit that AWS sets, as it was on a date. */
export interface Quota {
  readonly value: number;
  /** The day on which this was the limit, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** What is counted, for messages. */
  readonly counts: string;
  readonly source: string;
}

const LIMITS = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html';
const IDENTITY_CENTER = 'https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html';

/**
 * The quotas that Rampart checks, with AWS's defaults. `landing-zone.yaml` overrides a value, with the date of the new
 * one.
 */
export const DEFAULT_QUOTAS = {
  accounts: {
    value: 10,
    asOf: '2026-11-21',
    counts: 'accounts in the organization, including the management account and closed accounts',
    source: LIMITS,
  },
  accountsPerStack: {
    value: 150,
    asOf: '2026-11-21',
    counts: "accounts in one stack: Rampart's own limit, below AWS's 200 outputs and 500 resources per stack",
    source: CLOUDFORMATION,
  },
  units: { value: 2000, asOf: '2026-11-21', counts: 'organizational units', source: LIMITS },
  // Each is a template inside of the stack's template, to which CloudFormation gives 1 MB: 13 KB with one shared store.
  stackSetsPerStack: {
    value: 60,
    asOf: '2026-11-30',
    counts:
      "StackSets in one stack of applications: Rampart's own limit, so that their templates fit into AWS's 1 MB for the stack's",
    source: CLOUDFORMATION,
  },
  stackSets: {
    value: 1000,
    asOf: '2026-11-30',
    counts:
      'StackSets in the management account: one for each application in each account, one for each partner, and those of the baseline',
    source: CLOUDFORMATION,
  },
  permissionSets: {
    value: 3500,
    asOf: '2026-11-30',
    counts: 'permission sets in Identity Center: one for each tier, and one for each application with people',
    source: IDENTITY_CENTER,
  },
  permissionSetsPerAccount: {
    value: 500,
    asOf: '2026-11-30',
    counts: 'permission sets that are assigned in one account',
    source: IDENTITY_CENTER,
  },
  // The rest is room for the permission sets of the stack: nine tiers, and those of sixty applications at most.
  assignmentsPerStack: {
    value: 400,
    asOf: '2026-11-30',
    counts:
      "assignments in one stack, of one group and permission set in one account each: Rampart's own limit, below AWS's 500 resources per stack",
    source: CLOUDFORMATION,
  },
  serviceControlPoliciesPerTarget: {
    value: 10,
    asOf: '2026-11-21',
    counts: 'service control policies on one target, including FullAWSAccess',
    source: LIMITS,
  },
  serviceControlPolicyCharacters: {
    value: 10_240,
    asOf: '2026-11-21',
    counts: 'characters in a service control policy',
    source: LIMITS,
  },
  resourceControlPoliciesPerTarget: {
    value: 5,
    asOf: '2026-11-21',
    counts: 'resource control policies on one target, including RCPFullAWSAccess',
    source: LIMITS,
  },
  resourceControlPolicyCharacters: {
    value: 5_120,
    asOf: '2026-11-21',
    counts: 'characters in a resource control policy',
    source: LIMITS,
  },
  reservedServiceControlPolicies: {
    value: 0,
    asOf: '2026-11-21',
    counts: 'service control policies on each target that another tool attaches, such as Control Tower',
    source: LIMITS,
  },
  ec2PoliciesPerTarget: {
    value: 10,
    asOf: '2026-11-21',
    counts: 'declarative policies for EC2 on one target',
    source: LIMITS,
  },
  ec2PolicyCharacters: {
    value: 10_000,
    asOf: '2026-11-21',
    counts: 'characters in a declarative policy for EC2',
    source: LIMITS,
  },
  // AWS documents no limit for S3 policies: the lowest of any other type, and enough for one policy of Rampart.
  s3PoliciesPerTarget: {
    value: 2,
    asOf: '2026-11-21',
    counts: 'S3 policies on one target: an assumption, because AWS documents no limit',
    source: LIMITS,
  },
  s3PolicyCharacters: {
    value: 2_500,
    asOf: '2026-11-21',
    counts: 'characters in an S3 policy: an assumption, because AWS documents no limit',
    source: LIMITS,
  },
  tagPoliciesPerTarget: { value: 10, asOf: '2026-11-21', counts: 'tag policies on one target', source: LIMITS },
  tagPolicyCharacters: { value: 10_000, asOf: '2026-11-21', counts: 'characters in a tag policy', source: LIMITS },
  backupPoliciesPerTarget: { value: 10, asOf: '2026-11-21', counts: 'backup policies on one target', source: LIMITS },
  backupPolicyCharacters: {
    value: 10_000,
    asOf: '2026-11-21',
    counts: 'characters in a backup policy',
    source: LIMITS,
  },
  aiOptOutPoliciesPerTarget: {
    value: 5,
    asOf: '2026-11-21',
    counts: 'opt-out policies for AI services on one target',
    source: LIMITS,
  },
  aiOptOutPolicyCharacters: {
    value: 2_500,
    asOf: '2026-11-21',
    counts: 'characters in an opt-out policy for AI services',
    source: LIMITS,
  },
} as const satisfies Record<string, Quota>;

export type QuotaName = keyof typeof DEFAULT_QUOTAS;
export type Quotas = Readonly<Record<QuotaName, Quota>>;
