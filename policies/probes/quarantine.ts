import { arnMatches } from '../../lib/iam/patterns/glob';
import { eventBusArn } from '../../lib/model/names';
import { platformExemptFrom } from '../../lib/model/platform';
import { futureActions } from '../core/future-actions';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';
import { callersAround, exemptRoles, reachesAccount, roleIn } from '../core/role-samples';
import { finisherProbes, startIn } from './finisher';

/** For each service, what readers may call, and what they may not: calls that change resources or reveal data. */
export const AUDIT_CALLS: Readonly<Record<string, readonly [possible: readonly string[], denied: readonly string[]]>> =
  {
    'access-analyzer': [
      ['GetFindingV2', 'ListAnalyzers'],
      ['ArchiveFindings', 'DeleteAnalyzer'],
    ],
    account: [['GetContactInformation'], ['PutContactInformation']],
    autoscaling: [['DescribeAutoScalingGroups'], ['DetachInstances', 'UpdateAutoScalingGroup']],
    cloudformation: [
      ['DescribeStacks', 'GetTemplate', 'ListStacks'],
      ['DeleteStack', 'GetStackPolicy', 'GetTemplateSummary'],
    ],
    cloudtrail: [
      ['DescribeTrails', 'GetTrailStatus', 'ListTrails', 'LookupEvents'],
      ['DeleteTrail', 'StopLogging'],
    ],
    cloudwatch: [
      ['DescribeAlarms', 'GetMetricData', 'ListMetrics'],
      ['DeleteAlarms', 'GetSpaceCredentials'],
    ],
    config: [
      ['DescribeConfigRules', 'GetResourceConfigHistory', 'ListDiscoveredResources', 'SelectResourceConfig'],
      ['DeleteConfigRule', 'SelectAggregateResourceConfig'],
    ],
    dynamodb: [
      ['DescribeTable', 'ListTables'],
      ['DeleteTable', 'DescribeTableReplicaAutoScaling', 'GetItem', 'ListBackups', 'Scan'],
    ],
    ec2: [['DescribeInstances'], ['DeleteSnapshot', 'GetPasswordData', 'RunInstances']],
    ecs: [
      ['DescribeTasks', 'ListClusters'],
      ['DeleteService', 'RunTask'],
    ],
    eks: [
      ['DescribeCluster', 'ListClusters'],
      ['AccessKubernetesApi', 'DeleteCluster'],
    ],
    elasticloadbalancing: [['DescribeLoadBalancers'], ['DeleteLoadBalancer', 'DeregisterTargets']],
    guardduty: [
      ['GetFindings', 'ListDetectors'],
      ['ArchiveFindings', 'DeleteDetector'],
    ],
    health: [['DescribeEvents'], ['DisableHealthServiceAccessForOrganization']],
    iam: [
      ['GenerateCredentialReport', 'GenerateServiceLastAccessedDetails', 'GetRole', 'ListUsers'],
      ['CreateRole', 'DeleteUser', 'GenerateOrganizationsAccessReport', 'PassRole'],
    ],
    inspector2: [
      ['GetMember', 'ListFindings'],
      ['BatchUpdateMemberEc2DeepInspectionStatus', 'Disable'],
    ],
    kms: [
      ['DescribeKey', 'GetKeyPolicy', 'ListKeys'],
      ['Decrypt', 'DescribeCustomKeyStores', 'PutKeyPolicy'],
    ],
    lambda: [
      ['GetPolicy', 'ListFunctions'],
      ['GetFunction', 'InvokeFunction', 'ListFunctionUrlConfigs', 'ListFunctionsByCodeSigningConfig'],
    ],
    logs: [
      ['DescribeLogGroups', 'FilterLogEvents', 'GetLogEvents', 'StartQuery'],
      ['DeleteLogGroup', 'PutLogEvents', 'StartLiveTail'],
    ],
    macie2: [
      ['GetFindings', 'ListFindings'],
      ['DisableMacie', 'GetFindingsFilter', 'GetSensitiveDataOccurrences'],
    ],
    organizations: [
      ['DescribeOrganization', 'ListAccounts'],
      ['DeregisterDelegatedAdministrator', 'LeaveOrganization'],
    ],
    rds: [['DescribeDBInstances'], ['DeleteDBInstance', 'DownloadDBLogFilePortion']],
    route53: [
      ['GetHostedZone', 'ListHostedZones'],
      ['ChangeResourceRecordSets', 'DeleteHostedZone'],
    ],
    s3: [
      [
        ...['GetAccountPublicAccessBlock', 'GetBucketPolicy', 'GetEncryptionConfiguration'],
        ...['GetLifecycleConfiguration', 'ListAllMyBuckets'],
      ],
      ['GetObject', 'ListBucket', 'PutBucketPolicy'],
    ],
    secretsmanager: [
      ['DescribeSecret', 'ListSecrets'],
      ['GetSecretValue', 'ListSecretVersionIds'],
    ],
    securityhub: [
      ['DescribeHub', 'GetFindings', 'ListMembers'],
      ['BatchUpdateFindings', 'DisableSecurityHub'],
    ],
    ssm: [
      ['DescribeParameters', 'ListCommands'],
      ['GetParameter', 'SendCommand', 'StartSession'],
    ],
    tag: [['GetResources'], ['StartReportCreation', 'TagResources']],
  };

