import type { AlarmId } from '../../../model/alarms';
import { alarm, type Chapter, type Control, type DeclaredMechanism, stackSetting } from '../control';

const TOLD_AT_ONCE = [stackSetting('management-event-rules')];

/** CIS AWS Foundations Benchmark 5.0, chapter 4: an alarm for each control, in its order. */
export const MONITORING: Chapter = {
  title: '4 Monitoring',
  controls: [
    alarmed('4.1', 'Denied calls are monitored', 'unauthorized-calls'),
    alarmed('4.2', 'Sign-ins to the console without MFA are monitored', 'sign-in-without-mfa'),
    alarmed('4.3', 'Use of the root user is monitored', 'root-use', TOLD_AT_ONCE),
    alarmed('4.4', 'Changes of IAM policies are monitored', 'iam-changes'),
    alarmed('4.5', 'Changes of CloudTrail are monitored', 'trail-changes', TOLD_AT_ONCE),
    alarmed('4.6', 'Failed sign-ins to the console are monitored', 'sign-in-failures'),
    alarmed('4.7', 'Disabling and deleting keys of KMS is monitored', 'key-deletion'),
    alarmed('4.8', 'Changes of bucket policies are monitored', 'bucket-policy-changes'),
    alarmed('4.9', 'Changes of AWS Config are monitored', 'config-changes'),
    alarmed('4.10', 'Changes of security groups are monitored', 'security-group-changes'),
    alarmed('4.11', 'Changes of network ACLs are monitored', 'network-acl-changes'),
    alarmed('4.12', 'Changes of network gateways are monitored', 'gateway-changes'),
    alarmed('4.13', 'Changes of route tables are monitored', 'route-table-changes'),
    alarmed('4.14', 'Changes of VPCs are monitored', 'vpc-changes'),
    alarmed('4.15', 'Changes of the organization are monitored', 'organizations-changes', TOLD_AT_ONCE),
    {
      number: '4.16',
      earlier: '4.16',
      title: 'Security Hub is enabled',
      remainder:
        'Rampart measures with conformance packs, and Security Hub would bill the same checks again. Enable it from a delegated ' +
        'administrator if you want its console; `protect-security-hub` then keeps it enabled.',
    },
  ],
};

function alarmed(number: string, title: string, id: AlarmId, helpedBy: readonly DeclaredMechanism[] = []): Control {
  return { number, earlier: number, title, metBy: [alarm(id)], ...(helpedBy.length > 0 && { helpedBy }) };
}
