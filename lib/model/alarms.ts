/** An alarm on the trail's log group. */
interface AlarmDefault {
  /** How many matching events in five minutes set it off. */
  readonly threshold: number;
  /** What sets it off, for the schema and the pages. */
  readonly summary: string;
}

/**
 * The alarms on the trail, by id. The first fifteen are those of the CIS AWS Foundations Benchmark v3.0.0, 4.1 to 4.15, in its
 * order.
 */
export const ALARM_DEFAULTS = {
  'unauthorized-calls': { threshold: 50, summary: 'many calls are denied' },
  'sign-in-without-mfa': { threshold: 1, summary: 'an IAM user signs in to the console without MFA' },
  'root-use': { threshold: 1, summary: 'the root user is used, or a root session is opened by `sts:AssumeRoot`' },
  'iam-changes': { threshold: 1, summary: 'IAM policies are changed or attached' },
  'trail-changes': { threshold: 1, summary: 'a trail is stopped, changed or deleted' },
  'sign-in-failures': { threshold: 3, summary: 'sign-ins to the console fail' },
  'key-deletion': { threshold: 1, summary: 'a KMS key is disabled, or its deletion is scheduled' },
  'bucket-policy-changes': { threshold: 1, summary: 'the policy or another setting of a bucket is changed' },
  'config-changes': { threshold: 1, summary: 'AWS Config is stopped or changed' },
  'security-group-changes': { threshold: 1, summary: 'security groups are changed' },
  'network-acl-changes': { threshold: 1, summary: 'network ACLs are changed' },
  'gateway-changes': { threshold: 1, summary: 'gateways to other networks are changed' },
  'route-table-changes': { threshold: 1, summary: 'route tables are changed' },
  'vpc-changes': { threshold: 1, summary: 'VPCs are changed' },
  'organizations-changes': { threshold: 1, summary: 'the organization, its accounts or policies are changed' },
  'mfa-changes': { threshold: 1, summary: 'an MFA device is deactivated or deleted' },
  'access-key-created': { threshold: 1, summary: 'an access key is created' },
  'platform-role-assumed': {
    threshold: 1,
    summary:
      'a role of `platform.deployment` is assumed by anyone but StackSets; without such a role there is no alarm',
  },
  'break-glass-assumed': {
    threshold: 1,
    summary: "a break-glass role, or the management account's role, is assumed by anyone but StackSets",
  },
  'elevated-access': {
    threshold: 1,
    summary:
      "somebody gets a session of an elevated permission set, of the backup operator's role, or of a partner's role with MFA or an elevated permission set",
  },
  'watch-changes': {
    threshold: 1,
    summary: 'in the management account, somebody changes alarms, rules, a topic, a key or a log group',
  },
  'archive-touched': { threshold: 1, summary: "somebody other than AWS touches the trail's bucket or its key" },
} as const satisfies Readonly<Record<string, AlarmDefault>>;

export type AlarmId = keyof typeof ALARM_DEFAULTS;

export const ALARM_IDS = Object.keys(ALARM_DEFAULTS) as readonly AlarmId[];
