/*
 * The names at AWS that stacks, guardrails and the rehearsal must agree on. Each one identifies something that is
 * deployed: changing it replaces that thing, or breaks what refers to it.
 */

/** The CDK's bootstrap in the management account, as in `cdk.json` and docs/deploy.md. */
export const BOOTSTRAP = { qualifier: 'rampart', stackName: 'Rampart-Bootstrap' };

/**
 * A second bootstrap, for the stack `Vending` alone: only people may assume its roles, so that the pipeline cannot change
 * itself.
 */
export const VENDING_BOOTSTRAP = { qualifier: 'rampvend', stackName: 'Rampart-Vending-Bootstrap' };

/** `Organization` → `Rampart-Organization`: a stack's name in CloudFormation, from its id on the command line. */
export function stackName(id: string): string {
  return `Rampart-${id}`;
}

/** The stack of an account whose file names no stack, or a suffix: `Accounts`, `Accounts-<suffix>`. */
export function accountsStack(suffix?: string): string {
  return suffix === undefined ? 'Accounts' : `Accounts-${suffix}`;
}

/** The stack of an application whose file names no stack, or a suffix: `Applications`, `Applications-<suffix>`. */
export function applicationsStack(suffix?: string): string {
  return suffix === undefined ? 'Applications' : `Applications-${suffix}`;
}

/** The stack of permission sets and assignments: the first one, or the one of a suffix, `Identity-<suffix>`. */
export function identityStack(suffix?: string): string {
  return suffix === undefined ? 'Identity' : `Identity-${suffix}`;
}

/** `Applications-b` → `Identity-b`: the stack of the permission sets of the applications of a stack. */
export function identityStackOf(stackOfApplications: string): string {
  return stackOfApplications.replace(applicationsStack(), identityStack());
}

/** What the stacks export, without the stack's name in front. */
export const EXPORTS = {
  organization: 'Organization',
  root: 'Root',
  unit: (key: string): string => `Unit-${key}`,
  account: (key: string): string => `Account-${key}`,
  permissionSet: (id: string): string => `PermissionSet-${id}`,
};

/** `Rampart-Organization:Root`: an export's name, which is unique in its account and Region. */
export function exportName(stack: string, exported: string): string {
  return `${stack}:${exported}`;
}

/** `rampart-Production-scp-1`: a policy's name, from its target's key, its type and its number there. */
export function policyName(key: string, type: string, index: number): string {
  return `rampart-${key}-${type}-${index}`;
}

export const POLICY_NAME = /^rampart-[A-Za-z][A-Za-z0-9-]*-(?:scp|rcp|ec2|s3|tag|backup|ai)-[1-9]\d{0,3}$/;

/** What AWS Backup uses: in each account and Region that is backed up, and in the accounts that receive copies. */
export const BACKUP = {
  /** The vault, and the alias of its key. */
  vault: 'rampart-backup',
  key: 'alias/rampart-backup',
  /** The role with which AWS Backup makes and restores recovery points: path and name. */
  role: { path: '/platform/', name: 'backup' },
  /** The vault that receives copies from other accounts, and the alias of its key. */
  copyVault: 'rampart-backup-copies',
  copyKey: 'alias/rampart-backup-copies',
  /** The alias of the key by which EBS encrypts where there are copies: a key of AWS cannot be used in another account. */
  ebsKey: 'alias/rampart-ebs',
  /** The tag of the keys, by which guardrails know them. */
  keyTag: { key: 'rampart:backup', value: 'key' },
};

/** What records all calls: the organization's trail and the log group that it also writes to. */
export const TRAIL = { name: 'rampart', logGroup: 'rampart-trail' };

/** The trail's ARN, which the policies of its archive name before it exists: an organization's trail is the management account's. */
export function trailArn(managementAccount: string, homeRegion: string): string {
  return `arn:aws:cloudtrail:${homeRegion}:${managementAccount}:trail/${TRAIL.name}`;
}

