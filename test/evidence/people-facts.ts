import type { PermissionSetId } from '../../lib/model/permission-sets';

/*
 * What each tier of people and each role of the platform may and may not do in the shipped organization: the tests judge
 * each line by what is deployed, and docs/people.md shows it.
 *
 * In resources and keys, {account} is the account of the caller, {management}, {archive} and {audit} are others, and {region}
 * is the home Region.
 */

export type WorkerId = PermissionSetId | 'role audit' | 'role backup-operator' | 'role break-glass' | 'partner';

/** One call. */
export interface Fact {
  /** After `may`, or `may not`. Unique for its worker. */
  readonly what: string;
  readonly action: string;
  /** Default: `*`. */
  readonly on?: string;
  readonly keys?: Readonly<Record<string, string>>;
  /** Whether the policy of the resource allows it to everybody. */
  readonly isOpen?: boolean;
  /** When it is tried, in UTC; default: today. */
  readonly time?: string;
}

/** Facts by what they are about. */
export type Facts = Readonly<Record<string, readonly Fact[]>>;

export interface Worker {
  /** A heading. */
  readonly title: string;
  /** A sentence. */
  readonly who: string;
  /** The key of an account of the example in which it has this permission; `management`: the management account. */
  readonly account: string;
  /** The end of the ARN. */
  readonly principal: string;
  readonly may: Facts;
  readonly mayNot: Facts;
}

function fact(what: string, action: string, on?: string, keys?: Fact['keys']): Fact {
  return { what, action, ...(on && { on }), ...(keys && { keys }) };
}

/** On a resource whose policy lets everybody in. */
function open(what: string, action: string, on: string, keys?: Fact['keys']): Fact {
  return { ...fact(what, action, on, keys), isOpen: true };
}

const ec2 = (type: string): string => `arn:aws:ec2:{region}:{account}:${type}-0123456789abcdef0`;
const role = (name: string, account = '{account}'): string => `arn:aws:iam::${account}:role/${name}`;

const INSTANCE = ec2('instance/i');
const VOLUME = ec2('volume/vol');
const VPC = ec2('vpc/vpc');
const OBJECT = 'arn:aws:s3:::orders/2026.csv';
const KEY = 'arn:aws:kms:{region}:{account}:key/11111111-2222-3333-4444-555555555555';
const QUEUE = 'arn:aws:sqs:{region}:{account}:orders';
const SECRET = 'arn:aws:secretsmanager:{region}:{account}:secret:database-0a1b2c';
const TABLE = 'arn:aws:dynamodb:{region}:{account}:table/orders';
const FUNCTION = 'arn:aws:lambda:{region}:{account}:function:orders';
const DATABASE = 'arn:aws:rds:{region}:{account}:db:orders';
const SERVICE = 'arn:aws:ecs:{region}:{account}:service/shop/orders';
const EXECUTION = 'arn:aws:states:{region}:{account}:execution:shop:1';
const LOGS = 'arn:aws:logs:{region}:{account}:log-group:orders';
const TRAIL = 'arn:aws:cloudtrail:{region}:{management}:trail/rampart';
const OWN_TRAIL = 'arn:aws:cloudtrail:{region}:{account}:trail/own';
const ARCHIVE = 'arn:aws:s3:::rampart-trail-{archive}-{region}-an';
const ARCHIVE_KEY = 'arn:aws:kms:{region}:{archive}:key/11111111-2222-3333-4444-555555555555';
const VAULT = 'arn:aws:backup:{region}:{account}:backup-vault:rampart-backup';
const RECOVERY_POINT = 'arn:aws:backup:{region}:{account}:recovery-point:11111111-2222-3333-4444-555555555555';
const OWN_ROLE = role('shop/worker');
const BACKUP_ROLE = role('platform/backup');
const BOUNDARY = 'arn:aws:iam::{account}:policy/platform/boundary';
const BOUNDED = { 'iam:PermissionsBoundary': BOUNDARY };
const RESERVED = 'aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO';
const WITHOUT_CODE = { 'aws:MultiFactorAuthPresent': 'false' };
const BEFORE_THE_END = '2027-06-29T23:59:59Z';
const THE_END = '2027-06-30T00:00:00Z';

