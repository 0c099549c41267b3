import { alarm, guardrail, stackSetting, type Chapter } from '../control';

const CLOSED = [guardrail('block-public-vpc'), guardrail('deny-internet-access')];
const FINDING = 'Outside of networks that are closed as a whole, the owner acts on the finding.';

/** CIS AWS Foundations Benchmark 5.0, chapter 5. */
export const NETWORKING: Chapter = {
  title: '5 Networking',
  controls: [
    {
      number: '5.1.1',
      earlier: '2.2.1',
      title: 'Volumes of EBS are encrypted in every Region',
      metBy: [guardrail('require-ebs-encryption')],
      helpedBy: [stackSetting('ebs-encryption')],
    },
    {
      number: '5.1.2',
      earlier: null,
      title: 'CIFS can be reached from trusted networks only',
      helpedBy: CLOSED,
      remainder: FINDING,
    },
    {
      number: '5.2',
      earlier: '5.1',
      title: 'No network ACL opens ports of administration to everybody',
      helpedBy: [...CLOSED, alarm('network-acl-changes')],
      remainder: FINDING,
    },
    {
      number: '5.3',
      earlier: '5.2',
      title: 'No security group opens ports of administration to everybody (IPv4)',
      helpedBy: [...CLOSED, alarm('security-group-changes')],
      remainder: FINDING,
    },
    {
      number: '5.4',
      earlier: '5.3',
      title: 'No security group opens ports of administration to everybody (IPv6)',
      helpedBy: [...CLOSED, alarm('security-group-changes')],
      remainder: FINDING,
    },
    {
      number: '5.5',
      earlier: '5.4',
      title: 'The default security group of every VPC lets nothing through',
      helpedBy: [
        stackSetting('default-security-groups'),
        stackSetting('default-vpcs'),
        alarm('security-group-changes'),
      ],
      remainder:
        'One that network interfaces use is left as it is, and the rules that somebody adds to an unused one stay until the next ' +
        'day: whoever makes a VPC gives it groups of its own.',
    },
    {
      number: '5.6',
      earlier: '5.5',
      title: 'Routes to peered VPCs are as narrow as possible',
      helpedBy: [guardrail('deny-internet-access'), alarm('route-table-changes')],
      remainder: 'How narrow is a judgment: the network team reviews the routes of each peering.',
    },
    {
      number: '5.7',
      earlier: '5.6',
      title: 'Instances allow IMDSv2 only',
      metBy: [guardrail('enforce-imdsv2')],
      helpedBy: [guardrail('require-imdsv2')],
    },
  ],
};