/** The buckets of the log archive, without what `accountRegionalName` adds. */
export const ARCHIVE_BUCKETS = {
  trail: 'rampart-trail',
  config: 'rampart-config',
  accessLogs: 'rampart-access-logs',
  flowLogs: 'rampart-flow-logs',
};

/**
 * A bucket's name in the namespace of its account and Region: known before the bucket exists, and nobody else can take it.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export function accountRegionalName(bucket: string, accountId: string, region: string): string {
  return `${bucket}-${accountId}-${region}-an`;
}

/** The aliases of the log archive's keys: of the trail's bucket, and of all others. */
export const ARCHIVE_KEYS = { trail: 'alias/rampart-trail', others: 'alias/rampart-log-archive' };

/** The StackSets, each with its template. */
export const STACK_SETS = {
  trailArchive: 'rampart-trail-archive',
  logArchive: 'rampart-log-archive',
  account: 'rampart-account',
  region: 'rampart-region',
  globalEvents: 'rampart-global-events',
  audit: 'rampart-audit',
  ci: 'rampart-ci',
  application: (application: string, account: string): string => `rampart-app-${application}-${account}`,
  partner: (partner: string): string => `rampart-partner-${partner}`,
  backup: 'rampart-backup',
  backupCopies: 'rampart-backup-copies',
};

/** The topic of the alarms, its key, and the beginning of the names of alarms and rules. */
export const ALARMS = { topic: 'rampart-alarms', key: 'alias/rampart-alarms', prefix: 'rampart-' };

/** The topic of the rules, and its key: whoever cuts that of the alarms does not cut these. */
export const RULES = { topic: 'rampart-rules', key: 'alias/rampart-rules' };

/** What the baseline puts into every account, or into every account and Region, by the same name everywhere. */
export const BASELINE = {
  /** The beginning of the names of rules, schedules and state machines. */
  prefix: 'rampart-',
  recorder: 'rampart',
  deliveryChannel: 'rampart',
  /** The role with which EventBridge sends events to the bus in the management account: path and name. */
  forwarder: { path: '/platform/', name: 'event-forwarder' },
  /** The tag of flow logs that go to the archive: their names are AWS's, so nothing else tells them from a team's own. */
  flowLogTag: { key: 'rampart:flow-log', value: 'archive' },
};

/** The state machine that finishes an account in each Region, and the schedule that starts it. Their roles: path and name. */
export const FINISHER = {
  stateMachine: `${BASELINE.prefix}finisher`,
  schedule: `${BASELINE.prefix}finisher`,
  role: { path: '/platform/', name: 'finisher' },
  startRole: { path: '/platform/', name: 'finisher-start' },
};

/** The beginning of the name of a stack that a StackSet makes: `StackSet-`, the StackSet's name and an id. */
export const STACK_SET_STACKS = `StackSet-${BASELINE.prefix}`;

/** The bus in the management account's home Region to which every account sends the events that somebody must hear about. */
export const EVENT_BUS = 'rampart-events';

export function eventBusArn(managementAccount: string, homeRegion: string): string {
  return `arn:aws:events:${homeRegion}:${managementAccount}:event-bus/${EVENT_BUS}`;
}

/** What looks at the whole organization from the audit account. */
export const AUDIT_ACCOUNT = {
  aggregator: 'rampart',
  aggregatorRole: 'rampart-config-aggregator',
  externalAccess: 'rampart-external-access',
  unusedAccess: 'rampart-unused-access',
};

/** `rampart-pci-dss-home`: a conformance pack, whose Config rules look at the whole account, or at one Region of it. */
export function conformancePackName(standard: string, scope: 'home' | 'region' | 'us-east-1'): string {
  return `${standard.startsWith('rampart-') ? '' : 'rampart-'}${standard}-${scope}`;
}

