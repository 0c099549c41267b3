import { futureActions } from '../../core/future-actions';
import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { platformRoles } from '../../core/role-samples';
import { actionsIn, person, type Calls } from './people-calls';
import { CONFIGURATION_CALLS, DATA_CALLS } from './configuration-calls';

/** What the people of a permission set may call, whatever it touches, and may not. */
interface PeopleCalls {
  /** With each pattern of its list. */
  readonly may: Calls;
  /** Next to what they may. */
  readonly mayNot: Calls;
  /** Whether they read the configuration of everything, as most do. */
  readonly readsConfiguration: boolean;
  /** Services that they have as a whole, with what AWS adds to them. */
  readonly services?: readonly string[];
}

/** Requests for a permission set that is a list: what is on it, what is next to it, and what nobody with a list may ever do. */
export function callProbes(
  permissionSet: string,
  { may, mayNot, readsConfiguration, services = [] }: PeopleCalls,
  place: ProbePlace,
): readonly Probe[] {
  const principal = person(permissionSet, place);
  const reading = readsConfiguration ? CONFIGURATION_CALLS : [];
  const allowed = new Set([...actionsIn(may), ...reading.flatMap(([reads]) => actionsIn(reads))]);
  const refused = [
    ...actionsIn(mayNot),
    ...reading.flatMap(([, kept]) => actionsIn(kept)),
    ...actionsIn(NEVER),
    ...actionsIn(DATA_CALLS),
    ...futureActions(),
  ];
  const isAllowed = (action: string): boolean =>
    allowed.has(action) || services.some((service) => action.startsWith(`${service}:`));
  return [
    ...[...allowed].map((action) => possible(`${permissionSet} calls ${action}`, { principal, action })),
    ...services.map((service) =>
      possible(`${permissionSet} calls what AWS may add to ${service}`, {
        principal,
        action: `${service}:FutureThing`,
      }),
    ),
    ...[...new Set(refused)]
      .filter((action) => !isAllowed(action))
      .map((action) => denied(`${permissionSet} calls ${action}`, { principal, action })),
    ...platformRoles(place).map((role) =>
      denied(`${role} would make a user, if it had the policy of ${permissionSet}`, {
        principal: role,
        action: 'iam:CreateUser',
      }),
    ),
  ];
}

/** Requests for what stays denied, whatever policies of resources allow. */
export function refusalProbes(calls: Calls, place: ProbePlace): readonly Probe[] {
  const callers = [`arn:aws:iam::${place.account}:role/developer`, ...platformRoles(place)];
  return actionsIn(calls).flatMap((action, index) =>
    (index === 0 ? callers : callers.slice(0, 1)).map((principal) =>
      denied(`${principal} calls ${action}, if the policy of a resource allows it`, { principal, action }),
    ),
  );
}

/** What nobody whose permission set is a list may do: leave, blind what watches, reach further, destroy, or buy. */
const NEVER: Calls = {
  'access-analyzer': 'CreateAnalyzer DeleteAnalyzer UpdateAnalyzer',
  athena: 'StartQueryExecution',
  account: 'CloseAccount EnableRegion PutContactInformation',
  backup: 'DeleteBackupVault DeleteRecoveryPoint PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration',
  cloudformation: 'CreateStack CreateStackSet DeleteStack UpdateStack UpdateStackSet',
  cloudtrail: 'CreateTrail DeleteTrail PutEventSelectors StopLogging UpdateTrail',
  config: 'DeleteConfigurationRecorder DeleteDeliveryChannel PutConfigurationRecorder StopConfigurationRecorder',
  ebs: 'ListSnapshotBlocks',
  ec2: 'CreateSnapshot GetInstanceUefiData ModifyInstanceAttribute ModifySnapshotAttribute PurchaseReservedInstancesOffering RunInstances TerminateInstances',
  ecr: 'GetAuthorizationToken',
  ecs: 'ExecuteCommand RegisterTaskDefinition RunTask',
  guardduty: 'DeleteDetector DisassociateMembers UpdateDetector',
  iam:
    'AttachRolePolicy AttachUserPolicy CreateAccessKey CreateLoginProfile CreatePolicyVersion CreateRole CreateSAMLProvider ' +
    'CreateUser DeleteRolePermissionsBoundary PassRole PutRolePolicy UpdateAssumeRolePolicy',
  identitystore: 'CreateGroupMembership DeleteUser',
  kms: 'CreateGrant Decrypt DisableKey PutKeyPolicy ScheduleKeyDeletion',
  lambda: 'CreateFunction GetFunctionConfiguration GetLayerVersion InvokeFunction UpdateFunctionCode',
  organizations: 'AttachPolicy CloseAccount DetachPolicy LeaveOrganization MoveAccount RemoveAccountFromOrganization',
  rds: 'DeleteDBInstance ModifyDBInstance RestoreDBInstanceFromDBSnapshot',
  s3: 'DeleteBucketPolicy DeleteObject ListBucket PutBucketPolicy PutObject',
  savingsplans: 'CreateSavingsPlan',
  secretsmanager: 'ListSecretVersionIds PutSecretValue',
  securityhub: 'BatchDisableStandards DisableSecurityHub UpdateSecurityHubConfiguration',
  sso: 'AttachManagedPolicyToPermissionSet CreateAccountAssignment CreatePermissionSet PutInlinePolicyToPermissionSet',
  ssm: 'SendCommand StartAutomationExecution StartSession',
  sts: 'AssumeRole AssumeRoot GetFederationToken',
};
