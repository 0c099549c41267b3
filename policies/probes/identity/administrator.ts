import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { permissionsBoundaryProbes } from '../boundary';
import { AUDIT_READING_CALLS, AUDIT_SETTING_CALLS } from './audit-setting-calls';
import { actionsIn, person } from './people-calls';

export function administratorProbes(place: ProbePlace): readonly Probe[] {
  return [...permissionsBoundaryProbes(place), ...auditProbes('administrator', place), ...repairProbes(place)];
}

/** What watches the account stays on, and can be read. */
export function auditProbes(permissionSet: string, place: ProbePlace): readonly Probe[] {
  const principal = person(permissionSet, place);
  return [
    ...actionsIn(AUDIT_SETTING_CALLS).map((action) =>
      denied(`${permissionSet} calls ${action}`, { principal, action }),
    ),
    ...actionsIn(AUDIT_READING_CALLS).map((action) =>
      possible(`${permissionSet} calls ${action}`, { principal, action }),
    ),
  ];
}

/** Repairs that nobody else makes. */
function repairProbes(place: ProbePlace): readonly Probe[] {
  const principal = person('administrator', place);
  const calls = {
    backup: 'CreateBackupPlan UpdateBackupPlan',
    ec2: 'CreateRoute CreateVpc DeleteSubnet TerminateInstances',
    iam: 'DeleteAccessKey DeleteRole DeleteUser',
    kms: 'CancelKeyDeletion DisableKey PutKeyPolicy',
    s3: 'DeleteBucketPolicy GetObject',
    ssm: 'StartSession',
  };
  return actionsIn(calls).map((action) => possible(`administrator calls ${action}`, { principal, action }));
}