/** Of a tier: the role that Identity Center makes in the account. */
function person(tier: PermissionSetId): string {
  return `role/${RESERVED}_${tier}_0123456789abcdef`;
}

/** What nobody may, in whatever account; of these, the role for emergencies may what `RESCUES` says. */
export const NOBODY: Facts = {
  'the organization': [
    fact('close the account that they work in', 'account:CloseAccount', 'arn:aws:account::{account}:account'),
    fact('close another account', 'organizations:CloseAccount'),
    fact('leave the organization', 'organizations:LeaveOrganization'),
    fact('take an account out of the organization', 'organizations:RemoveAccountFromOrganization'),
    fact('move an account to another unit', 'organizations:MoveAccount'),
    fact('change a guardrail', 'organizations:UpdatePolicy'),
    fact('take a guardrail off', 'organizations:DetachPolicy'),
    fact('become the root user of an account', 'sts:AssumeRoot', 'arn:aws:iam::{account}:root'),
  ],
  'the audit trail': [
    fact('stop the trail', 'cloudtrail:StopLogging', TRAIL),
    fact('delete the trail', 'cloudtrail:DeleteTrail', TRAIL),
    fact('choose which events the trail records', 'cloudtrail:PutEventSelectors', TRAIL),
    fact('stop a trail of the account', 'cloudtrail:StopLogging', OWN_TRAIL),
    fact('delete a trail of the account', 'cloudtrail:DeleteTrail', OWN_TRAIL),
    fact('stop recording the configuration', 'config:StopConfigurationRecorder'),
    fact('read the archive of the trail', 's3:GetObject', `${ARCHIVE}/AWSLogs/one.json.gz`),
    open('delete a log from the archive', 's3:DeleteObject', `${ARCHIVE}/AWSLogs/one.json.gz`),
    fact('change the policy of the archive', 's3:PutBucketPolicy', ARCHIVE),
    open('delete the key of the archive', 'kms:ScheduleKeyDeletion', ARCHIVE_KEY),
  ],
  "other people's permissions": [
    fact('assign a permission set', 'sso:CreateAccountAssignment'),
    fact('change the policy of a permission set', 'sso:PutInlinePolicyToPermissionSet'),
    fact('attach a policy to a permission set', 'sso:AttachManagedPolicyToPermissionSet'),
    fact('make a permission set', 'sso:CreatePermissionSet'),
    fact('roll out a permission set', 'sso:ProvisionPermissionSet'),
    fact('join a group', 'identitystore:CreateGroupMembership'),
    fact('assume the role of an administrator', 'sts:AssumeRole', role(`${RESERVED}_administrator_fedcba9876543210`)),
    fact('assume the break-glass role', 'sts:AssumeRole', role('platform/break-glass')),
    fact('assume the role of StackSets', 'sts:AssumeRole', role('stacksets-exec-0123456789abcdef0123456789abcdef')),
    fact('assume a role of CloudFormation', 'sts:AssumeRole', role('cdk-rampart-cfn-exec-role-{account}-{region}')),
    fact('make a user with a password', 'iam:CreateLoginProfile', 'arn:aws:iam::{account}:user/alice'),
    fact('make an access key', 'iam:CreateAccessKey', 'arn:aws:iam::{account}:user/alice'),
  ],
};

/** What everybody reads who reads configuration. */
const READING: Facts = {
  configuration: [
    fact('see instances', 'ec2:DescribeInstances'),
    fact('see roles and their policies', 'iam:GetRolePolicy', OWN_ROLE),
    fact("see a bucket's policy", 's3:GetBucketPolicy', 'arn:aws:s3:::orders'),
    fact('see databases', 'rds:DescribeDBInstances', DATABASE),
    fact('see stacks', 'cloudformation:DescribeStacks'),
    fact('see a key', 'kms:DescribeKey', KEY),
    fact('see backups', 'backup:ListRecoveryPointsByBackupVault', VAULT),
    fact('see the organization', 'organizations:DescribeOrganization'),
  ],
  'logs and findings': [
    fact('read logs of applications', 'logs:FilterLogEvents', LOGS),
    fact('see metrics', 'cloudwatch:GetMetricData'),
    fact('search what happened', 'cloudtrail:LookupEvents'),
    fact('read findings', 'securityhub:GetFindings'),
  ],
};

