import type { ConfigRule } from './config-rule';
import {
  INTERNET_PATHS,
  KEY_MANAGEMENT,
  NETWORK_CONTROLS,
  SECURE_PROTOCOLS,
  WEB_FIREWALLS,
  ENCRYPTION_IN_TRANSIT,
} from './pci-requirements';
import { row } from './row';

/** VPCs, gateways, firewalls and load balancers. */
export const NETWORK_RULES = {
  API_GW_ENDPOINT_TYPE_CHECK: row(
    'region',
    'change',
    { pci: INTERNET_PATHS },
    { parameters: { endpointConfigurationTypes: 'REGIONAL, PRIVATE, EDGE' } },
  ),
  APPSYNC_ASSOCIATED_WITH_WAF: row(
    'region',
    'periodic',
    { pci: [...NETWORK_CONTROLS, ...WEB_FIREWALLS] },
    { optionalParameters: ['wafWebAclARNs'] },
  ),
  EC2_CLIENT_VPN_NOT_AUTHORIZE_ALL: row(
    'region',
    'periodic',
    { pci: NETWORK_CONTROLS },
    { unavailableIn: ['ap-northeast-3'] },
  ),
  EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED: row(
    'region',
    'change',
    { pci: ['1.4.5'] },
    { optionalParameters: ['exemptedLaunchTemplates'] },
  ),
  EC2_TRANSIT_GATEWAY_AUTO_VPC_ATTACH_DISABLED: row(
    'region',
    'change',
    { pci: NETWORK_CONTROLS },
    { unavailableIn: ['ap-northeast-3'] },
  ),
  EKS_ENDPOINT_NO_PUBLIC_ACCESS: row('region', 'periodic', { pci: NETWORK_CONTROLS }),
  ELB_ACM_CERTIFICATE_REQUIRED: row(
    'region',
    'change',
    { pci: [...new Set([...NETWORK_CONTROLS, ...KEY_MANAGEMENT, ...ENCRYPTION_IN_TRANSIT])] },
    { unavailableIn: ['ap-northeast-3'] },
  ),
  /** Evaluated on changes and once a day. */
  INCOMING_SSH_DISABLED: row('region', 'change', { pci: NETWORK_CONTROLS }),
  INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY: row(
    'region',
    'change',
    { pci: INTERNET_PATHS },
    { optionalParameters: ['AuthorizedVpcIds'] },
  ),
  NACL_NO_UNRESTRICTED_SSH_RDP: row('region', 'change', { cis: ['5.2'], pci: NETWORK_CONTROLS }),
  NETFW_POLICY_DEFAULT_ACTION_FRAGMENT_PACKETS: row(
    'region',
    'change',
    { pci: [...NETWORK_CONTROLS, '1.4.3'] },
    { parameters: { statelessFragmentDefaultActions: 'aws:drop,aws:forward_to_sfe' } },
  ),
  NETFW_POLICY_DEFAULT_ACTION_FULL_PACKETS: row(
    'region',
    'change',
    { pci: ['1.4.3'] },
    { parameters: { statelessDefaultActions: 'aws:drop,aws:forward_to_sfe' } },
  ),
  /** Of EC2-Classic: AWS offers it in the Regions that had that. */
  RDS_DB_SECURITY_GROUP_NOT_ALLOWED: row(
    'region',
    'change',
    { pci: NETWORK_CONTROLS },
    {
      unavailableIn: [
        'ap-northeast-2',
        'ap-northeast-3',
        'ap-south-1',
        'ca-central-1',
        'eu-central-1',
        'eu-north-1',
        'eu-west-2',
        'eu-west-3',
        'us-east-2',
      ],
    },
  ),
  REDSHIFT_ENHANCED_VPC_ROUTING_ENABLED: row('region', 'change', {
    pci: ['1.3.1', '1.3.2', '1.4.1', '1.4.2', '1.4.4'],
  }),
  TRANSFER_FAMILY_SERVER_NO_FTP: row('region', 'periodic', { pci: SECURE_PROTOCOLS }),
  VPC_DEFAULT_SECURITY_GROUP_CLOSED: row('region', 'change', { cis: ['5.5'] }),
  /** With port 445 for CIFS. CIS wants that open to trusted networks only; the rule finds it open to the whole internet. */
  VPC_SG_PORT_RESTRICTION_CHECK: row(
    'region',
    'periodic',
    { cis: ['5.1.2', '5.3', '5.4'] },
    {
      parameters: { restrictPorts: '22,445,3389' },
      optionalParameters: ['excludeExternalSecurityGroups', 'ipType', 'protocolType'],
    },
  ),
  WAFV2_RULEGROUP_NOT_EMPTY: row('region', 'change', { pci: WEB_FIREWALLS }),
  WAFV2_WEBACL_NOT_EMPTY: row('region', 'change', { pci: WEB_FIREWALLS }),
} satisfies Readonly<Record<string, ConfigRule>>;
