import { left } from './definition-outcome';
import {
  call,
  filter,
  FIRST_PAGE,
  hasMore,
  inOrder,
  type MachineCondition,
  type MachineFields,
  type MachineState,
  type MachineStates,
} from './definition-states';

/** A look for what shows that somebody uses a VPC. */
interface Look {
  /** The ending of the names of its states. */
  readonly name: string;
  /** Why a VPC with it is left. */
  readonly why: string;
  /** Keeps of the answer what the condition and the outcome need. */
  readonly steps: MachineStates;
  /** Holds if there is something, for what the look kept at the path. */
  readonly found: (path: string) => MachineCondition;
  /** What the outcome says more, for what the look kept at the path. */
  readonly said: (path: string) => MachineFields;
}

interface ListOptions {
  readonly why: string;
  readonly filters: readonly MachineFields[];
  /** The list of the answer, and what names one of it. */
  readonly list: string;
  readonly id: string;
  /** How many of them each VPC has from its beginning. Default: none. */
  readonly own?: number;
  /** Whether there may be very many, so that only a page is asked for. */
  readonly isLong?: boolean;
}

/** Things that EC2 lists by their VPC. */
function listed(name: string, { why, filters, list, id, own = 0, isLong = false }: ListOptions): Look {
  const page = isLong ? FIRST_PAGE : { parameters: {}, keep: {} };
  const keep = { 'ids.$': `$.${list}[*].${id}`, 'count.$': `States.ArrayLength($.${list})`, ...page.keep };
  const parameters = { Filters: filters, ...page.parameters };
  return {
    ...{ name, why },
    steps: inOrder({ [`LookFor${name}`]: call(`ec2:describe${operationOf(name)}`, parameters, { keep }) }),
    found: (path) => {
      const hasSome = { Variable: `${path}.count`, NumericGreaterThan: own };
      return isLong ? { Or: [hasSome, hasMore(path)] } : hasSome;
    },
    said: (path) => ({ 'found.$': `${path}.ids` }),
  };
}

/** Things that EC2 cannot list by their VPC, or not under a name that all SDKs share. */
function somewhere(name: string, { why, vpcs }: { readonly why: string; readonly vpcs: string }): Look {
  return {
    ...{ name, why },
    steps: inOrder({
      [`LookFor${name}`]: call(`ec2:describe${name}`, {}, { keep: { 'vpcs.$': vpcs }, at: '$.found' }),
      [`Compare${name}`]: { Type: 'Pass', Parameters: { 'isHere.$': 'States.ArrayContains($.found.vpcs, $.vpc)' } },
    }),
    found: (path) => ({ Variable: `${path}.isHere`, BooleanEquals: true }),
    said: () => ({}),
  };
}

/** Two looks ask the same of peering connections. */
function operationOf(name: string): string {
  return name.replace(/(?:Requested|Accepted)$/, '');
}

const vpcId = filter('vpc-id', '$.vpc');
const CONNECTED = {
  Name: 'status-code',
  Values: ['initiating-request', 'pending-acceptance', 'provisioning', 'active'],
};

/**
 * Each VPC has a main route table, a default network ACL and a default security group; a default VPC also has a default
 * subnet in each Availability Zone and an internet gateway. Whatever else it has, somebody made.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
 */
export const VPC_LOOKS: readonly Look[] = [
  listed('NetworkInterfaces', {
    why: 'it has network interfaces',
    ...{ filters: [vpcId], list: 'NetworkInterfaces', id: 'NetworkInterfaceId', isLong: true },
  }),
  listed('Subnets', {
    why: 'it has subnets that are not default ones',
    ...{ filters: [vpcId, filter('default-for-az', 'false')], list: 'Subnets', id: 'SubnetId' },
  }),
  listed('SecurityGroups', {
    why: 'it has security groups besides the default one',
    ...{ filters: [vpcId], list: 'SecurityGroups', id: 'GroupId', own: 1, isLong: true },
  }),
  listed('RouteTables', {
    why: 'it has route tables besides the main one',
    ...{ filters: [vpcId], list: 'RouteTables', id: 'RouteTableId', own: 1 },
  }),
  listed('NetworkAcls', {
    why: 'it has network ACLs besides the default one',
    ...{ filters: [vpcId, filter('default', 'false')], list: 'NetworkAcls', id: 'NetworkAclId' },
  }),
  listed('VpcEndpoints', {
    why: 'it has endpoints',
    ...{ filters: [vpcId], list: 'VpcEndpoints', id: 'VpcEndpointId', isLong: true },
  }),
  listed('VpcPeeringConnectionsRequested', {
    why: 'it has peering connections',
    filters: [filter('requester-vpc-info.vpc-id', '$.vpc'), CONNECTED],
    ...{ list: 'VpcPeeringConnections', id: 'VpcPeeringConnectionId' },
  }),
  listed('VpcPeeringConnectionsAccepted', {
    why: 'it has peering connections',
    filters: [filter('accepter-vpc-info.vpc-id', '$.vpc'), CONNECTED],
    ...{ list: 'VpcPeeringConnections', id: 'VpcPeeringConnectionId' },
  }),
  listed('VpnGateways', {
    why: 'it has a virtual private gateway',
    filters: [
      filter('attachment.vpc-id', '$.vpc'),
      { Name: 'attachment.state', Values: ['attaching', 'attached', 'detaching'] },
    ],
    ...{ list: 'VpnGateways', id: 'VpnGatewayId' },
  }),
  // A regional NAT gateway is in no subnet. The SDKs name the filters `Filter` or `Filters`.
  somewhere('NatGateways', {
    why: 'it has NAT gateways, or had one within the last hour',
    vpcs: '$.NatGateways[*].VpcId',
  }),
  somewhere('EgressOnlyInternetGateways', {
    why: 'it has an egress-only internet gateway',
    vpcs: '$.EgressOnlyInternetGateways[*].Attachments[*].VpcId',
  }),
];

/** Looks for all of them at once, and keeps what they found at `$.looks`, by their names. */
export function lookInto(looks: readonly Look[]): MachineState {
  return {
    Type: 'Parallel',
    Branches: looks.map(({ steps }) => steps),
    ResultSelector: Object.fromEntries(looks.map(({ name }, index) => [`${name}.$`, `$[${index}]`])),
    ResultPath: '$.looks',
  };
}

/** Where a VPC that is used goes. */
export function lookRules(looks: readonly Look[]): readonly { readonly if: MachineCondition; readonly next: string }[] {
  return looks.map(({ name, found }) => ({ if: found(`$.looks.${name}`), next: `VpcHas${name}` }));
}

/** The outcomes of `lookRules`. */
export function lookOutcomes(looks: readonly Look[], what: MachineFields): Readonly<Record<string, MachineState>> {
  return Object.fromEntries(
    looks.map(({ name, why, said }) => [`VpcHas${name}`, left({ ...what, why, ...said(`$.looks.${name}`) })]),
  );
}
