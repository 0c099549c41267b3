import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { permissionsBoundaryProbes } from '../boundary';
import { auditProbes } from './administrator';
import { actionsIn, person, type Calls } from './people-calls';
import { PLUMBING_CALLS } from './plumbing-calls';

export function developerProbes(place: ProbePlace): readonly Probe[] {
  const principal = person('developer', place);
  return [
    ...permissionsBoundaryProbes(place),
    ...auditProbes('developer', place),
    ...actionsIn({ ec2: PLUMBING_CALLS }).map((action) => denied(`developer calls ${action}`, { principal, action })),
    ...actionsIn(MAY_NOT).map((action) => denied(`developer calls ${action}`, { principal, action })),
    ...actionsIn(MAY).map((action) => possible(`developer calls ${action}`, { principal, action })),
    ...lockoutProbes(place),
  ];
}

/** Keys and backups that would be lost, and money that would be bound. */
const MAY_NOT: Calls = {
  backup:
    'CancelLegalHold DeleteBackupPlan DeleteBackupSelection DeleteBackupVault DeleteBackupVaultAccessPolicy DeleteRecoveryPoint DisassociateRecoveryPoint ' +
    'PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration RevokeRestoreAccessBackupVault UpdateBackupPlan ' +
    'UpdateGlobalSettings UpdateRecoveryPointLifecycle UpdateRegionSettings',
  billing: 'RedeemCredits',
  budgets: 'CreateBudgetAction DeleteBudgetAction ExecuteBudgetAction ModifyBudget UpdateBudgetAction',
  ce: 'CreateReport DeleteAnomalyMonitor UpdatePreferences',
  cur: 'DeleteReportDefinition ModifyReportDefinition PutReportDefinition',
  ec2: 'UnlockSnapshot',
  freetier: 'UpgradeAccountPlan',
  kms: 'DeleteCustomKeyStore DeleteImportedKeyMaterial DisableKey DisconnectCustomKeyStore ScheduleKeyDeletion',
  rbin: 'DeleteRule UnlockRule UpdateRule',
  savingsplans: 'CreateSavingsPlan',
};

/** Everyday work, next to what they may not. */
const MAY: Calls = {
  backup:
    'CreateBackupPlan DescribeBackupVault PutRestoreValidationResult StartBackupJob StartRestoreJob UpdateReportPlan',
  billing: 'GetBillingData ListBillingViews RedeemThing',
  budgets: 'ViewBudget',
  ce: 'GetCostAndUsage ProvideAnomalyFeedback',
  cloudwatch: 'PutMetricAlarm',
  cur: 'DescribeReportDefinitions',
  dynamodb: 'CreateTable DeleteTable GetItem',
  ec2:
    'AcceptReservedInstancesExchangeQuote AllocateAddress AssociateIamInstanceProfile AttachNetworkInterface ' +
    'AuthorizeSecurityGroupIngress CreateFlowLogs CreateNetworkInterface CreateSecurityGroup DeleteSnapshot DescribeDhcpOptions DescribeIpams ' +
    'DescribeManagedPrefixLists DescribeNetworkAcls DescribeRouteTables DescribeSubnets DescribeTransitGateways DescribeVpcs ' +
    'DescribeVpnConnections DisableSerialConsoleAccess DisassociateAddress EnableFastLaunch GetIpamPoolCidrs ' +
    'ModifyInstanceAttribute ModifyNetworkInterfaceAttribute ReleaseAddress ReplaceIamInstanceProfileAssociation ' +
    'RevokeSecurityGroupIngress RunInstances StopInstances TerminateInstances UnlockThing',
  ecs: 'CreateService ExecuteCommand RunTask',
  elasticloadbalancing: 'CreateLoadBalancer',
  freetier: 'GetFreeTierUsage',
  kms: 'CancelKeyDeletion CreateAlias CreateGrant CreateKey Decrypt DisableKeyRotation EnableKey PutKeyPolicy ScheduleThing',
  lambda: 'CreateFunction InvokeFunction UpdateFunctionCode',
  logs: 'CreateLogGroup GetLogEvents',
  rbin: 'CreateRule GetRule',
  rds: 'CreateDBInstance ModifyDBInstance',
  route53: 'ChangeResourceRecordSets',
  s3: 'CreateBucket GetObject PutBucketPolicy PutObject',
  savingsplans: 'DescribeSavingsPlans',
  secretsmanager: 'CreateSecret GetSecretValue',
  sqs: 'ReceiveMessage SendMessage StartMessageMoveTask',
  ssm: 'GetParameter StartSession',
};

/** Policies of keys that would lock out everybody, in time. */
function lockoutProbes(place: ProbePlace): readonly Probe[] {
  const call = (action: string, bypass: boolean) => ({
    principal: person('developer', place),
    action,
    context: { 'kms:BypassPolicyLockoutSafetyCheck': bypass },
  });
  return ['kms:CreateKey', 'kms:PutKeyPolicy'].flatMap((action) => [
    denied(`developer calls ${action} without the check against a lockout`, call(action, true)),
    possible(`developer calls ${action} with the check against a lockout`, call(action, false)),
  ]);
}