/** What nobody reads who reads configuration, whatever the policy of the resource allows. */
const DATA: Facts = {
  data: [
    open('read an object', 's3:GetObject', OBJECT),
    open('decrypt', 'kms:Decrypt', KEY),
    open('read a secret', 'secretsmanager:GetSecretValue', SECRET),
    open('receive a message', 'sqs:ReceiveMessage', QUEUE),
    open('read an item', 'dynamodb:GetItem', TABLE),
    open('download the code of a function', 'lambda:GetFunction', FUNCTION),
    fact('read a parameter', 'ssm:GetParameter', 'arn:aws:ssm:{region}:{account}:parameter/password'),
    fact('read the password of an instance', 'ec2:GetPasswordData', INSTANCE),
    fact("read the keys of an API's customers", 'apigateway:GET', 'arn:aws:apigateway:{region}::/apikeys'),
    fact('unmask logs', 'logs:Unmask', LOGS),
  ],
};

/** What nobody changes whose tier is a list. */
const CHANGES: Facts = {
  changes: [
    fact('make a role', 'iam:CreateRole', OWN_ROLE, BOUNDED),
    fact('launch an instance', 'ec2:RunInstances', INSTANCE),
    fact('deploy a stack', 'cloudformation:CreateStack'),
    fact('write an object', 's3:PutObject', OBJECT),
    fact('change a function', 'lambda:UpdateFunctionCode', FUNCTION),
    fact('delete a database', 'rds:DeleteDBInstance', DATABASE),
    fact('open a shell on an instance', 'ssm:StartSession', INSTANCE),
  ],
};

/** What others may change whose tier is a list, and people who only look may not. */
const READ_ONLY_CHANGES: Facts = {
  ...CHANGES,
  operation: [
    fact('restart an instance', 'ec2:RebootInstances', INSTANCE),
    fact('start a backup', 'backup:StartBackupJob', VAULT),
    fact('open a port', 'ec2:AuthorizeSecurityGroupIngress', ec2('security-group/sg')),
  ],
};

/** What is the same for many: docs/people.md says it once. */
export const SHARED: readonly {
  readonly about: string;
  readonly isPossible: boolean;
  readonly facts: readonly Fact[];
}[] = [
  ...Object.entries(READING).map(([about, facts]) => ({ about, isPossible: true, facts })),
  ...[DATA, CHANGES]
    .flatMap(Object.entries<readonly Fact[]>)
    .map(([about, facts]) => ({ about, isPossible: false, facts })),
];

const BACKUPS_KEPT: readonly Fact[] = [
  open('delete a recovery point', 'backup:DeleteRecoveryPoint', RECOVERY_POINT),
  open('shorten the life of a recovery point', 'backup:UpdateRecoveryPointLifecycle', RECOVERY_POINT),
  open('delete a vault', 'backup:DeleteBackupVault', VAULT),
  open('open a vault to others', 'backup:PutBackupVaultAccessPolicy', VAULT),
  open('take the lock off a vault', 'backup:DeleteBackupVaultLockConfiguration', VAULT),
];

/** What both backup operators do: people, and the role that they assume from the audit account. */
const RESTORING: Facts = {
  ...READING,
  backups: [
    fact('start a backup', 'backup:StartBackupJob', VAULT),
    fact('start a restore', 'backup:StartRestoreJob', RECOVERY_POINT),
    fact('copy a recovery point', 'backup:StartCopyJob', RECOVERY_POINT),
    fact('hand the role of backups to AWS Backup', 'iam:PassRole', BACKUP_ROLE, {
      'iam:PassedToService': 'backup.amazonaws.com',
    }),
    fact('assume the same role in an account', 'sts:AssumeRole', role('platform/backup-operator', '{audit}')),
  ],
};

const KEEPING: Facts = {
  backups: BACKUPS_KEPT,
  roles: [
    fact('hand the role of backups to an instance', 'iam:PassRole', BACKUP_ROLE, {
      'iam:PassedToService': 'ec2.amazonaws.com',
    }),
    fact('hand another role to AWS Backup', 'iam:PassRole', role('platform/break-glass'), {
      'iam:PassedToService': 'backup.amazonaws.com',
    }),
    fact("assume an application's role", 'sts:AssumeRole', OWN_ROLE),
  ],
  ...CHANGES,
  ...DATA,
};

