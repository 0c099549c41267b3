import { arnMatches } from '../../../lib/iam/patterns/glob';
import { denied, possible, type Probe, type ProbePlace } from '../../core/probe';
import { arnElsewhere, arnsAround, sampleArn } from '../sample-arn';
import { callProbes } from './calls';
import { person } from './people-calls';
import { PLUMBING_CALLS } from './plumbing-calls';
import { apiKeyProbes } from './read-only';

export function networkProbes(place: ProbePlace): readonly Probe[] {
  return [
    ...callProbes(
      'network',
      {
        may: { ec2: `${PLUMBING_CALLS} ${FILTERS}`, ...MAY },
        mayNot: MAY_NOT,
        readsConfiguration: true,
        services: SERVICES,
      },
      place,
    ),
    ...apiKeyProbes('network', place),
    ...serviceRoleProbes(place),
    ...tagProbes(place),
  ];
}

const SERVICES = [
  ...['directconnect', 'elasticloadbalancing', 'globalaccelerator', 'network-firewall', 'networkmanager', 'route53'],
  ...['route53resolver', 'vpc-lattice'],
];

const FILTERS =
  'AllocateAddress AssociateAddress AssociateSecurityGroupVpc AuthorizeSecurityGroupIngress CreateFlowLogs ' +
  'CreateNetworkInsightsPath CreateSecurityGroup DeleteNetworkInsightsPath DeleteSecurityGroup DisassociateAddress ' +
  'DisassociateSecurityGroupVpc GetNetworkInsightsAccessScopeContent ModifyAddressAttribute ModifySecurityGroupRules ' +
  'ReleaseAddress RevokeSecurityGroupEgress SearchTransitGatewayMulticastGroups StartNetworkInsightsAnalysis ' +
  'UpdateSecurityGroupRuleDescriptionsIngress';

const MAY = {
  directconnect: 'CreateConnection DescribeVirtualInterfaces',
  elasticloadbalancing: 'CreateLoadBalancer DeregisterTargets',
  globalaccelerator: 'CreateAccelerator',
  'network-firewall': 'UpdateFirewallPolicy',
  networkmanager: 'PutCoreNetworkPolicy',
  route53: 'ChangeResourceRecordSets CreateHostedZone',
  route53resolver: 'CreateResolverRule',
  'vpc-lattice': 'CreateService',
};

/** Machines and their interfaces, copies of traffic, records of it, and the switch against public access. */
const MAY_NOT = {
  ec2:
    'AcceptReservedInstancesExchangeQuote AllocateHosts AssociateIamInstanceProfile AttachNetworkInterface ' +
    'CreateInstanceConnectEndpoint CreateNetworkInterface CreateTrafficMirrorSession CreateVolume ' +
    'CreateVpcBlockPublicAccessExclusion DeleteFlowLogs DisableImageBlockPublicAccess EnableSerialConsoleAccess ' +
    'GetConsoleOutput ModifyInstanceAttribute ModifyNetworkInterfaceAttribute ModifyVpcBlockPublicAccessExclusion ' +
    'ModifyVpcBlockPublicAccessOptions ReplaceIamInstanceProfileAssociation RunInstances',
  iam: 'CreateServiceSpecificCredential DeleteServiceLinkedRole',
  ram: 'CreateResourceShare',
  route53domains: 'TransferDomain UpdateDomainNameservers',
};

/** Roles that AWS makes for services that carry traffic. */
function serviceRoleProbes(place: ProbePlace): readonly Probe[] {
  const services = ['elasticloadbalancing', 'network-firewall', 'transitgateway', 'vpc-lattice'];
  const patterns = services.map((service) => `arn:*:iam::*:role/aws-service-role/${service}.amazonaws.com/*`);
  const call = (resource: string) => ({
    principal: person('network', place),
    action: 'iam:CreateServiceLinkedRole',
    resource,
  });
  const arns = [
    ...patterns.flatMap((pattern) => [sampleArn(pattern, place), arnElsewhere(pattern, place)]),
    ...arnsAround(patterns, place),
    ...['autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling', 'sso.amazonaws.com/AWSServiceRoleForSSO'].map(
      (role) => `arn:aws:iam::${place.account}:role/aws-service-role/${role}`,
    ),
  ];
  return [...new Set(arns)].map((arn) =>
    patterns.some((pattern) => arnMatches(pattern, arn))
      ? possible(`network makes the role ${arn}`, call(arn))
      : denied(`network makes the role ${arn}`, call(arn)),
  );
}

/** Tags of networks, and none of what belongs to others. */
function tagProbes(place: ProbePlace): readonly Probe[] {
  const principal = person('network', place);
  const others = ['image', 'instance', 'snapshot', 'volume', 'vpc-flow-log'];
  const patterns = others.map((type) => `arn:*:ec2:*:*:${type}/*`);
  const arn = (type: string): string => `arn:aws:ec2:eu-central-1:${place.account}:${type}/x-1`;
  return [
    possible('network records traffic', { principal, action: 'ec2:CreateFlowLogs', resource: arn('vpc-flow-log') }),
    ...['CreateTags', 'DeleteTags'].flatMap((name) => [
      ...['vpc', 'subnet', 'route-table', 'security-group', 'transit-gateway', 'elastic-ip', 'vpn-gateway'].map(
        (type) =>
          possible(`network calls ${name} on a ${type}`, { principal, action: `ec2:${name}`, resource: arn(type) }),
      ),
      ...others.map((type) =>
        denied(`network calls ${name} on a ${type}`, { principal, action: `ec2:${name}`, resource: arn(type) }),
      ),
    ]),
    ...[...patterns.map((pattern) => arnElsewhere(pattern, place)), ...arnsAround(patterns, place)].map((resource) =>
      patterns.some((pattern) => arnMatches(pattern, resource))
        ? denied(`network tags ${resource}`, { principal, action: 'ec2:CreateTags', resource })
        : possible(`network tags ${resource}`, { principal, action: 'ec2:CreateTags', resource }),
    ),
  ];
}
