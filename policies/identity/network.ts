import { permissionSet } from '../core/permission-set';
import { deny } from '../core/statements';
import { CONFIGURATION_READS } from '../data/configuration-reads';
import { NETWORK_PLUMBING, NETWORK_SERVICES } from '../data/network-changes';
import { networkProbes } from '../probes/identity/network';
import { NO_API_KEYS, NO_DATA } from './denials';

/** Services whose own role AWS makes on first use. Each role is AWS's text, and only its service can assume it. */
const SERVICES = [
  'elasticloadbalancing.amazonaws.com',
  'network-firewall.amazonaws.com',
  'transitgateway.amazonaws.com',
  'vpc-lattice.amazonaws.com',
];

/** Whoever builds networks: everything that carries, filters and names traffic, and nothing that sends it. */
export const network = permissionSet({
  id: 'network',
  rationale:
    'One wrong route cuts off an account or opens it, so few people change networks, and they need nothing else: no machine, ' +
    'no role, no data. Copies of traffic would be data, so there is no mirroring.',
  references: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html',
  ],
  allows: [...CONFIGURATION_READS, NETWORK_PLUMBING, ...NETWORK_SERVICES],
  denies: () => [
    NO_API_KEYS,
    deny({
      Sid: 'ServiceRoles',
      Action: 'iam:CreateServiceLinkedRole',
      NotResource: SERVICES.map((service) => `arn:*:iam::*:role/aws-service-role/${service}/*`),
    }),
    // Tags decide about access: those of machines and disks are their team's, and those of flow logs say whose they are.
    deny({
      Sid: 'Tags',
      Action: ['ec2:CreateTags', 'ec2:DeleteTags'],
      Resource: ['image', 'instance', 'snapshot', 'volume', 'vpc-flow-log'].map((type) => `arn:*:ec2:*:*:${type}/*`),
    }),
    deny({
      Sid: 'PublicAccess',
      Action: [
        'ec2:CreateVpcBlockPublicAccessExclusion',
        'ec2:ModifyVpcBlockPublicAccessExclusion',
        'ec2:ModifyVpcBlockPublicAccessOptions',
      ],
      Resource: '*',
    }),
  ],
  refuses: NO_DATA,
  probes: networkProbes,
});