/** What a developer and an administrator do every day, with roles of their own. */
const BUILDING: Facts = {
  applications: [
    fact('deploy a stack', 'cloudformation:CreateStack', 'arn:aws:cloudformation:{region}:{account}:stack/shop/1'),
    fact('change a function', 'lambda:UpdateFunctionCode', FUNCTION),
    fact('start an instance', 'ec2:StartInstances', INSTANCE),
    fact('open a shell in a container', 'ecs:ExecuteCommand', SERVICE),
    fact('change a database', 'rds:ModifyDBInstance', DATABASE),
    fact('open a port of a security group', 'ec2:AuthorizeSecurityGroupIngress', ec2('security-group/sg')),
  ],
  data: [
    fact('write an object', 's3:PutObject', OBJECT),
    fact('read a secret', 'secretsmanager:GetSecretValue', SECRET),
    fact('receive a message', 'sqs:ReceiveMessage', QUEUE),
    fact('read an item', 'dynamodb:GetItem', TABLE),
  ],
  roles: [
    fact('make a role with the boundary', 'iam:CreateRole', OWN_ROLE, BOUNDED),
    fact('give a policy to such a role', 'iam:PutRolePolicy', OWN_ROLE, BOUNDED),
    fact('hand such a role to a function', 'iam:PassRole', OWN_ROLE, { 'iam:PassedToService': 'lambda.amazonaws.com' }),
    fact('assume such a role', 'sts:AssumeRole', OWN_ROLE),
  ],
};

/** What neither a developer nor an administrator does: exceed the account. */
const EXCEEDING: Facts = {
  roles: [
    fact('make a role without the boundary', 'iam:CreateRole', OWN_ROLE),
    fact('take the boundary off a role', 'iam:DeleteRolePermissionsBoundary', OWN_ROLE, BOUNDED),
    fact('rewrite the boundary', 'iam:CreatePolicyVersion', BOUNDARY),
    fact('change a role of the platform', 'iam:PutRolePolicy', role('platform/audit')),
    fact("change a partner's role", 'iam:UpdateAssumeRolePolicy', role('partner/observability')),
    fact('hand a role of the platform to a function', 'iam:PassRole', role('platform/break-glass'), {
      'iam:PassedToService': 'lambda.amazonaws.com',
    }),
  ],
  platform: [
    fact(
      'delete a stack of the platform',
      'cloudformation:DeleteStack',
      'arn:aws:cloudformation:{region}:{account}:stack/StackSet-rampart-account-1/1',
    ),
    fact('distribute a stack to other accounts', 'cloudformation:CreateStackSet'),
    fact(
      'replace the identity provider of Identity Center',
      'iam:UpdateSAMLProvider',
      'arn:aws:iam::{account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE',
    ),
    fact('hide a finding', 'securityhub:BatchUpdateFindings'),
    fact('change the contacts of the account', 'account:PutContactInformation', 'arn:aws:account::{account}:account'),
  ],
};