/**
 * The policy in the management account that limits every role which the stacks make there: path and name. A person creates
 * it, and the execution policies let nobody else change it.
 */
export const MANAGEMENT_BOUNDARY = { path: '/', name: 'rampart-management-boundary' };

/**
 * What the stack `Vending` makes. Everything that it names begins so, and the execution policies leave it alone. Each project
 * of CodeBuild is named as its role, but for the one of the night, which has the role of `drift`.
 */
export const VENDING = {
  prefix: 'rampart-vending',
  pipeline: 'rampart-vending',
  plan: 'rampart-vending-plan',
  judge: 'rampart-vending-judge',
  deploy: 'rampart-vending-deploy',
  drift: 'rampart-vending-drift',
  nightly: 'rampart-vending-nightly',
  /** The stage of the pipeline in which a person approves, and its action. */
  approval: 'Approve',
  /** The bucket of artifacts, without what `accountRegionalName` adds. */
  bucket: 'rampart-vending',
};

/** The policy in the management account that limits the roles of `Vending`: path and name. A person creates it, too. */
export const VENDING_BOUNDARY = { path: '/', name: 'rampart-vending-boundary' };

/** The policy in each account that limits the roles that teams create: path and name. */
export const BOUNDARY = { path: '/platform/', name: 'boundary' };

/** The role for emergencies that the baseline makes in each account: path and name. */
export const BREAK_GLASS = { path: '/platform/', name: 'break-glass' };

/** The role that reads the configuration of an account, also in quarantine: path and name. */
export const AUDITOR = { path: '/platform/', name: 'audit' };

/** The role that starts and restores backups of an account, and deletes none: path and name. */
export const BACKUP_OPERATOR = { path: '/platform/', name: 'backup-operator' };

/** The path of the roles of partners, whose names are the partners' keys. */
export const PARTNERS = { path: '/partner/' };

/** The path of the users of the management account that may assume the role for emergencies. */
export const BREAK_GLASS_USERS = '/break-glass/';

/** The pattern of `aws:PrincipalArn` of a role that every account has, from its path and name. */
export function roleEverywhere({ path, name }: { readonly path: string; readonly name: string }): string {
  return `arn:*:iam::*:role${path}${name}`;
}

/** What applications have, by the same name in every account. */
export const APPLICATIONS = {
  /** The path of roles and instance profiles. */
  path: '/app/',
  /** The beginning of the names of buckets. */
  bucketPrefix: 'rampart-app-',
  /** The tag of keys and buckets, whose value is the application. */
  tag: 'rampart:application',
};

/** The bucket of a store, without what `accountRegionalName` adds. */
export function storeBucket(application: string, store: string): string {
  return `${APPLICATIONS.bucketPrefix}${application}-${store}`;
}

/** The permission set by which the people of an application reach its stores. Identity Center allows 32 characters. */
export function applicationPermissionSet(application: string): string {
  return `app-${application}`;
}

/** The identity provider of GitHub Actions, and the audience of its tokens for AWS. */
export const GITHUB = { host: 'token.actions.githubusercontent.com', audience: 'sts.amazonaws.com' };

/**
 * The roles that Identity Center makes for a permission set, as paths and names: in its own path, with or without a Region, and
 * ending in sixteen signs of its choice. A `*` at the end would also take in the sets whose names begin so.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function rolesOfPermissionSet(permissionSet: string): readonly string[] {
  const name = `AWSReservedSSO_${permissionSet}_${'?'.repeat(16)}`;
  return ['', '*/'].map((region) => `aws-reserved/sso.amazonaws.com/${region}${name}`);
}

/** The patterns of `aws:PrincipalArn` of those who restore: the role in each account, and people with the permission set. */
export const BACKUP_OPERATORS: readonly string[] = [
  roleEverywhere(BACKUP_OPERATOR),
  ...rolesOfPermissionSet(BACKUP_OPERATOR.name).map((role) => `arn:*:iam::*:role/${role}`),
];
