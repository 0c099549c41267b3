import { alarm, guardrail, stackSetting, type Chapter } from '../control';

const CLOSED = [guardrail('block-public-vpc'), guardrail('deny-internet-access')];
const WATCHED = [
  alarm('security-group-changes'),
  alarm('network-acl-changes'),
  alarm('gateway-changes'),
  alarm('route-table-changes'),
  alarm('vpc-changes'),
];
const DESIGN =
  "Which traffic is needed is a decision about each network: the network's owner writes it down and acts on findings.";

/** PCI DSS 4.0.1, requirements 1 and 2. */
export const NETWORKS: Chapter = {
  title: '1 and 2 Networks and secure settings',
  controls: [
    {
      number: '1.2.5',
      title: 'Allowed services, protocols and ports are known and approved',
      helpedBy: [guardrail('require-tls')],
      remainder: DESIGN,
    },
    {
      number: '1.2.7',
      title: 'The settings of network controls are reviewed every six months',
      helpedBy: WATCHED,
      remainder: 'People review them. Alarms tell about changes in between.',
    },
    {
      number: '1.2.8',
      title: 'Settings of network controls are secured against changes',
      helpedBy: [...CLOSED, ...WATCHED],
      remainder: 'Who may change a network is decided by permission sets and roles of its account.',
    },
    {
      number: '1.3.1',
      title: 'Only traffic that is needed comes into the network of account data',
      helpedBy: [...CLOSED, alarm('security-group-changes')],
      remainder: DESIGN,
    },
    {
      number: '1.3.2',
      title: 'Only traffic that is needed leaves the network of account data',
      helpedBy: [...CLOSED, alarm('gateway-changes')],
      remainder: DESIGN,
    },
    {
      number: '1.4.1',
      title: 'Network controls are between trusted and untrusted networks',
      helpedBy: [...CLOSED, alarm('gateway-changes')],
      remainder: DESIGN,
    },
    {
      number: '1.4.2',
      title: 'Untrusted networks reach only what must be public',
      helpedBy: [...CLOSED, guardrail('deny-public-function-urls'), guardrail('block-public-buckets')],
      remainder: DESIGN,
    },
    {
      number: '1.4.3',
      title: 'Forged addresses do not enter trusted networks',
      remainder:
        'A VPC drops packets with a source address that is not theirs. Appliances need it switched off: their owner decides.',
    },
    {
      number: '1.4.4',
      title: 'Stored account data cannot be reached from untrusted networks',
      helpedBy: [
        ...CLOSED,
        guardrail('block-public-buckets'),
        guardrail('perimeter-trusted-identities'),
        stackSetting('external-access-analyzer'),
      ],
      remainder: DESIGN,
    },
    {
      number: '1.4.5',
      title: 'Only who needs them learns internal addresses and routes',
      helpedBy: CLOSED,
      remainder: DESIGN,
    },
    {
      number: '1.5.1',
      title: 'Devices that reach both networks are secured',
      remainder:
        "Laptops are outside of AWS: the device management is responsible. AWS's mapping measures networks instead.",
    },
    {
      number: '2.2.2',
      title: "Vendors' default accounts are removed or changed",
      helpedBy: [guardrail('deny-root-user'), stackSetting('central-root-access')],
      remainder: 'Default accounts of images, databases and appliances are the task of whoever installs them.',
    },
    {
      number: '2.2.4',
      title: 'Only services that are needed are enabled',
      helpedBy: [guardrail('deny-unapproved-regions'), guardrail('allow-images')],
      remainder: 'What runs on an instance or in a container is up to its owner.',
    },
    {
      number: '2.2.5',
      title: 'Insecure services and protocols are justified and made safer',
      helpedBy: [guardrail('require-tls')],
      remainder: 'Protocols of load balancers, databases and instances: the owner acts on the finding.',
    },
    {
      number: '2.2.6',
      title: 'Settings prevent misuse',
      helpedBy: [guardrail('enforce-imdsv2'), guardrail('block-public-images-and-snapshots')],
      remainder: 'Settings of what runs on instances and in containers are up to their owner.',
    },
    {
      number: '2.2.7',
      title: 'Administration over a network is encrypted',
      helpedBy: [guardrail('require-tls')],
      remainder: "AWS's own APIs take TLS only. Sessions on instances and databases: the owner acts on the finding.",
    },
  ],
};