export const WORKERS: Readonly<Record<WorkerId, Worker>> = {
  finance: {
    title: 'finance',
    who: 'People of finance, in the management account. No guardrail binds it, so that the permission set alone decides.',
    ...{ account: 'management', principal: person('finance') },
    may: {
      money: [
        fact('see costs', 'ce:GetCostAndUsage'),
        fact('see what is expected', 'ce:GetCostForecast'),
        fact('see bills', 'billing:GetBillingData'),
        fact('read invoices', 'invoicing:GetInvoicePDF'),
        fact('see savings plans', 'savingsplans:DescribeSavingsPlans'),
        fact('set a budget', 'budgets:ModifyBudget', 'arn:aws:budgets::{account}:budget/all'),
        fact('sort costs into categories', 'ce:CreateCostCategoryDefinition'),
        fact('see unusual costs', 'ce:GetAnomalies'),
        fact('list the accounts', 'organizations:ListAccounts'),
      ],
    },
    mayNot: {
      money: [
        fact('buy a savings plan', 'savingsplans:CreateSavingsPlan'),
        fact('buy reserved instances', 'ec2:PurchaseReservedInstancesOffering'),
        fact('pay', 'payments:MakePayment'),
        fact('change how is paid', 'payments:UpdatePaymentPreferences'),
        fact('let a budget act', 'budgets:CreateBudgetAction', 'arn:aws:budgets::{account}:budget/all/action/one'),
      ],
      configuration: [
        fact('see instances', 'ec2:DescribeInstances'),
        fact('see roles', 'iam:ListRoles'),
        fact('see stacks', 'cloudformation:DescribeStacks'),
      ],
      ...CHANGES,
      data: [fact('read an object', 's3:GetObject', OBJECT), fact('decrypt', 'kms:Decrypt', KEY)],
    },
  },
  'read-only': {
    title: 'read-only',
    who: 'Everybody, in accounts of applications.',
    ...{ account: 'shop-production', principal: person('read-only') },
    may: READING,
    mayNot: { ...DATA, ...READ_ONLY_CHANGES },
  },
  operator: {
    title: 'operator',
    who: 'People on call, in accounts of applications.',
    ...{ account: 'shop-production', principal: person('operator') },
    may: {
      ...READING,
      operation: [
        fact('restart an instance', 'ec2:RebootInstances', INSTANCE),
        fact(
          'scale a group',
          'autoscaling:SetDesiredCapacity',
          'arn:aws:autoscaling:{region}:{account}:autoScalingGroup:1:autoScalingGroupName/shop',
        ),
        fact('restart and scale a service', 'ecs:UpdateService', SERVICE),
        fact('stop a task', 'ecs:StopTask', 'arn:aws:ecs:{region}:{account}:task/shop/1'),
        fact('restart a database', 'rds:RebootDBInstance', DATABASE),
        fact('fail over a cluster', 'rds:FailoverDBCluster', 'arn:aws:rds:{region}:{account}:cluster:orders'),
        fact('throttle a function', 'lambda:PutFunctionConcurrency', FUNCTION),
        fact('stop an execution', 'states:StopExecution', EXECUTION),
        fact('start an instance with an encrypted disk', 'kms:CreateGrant', KEY, {
          'kms:ViaService': 'ec2.{region}.amazonaws.com',
        }),
      ],
    },
    mayNot: {
      operation: [
        fact('release other code by restarting a service', 'ecs:UpdateService', SERVICE, {
          'ecs:task-definition': 'arn:aws:ecs:{region}:{account}:task-definition/shop:2',
        }),
        fact('open shells by restarting a service', 'ecs:UpdateService', SERVICE, {
          'ecs:enable-execute-command': 'true',
        }),
        fact('open a shell in a container', 'ecs:ExecuteCommand', SERVICE),
        fact('read what an execution was given', 'states:DescribeExecution', EXECUTION),
        fact('let others use a key', 'kms:CreateGrant', KEY),
        fact('run a command on an instance', 'ssm:SendCommand', INSTANCE),
        fact('change an instance', 'ec2:ModifyInstanceAttribute', INSTANCE),
        fact('delete an instance', 'ec2:TerminateInstances', INSTANCE),
        fact('change a database', 'rds:ModifyDBInstance', DATABASE),
        fact('hand a role to a service', 'iam:PassRole', OWN_ROLE, {
          'iam:PassedToService': 'ecs-tasks.amazonaws.com',
        }),
      ],
      ...CHANGES,
      ...DATA,
    },
  },
  developer: {
    title: 'developer',
    who: 'Developers, in accounts for development and in sandboxes.',
    ...{ account: 'shop-development', principal: person('developer') },
    may: BUILDING,
    mayNot: {
      ...EXCEEDING,
      networks: [
        fact('make a VPC', 'ec2:CreateVpc', VPC),
        fact('change a route', 'ec2:CreateRoute', ec2('route-table/rtb')),
        fact('attach an Internet gateway', 'ec2:AttachInternetGateway', ec2('internet-gateway/igw')),
        fact('peer with another VPC', 'ec2:CreateVpcPeeringConnection', VPC),
      ],
      'keys and backups': [
        fact('delete a key', 'kms:ScheduleKeyDeletion', KEY),
        fact('disable a key', 'kms:DisableKey', KEY),
        fact('lock everybody out of a key', 'kms:PutKeyPolicy', KEY, { 'kms:BypassPolicyLockoutSafetyCheck': 'true' }),
        ...BACKUPS_KEPT,
      ],
      money: [fact('change a budget', 'budgets:ModifyBudget', 'arn:aws:budgets::{account}:budget/all')],
    },
  },
  network: {
    title: 'network',
    who: 'People who build networks, in the account for networks.',
    ...{ account: 'network', principal: person('network') },
    may: {
      ...READING,
      networks: [
        fact('make a VPC', 'ec2:CreateVpc', VPC),
        fact('change a route', 'ec2:CreateRoute', ec2('route-table/rtb')),
        fact('make a transit gateway', 'ec2:CreateTransitGateway', ec2('transit-gateway/tgw')),
        fact('open a port of a security group', 'ec2:AuthorizeSecurityGroupIngress', ec2('security-group/sg')),
        fact(
          'change a firewall',
          'network-firewall:UpdateFirewallPolicy',
          'arn:aws:network-firewall:{region}:{account}:firewall-policy/main',
        ),
        fact('change names in DNS', 'route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z1'),
        fact('make a load balancer', 'elasticloadbalancing:CreateLoadBalancer'),
        fact('tag a VPC', 'ec2:CreateTags', VPC),
        fact(
          'make the role of transit gateways',
          'iam:CreateServiceLinkedRole',
          role('aws-service-role/transitgateway.amazonaws.com/AWSServiceRoleForVPCTransitGateway'),
          {
            'iam:AWSServiceName': 'transitgateway.amazonaws.com',
          },
        ),
      ],
    },
    mayNot: {
      networks: [
        fact('open VPCs that are closed to the Internet', 'ec2:ModifyVpcBlockPublicAccessOptions'),
        fact('except a VPC from that', 'ec2:CreateVpcBlockPublicAccessExclusion', VPC),
        fact('copy traffic', 'ec2:CreateTrafficMirrorSession'),
        fact('tag an instance', 'ec2:CreateTags', INSTANCE),
        fact('tag a volume', 'ec2:CreateTags', VOLUME),
        fact(
          "make another service's role",
          'iam:CreateServiceLinkedRole',
          role('aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS'),
          {
            'iam:AWSServiceName': 'ecs.amazonaws.com',
          },
        ),
        fact('hand a role to a service', 'iam:PassRole', OWN_ROLE, {
          'iam:PassedToService': 'vpc-flow-logs.amazonaws.com',
        }),
      ],
      ...CHANGES,
      ...DATA,
    },
  },
  security: {
    title: 'security',
    who: 'People who investigate, in all accounts. In the management account the permission set alone decides.',
    ...{ account: 'audit', principal: person('security') },
    may: {
      ...READING,
      findings: [
        fact('work on a finding', 'securityhub:BatchUpdateFindings'),
        fact('archive a finding', 'guardduty:ArchiveFindings'),
        fact('ask what a role could do', 'iam:SimulatePrincipalPolicy', OWN_ROLE),
        fact('query what happened', 'cloudtrail:StartQuery'),
        fact('open a case with AWS', 'support:CreateCase'),
        fact("assume the auditor's role", 'sts:AssumeRole', role('platform/audit')),
      ],
    },
    mayNot: {
      findings: [
        fact('archive findings of Access Analyzer by a rule', 'access-analyzer:CreateArchiveRule'),
        fact('hide findings of GuardDuty by a filter', 'guardduty:CreateFilter'),
      ],
      watching: [
        fact('switch off GuardDuty', 'guardduty:DeleteDetector', 'arn:aws:guardduty:{region}:{account}:detector/one'),
        fact('switch off Security Hub', 'securityhub:DisableSecurityHub'),
        fact(
          'delete an analyzer',
          'access-analyzer:DeleteAnalyzer',
          'arn:aws:access-analyzer:{region}:{account}:analyzer/one',
        ),
        fact('stop Inspector', 'inspector2:Disable'),
        fact(
          'trust addresses of attackers',
          'guardduty:CreateIPSet',
          'arn:aws:guardduty:{region}:{account}:detector/one',
        ),
      ],
      roles: [
        fact("assume the backup operator's role", 'sts:AssumeRole', role('platform/backup-operator')),
        fact("assume an application's role", 'sts:AssumeRole', OWN_ROLE),
      ],
      ...READ_ONLY_CHANGES,
      ...DATA,
    },
  },
  'backup-operator': {
    title: 'backup-operator',
    who: 'People on call who restore, in accounts of applications. Each session sets off an alarm.',
    ...{ account: 'shop-production', principal: person('backup-operator') },
    may: RESTORING,
    mayNot: KEEPING,
  },
  administrator: {
    title: 'administrator',
    who: 'People of the platform who repair, for an hour. Each session sets off an alarm.',
    ...{ account: 'shop-production', principal: person('administrator') },
    may: BUILDING,
    mayNot: {
      ...EXCEEDING,
      stores: [
        fact(
          "change the policy of an application's store",
          's3:PutBucketPolicy',
          'arn:aws:s3:::rampart-app-shop-orders-{account}-{region}-an',
        ),
      ],
    },
  },
  deployer: {
    title: 'deployer',
    who: 'People of the platform who deploy the stacks, in the management account. The permission set alone decides. Each session sets off an alarm.',
    ...{ account: 'management', principal: person('deployer') },
    may: {
      deployments: [
        fact(
          'deploy by the role of the bootstrap',
          'sts:AssumeRole',
          role('cdk-rampart-deploy-role-{account}-{region}'),
        ),
        fact(
          'publish files by its role',
          'sts:AssumeRole',
          role('cdk-rampart-file-publishing-role-{account}-{region}'),
        ),
        fact('look up values by its role', 'sts:AssumeRole', role('cdk-rampart-lookup-role-{account}-{region}')),
        fact('see stacks', 'cloudformation:DescribeStacks'),
        fact('see StackSets', 'cloudformation:DescribeStackSetOperation'),
        fact('see accounts', 'organizations:ListAccounts'),
        fact('see guardrails', 'organizations:DescribePolicy'),
        fact('find groups', 'identitystore:ListGroups'),
        fact('see permission sets', 'sso:DescribePermissionSet'),
      ],
    },
    mayNot: {
      deployments: [
        fact('change a stack by hand', 'cloudformation:UpdateStack'),
        fact('distribute a stack by hand', 'cloudformation:CreateStackInstances'),
        fact('make an account', 'organizations:CreateAccount'),
        fact('write a guardrail', 'organizations:CreatePolicy'),
      ],
      roles: [
        fact(
          'enter a member account as its administrator',
          'sts:AssumeRole',
          role('OrganizationAccountAccessRole', '{archive}'),
        ),
        fact(
          'use the bootstrap of another account',
          'sts:AssumeRole',
          role('cdk-rampart-deploy-role-{archive}-{region}', '{archive}'),
        ),
        fact('publish images', 'sts:AssumeRole', role('cdk-rampart-image-publishing-role-{account}-{region}')),
        fact("use another bootstrap's role", 'sts:AssumeRole', role('cdk-hnb659fds-deploy-role-{account}-{region}')),
        fact(
          'hand the role of CloudFormation to a stack',
          'iam:PassRole',
          role('cdk-rampart-cfn-exec-role-{account}-{region}'),
          {
            'iam:PassedToService': 'cloudformation.amazonaws.com',
          },
        ),
      ],
      ...CHANGES,
      data: [fact('read an object', 's3:GetObject', OBJECT), fact('decrypt', 'kms:Decrypt', KEY)],
    },
  },
  'role audit': {
    title: 'the role /platform/audit',
    who: 'People with `security` in the audit account assume it in each member account.',
    ...{ account: 'shop-production', principal: 'role/platform/audit' },
    may: READING,
    mayNot: { ...DATA, ...READ_ONLY_CHANGES },
  },
  'role backup-operator': {
    title: 'the role /platform/backup-operator',
    who: 'People with `backup-operator` in the audit account assume it in each member account. Each use sets off an alarm.',
    ...{ account: 'shop-production', principal: 'role/platform/backup-operator' },
    may: RESTORING,
    mayNot: KEEPING,
  },
  'role break-glass': {
    title: 'the role /platform/break-glass',
    who: 'Two users of the management account assume it in emergencies, with a code, for an hour. Each use sets off an alarm. It is an administrator, and guardrails leave it out, so that only those that leave out nobody hold.',
    ...{ account: 'shop-production', principal: 'role/platform/break-glass' },
    may: {
      ...BUILDING,
      rescue: [
        fact('repair a role of the platform', 'iam:PutRolePolicy', role('platform/audit')),
        fact('change a network', 'ec2:CreateRoute', ec2('route-table/rtb')),
        fact('delete a database, with a code', 'rds:DeleteDBInstance', DATABASE),
      ],
    },
    mayNot: {
      logs: [
        fact('read the archive of the trail', 's3:GetObject', `${ARCHIVE}/AWSLogs/one.json.gz`),
        open('delete a log from the archive', 's3:DeleteObject', `${ARCHIVE}/AWSLogs/one.json.gz`),
      ],
      organization: [fact('leave the organization', 'organizations:LeaveOrganization')],
      'without a code': [
        fact('delete a database', 'rds:DeleteDBInstance', DATABASE, WITHOUT_CODE),
        fact('delete a bucket', 's3:DeleteBucket', 'arn:aws:s3:::orders', WITHOUT_CODE),
        fact('delete a key', 'kms:ScheduleKeyDeletion', KEY, WITHOUT_CODE),
        fact('delete a recovery point', 'backup:DeleteRecoveryPoint', RECOVERY_POINT, {
          'aws:MultiFactorAuthPresent': 'false',
        }),
        fact('delete a table', 'dynamodb:DeleteTable', TABLE, WITHOUT_CODE),
      ],
      transport: [open('read an object without TLS', 's3:GetObject', OBJECT, { 'aws:SecureTransport': 'false' })],
    },
  },
  partner: {
    title: "a partner's role, such as /partner/observability",
    who: 'A machine of the partner, in the accounts of its entry and until its end. It has the permission set of the entry, here `read-only`, and the permissions boundary.',
    ...{ account: 'shop-production', principal: 'role/partner/observability' },
    may: {
      configuration: READING['configuration'] ?? [],
      'logs and findings': [
        ...(READING['logs and findings'] ?? []).filter(({ action }) => !action.startsWith('cloudtrail:')),
        { ...fact('see metrics one second before its end', 'cloudwatch:GetMetricData'), time: BEFORE_THE_END },
      ],
    },
    mayNot: {
      time: [
        { ...fact('see instances at its end', 'ec2:DescribeInstances'), time: THE_END },
        { ...open('read an object at its end', 's3:GetObject', OBJECT), time: THE_END },
      ],
      'logs of the organization': [
        fact('search what happened', 'cloudtrail:LookupEvents'),
        fact('see the trail', 'cloudtrail:DescribeTrails'),
        open('list the archive of the trail', 's3:ListBucket', ARCHIVE),
      ],
      roles: [
        fact('assume any role', 'sts:AssumeRole', OWN_ROLE),
        open('assume a role that trusts it', 'sts:AssumeRole', OWN_ROLE),
        open('sign somebody in', 'sts:AssumeRoleWithWebIdentity', OWN_ROLE),
      ],
      ...DATA,
      ...READ_ONLY_CHANGES,
    },
  },
};

/** What `NOBODY` says and the role for emergencies may nevertheless, because guardrails leave it out. */
export const RESCUER: WorkerId = 'role break-glass';

/** All facts of a kind, in order. */
export function factsIn(facts: Facts): readonly Fact[] {
  return Object.values(facts).flat();
}

/** What the permissions alone allow, and guardrails deny: `<worker>: <what>`. */
export const HELD_BY_GUARDRAILS: readonly string[] = [
  'developer: delete a log from the archive',
  "administrator: change the policy of an application's store",
  'administrator: delete a log from the archive',
  'administrator: delete the key of the archive',
  'role break-glass: delete a log from the archive',
  'role break-glass: leave the organization',
  'role break-glass: delete a database',
  'role break-glass: delete a bucket',
  'role break-glass: delete a key',
  'role break-glass: delete a recovery point',
  'role break-glass: delete a table',
  'role break-glass: read an object without TLS',
];