const QUARANTINE = { id: 'quarantine', exempt: 'platform' } as const;

/** Denied to everyone else. */
const CALLS = [
  ...['ec2:RunInstances', 'ec2:DescribeInstances', 's3:GetObject', 's3:ListAllMyBuckets', 'iam:CreateRole'],
  ...['iam:ListUsers', 'sts:AssumeRole', 'lambda:InvokeFunction', 'kms:Decrypt', 'ce:GetCostAndUsage'],
  ...['budgets:ViewBudget', 'organizations:LeaveOrganization', 'support:CreateCase', 'sqs:SendMessage'],
];

export function quarantineProbes(
  { readers }: { readonly readers: readonly string[] },
  place: ProbePlace,
): readonly Probe[] {
  const iam = `arn:aws:iam::${place.account}`;
  const others = [
    developer(place),
    `${iam}:user/somebody`,
    `${iam}:root`,
    `${iam}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef`,
    `arn:aws:sts::${place.account}:federated-user/somebody`,
  ];
  return [
    ...others.flatMap((principal) =>
      CALLS.map((action) => denied(`${principal} calls ${action}`, { principal, action })),
    ),
    ...futureActions().map((action) => denied(`a developer calls ${action}`, { principal: developer(place), action })),
    ...Object.entries(AUDIT_CALLS).flatMap(([service, [reads]]) =>
      reads.map((name) =>
        denied(`a developer calls ${service}:${name}`, { principal: developer(place), action: `${service}:${name}` }),
      ),
    ),
    ...readers.flatMap((reader) => readerProbes(reader, place)),
    ...similarProbes(readers, place),
    possible('a developer calls GetCallerIdentity', { principal: developer(place), action: 'sts:GetCallerIdentity' }),
    possible('Auto Scaling keeps instances running', {
      principal: `${iam}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
      action: 'ec2:RunInstances',
    }),
    possible('CloudTrail still delivers', {
      principal: 'service:cloudtrail.amazonaws.com',
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::trail/2026.json',
      resourceAccount: place.account,
    }),
    ...exemptRoles(QUARANTINE, place).map((principal) =>
      possible(`${principal} cleans up`, { principal, action: 'ec2:TerminateInstances' }),
    ),
    ...forwarderProbes(place),
    // An account in quarantine stands still.
    ...finisherProbes('finisherStart', QUARANTINE, startIn(place), place),
  ];
}

function readerProbes(reader: string, place: ProbePlace): readonly Probe[] {
  // A role of another account: there is none in the probed account.
  if (!reachesAccount(place.account, reader)) return [];
  const principal = roleIn(place.account, reader);
  const call = (service: string, action: string) => ({ principal, action: `${service}:${action}` });
  return [
    ...Object.entries(AUDIT_CALLS).flatMap(([service, [read, kept]]) => [
      ...read.map((action) => possible(`${reader} calls ${service}:${action}`, call(service, action))),
      ...kept.map((action) => denied(`${reader} calls ${service}:${action}`, call(service, action))),
    ]),
    ...futureActions().map((action) => denied(`${reader} calls ${action}`, { principal, action })),
    possible(`${reader} reads in another partition`, {
      principal: principal.replace('arn:aws:', 'arn:aws-cn:'),
      action: 'iam:ListUsers',
    }),
  ];
}

/** A compromised account is still heard: what GuardDuty finds there goes to the bus in the management account. */
function forwarderProbes({ account, organization }: ProbePlace): readonly Probe[] {
  const { platform, managementAccount, homeRegion } = organization;
  return platform.principals.forwarder.map((pattern) =>
    possible(`${pattern} sends events to the management account`, {
      principal: roleIn(account, pattern),
      action: 'events:PutEvents',
      resource: eventBusArn(managementAccount.accountId, homeRegion),
    }),
  );
}

/** Readers are not exempt, even with a name like that of a platform role, and principals with a name similar to a reader's are neither. */
function similarProbes(readers: readonly string[], place: ProbePlace): readonly Probe[] {
  const exempt = platformExemptFrom(place.organization.platform, QUARANTINE);
  const near = [
    ...callersAround({ patterns: readers, outside: exempt }, place),
    ...callersAround({ patterns: exempt, within: readers }, place),
  ].filter((principal) => !exempt.some((pattern) => arnMatches(pattern, principal)));
  return [...new Set(near)].flatMap((principal) => [
    denied(`${principal} cleans up`, { principal, action: 'ec2:TerminateInstances' }),
    readers.some((reader) => arnMatches(reader, principal))
      ? possible(`${principal} reads`, { principal, action: 'iam:ListUsers' })
      : denied(`${principal} reads like a reader`, { principal, action: 'iam:ListUsers' }),
  ]);
}
