import { StateError, type Json } from './paths';
import type { Call } from './run-definition';

/** Things of EC2 that only matter for being there, by the operation that lists them. */
export type Others = Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>;

/** An account in a Region, as far as the finisher sees it. Calls change it. */
export interface FakeAccount {
  encrypted: boolean;
  defaultKey: string;
  /** The key of `alias/rampart-ebs`. */
  key: { readonly Arn: string; readonly KeyState: string } | null;
  vpcs: readonly string[];
  subnets: readonly Readonly<{ SubnetId: string; DefaultForAz: boolean }>[];
  gateways: readonly Readonly<{ InternetGatewayId: string; attached: boolean }>[];
  interfaces: readonly Readonly<{ NetworkInterfaceId: string; subnet: string; groups: readonly string[] }>[];
  groups: readonly Readonly<{ GroupId: string; GroupName: string; vpc: string }>[];
  rules: readonly Readonly<{ SecurityGroupRuleId: string; IsEgress: boolean; group: string }>[];
  others: Others;
  passwordPolicy: Readonly<Record<string, Json>> | null;
  contacts: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

export const VPC = 'vpc-default';

/** As AWS makes it. */
export function newAccount(overrides: Partial<FakeAccount> = {}): FakeAccount {
  return {
    encrypted: false,
    defaultKey: 'arn:aws:kms:eu-central-1:111111111111:key/of-aws',
    key: null,
    vpcs: [VPC],
    subnets: ['a', 'b', 'c'].map((zone) => ({ SubnetId: `subnet-${zone}`, DefaultForAz: true })),
    gateways: [{ InternetGatewayId: 'igw-default', attached: true }],
    interfaces: [],
    groups: [{ GroupId: 'sg-default', GroupName: 'default', vpc: VPC }],
    rules: [
      { SecurityGroupRuleId: 'sgr-in', IsEgress: false, group: 'sg-default' },
      { SecurityGroupRuleId: 'sgr-out', IsEgress: true, group: 'sg-default' },
    ],
    others: { describeRouteTables: [{ RouteTableId: 'rtb-main' }] },
    passwordPolicy: null,
    contacts: {},
    ...overrides,
  };
}

/** Answers calls like AWS, and refuses what others still depend on. */
export function answerOf(account: FakeAccount): (call: Call) => Json {
  return ({ operation, parameters }) => {
    const answer = ANSWERS[operation];
    if (answer === undefined) throw new Error(`a call that nobody expects: ${operation}`);
    return answer(account, parameters);
  };
}

type Answer = (account: FakeAccount, parameters: Call['parameters']) => Json;

interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

function valueOf(parameters: Call['parameters'], name: string): string | undefined {
  const { Filters = [] } = parameters as { readonly Filters?: readonly Filter[] };
  return Filters.find(({ Name }) => Name === name)?.Values[0];
}

function refuse(message: string): never {
  throw new StateError('Ec2.Ec2Exception', message);
}

/** Lists what an operation lists besides, for the one VPC. */
function others(operation: string, list: string): Readonly<Record<string, Answer>> {
  return { [`ec2:${operation}`]: ({ others: all }) => ({ [list]: all[operation] ?? [] }) };
}

const LISTS: Readonly<Record<string, Answer>> = {
  ...others('describeRouteTables', 'RouteTables'),
  ...others('describeNetworkAcls', 'NetworkAcls'),
  ...others('describeVpcEndpoints', 'VpcEndpoints'),
  ...others('describeVpnGateways', 'VpnGateways'),
  ...others('describeNatGateways', 'NatGateways'),
  ...others('describeEgressOnlyInternetGateways', 'EgressOnlyInternetGateways'),
  'ec2:describeVpcPeeringConnections': ({ others: all }, parameters) => ({
    VpcPeeringConnections: (all['describeVpcPeeringConnections'] ?? []).filter(
      ({ side }) => valueOf(parameters, `${String(side)}-vpc-info.vpc-id`) === VPC,
    ),
  }),
};

const VPCS: Readonly<Record<string, Answer>> = {
  'ec2:describeVpcs': ({ vpcs }) => ({ Vpcs: vpcs.map((VpcId) => ({ VpcId })) }),
  'ec2:describeSubnets': ({ subnets }, parameters) => ({
    Subnets: subnets.filter(({ DefaultForAz }) => valueOf(parameters, 'default-for-az') === undefined || !DefaultForAz),
  }),
  'ec2:deleteSubnet': (account, { SubnetId }) => {
    if (account.interfaces.some(({ subnet }) => subnet === SubnetId)) refuse(`${String(SubnetId)} has dependencies`);
    account.subnets = account.subnets.filter((subnet) => subnet.SubnetId !== SubnetId);
    return {};
  },
  'ec2:describeInternetGateways': ({ gateways }) => ({ InternetGateways: gateways.filter(({ attached }) => attached) }),
  'ec2:detachInternetGateway': (account, { InternetGatewayId }) => {
    account.gateways = account.gateways.map((gateway) =>
      gateway.InternetGatewayId === InternetGatewayId ? { ...gateway, attached: false } : gateway,
    );
    return {};
  },
  'ec2:deleteInternetGateway': (account, { InternetGatewayId }) => {
    const [gateway] = account.gateways.filter((one) => one.InternetGatewayId === InternetGatewayId);
    if (gateway?.attached !== false) refuse(`${String(InternetGatewayId)} is attached`);
    account.gateways = account.gateways.filter((one) => one !== gateway);
    return {};
  },
  'ec2:deleteVpc': (account, { VpcId }) => {
    const isUsed = account.subnets.length > 0 || account.gateways.some(({ attached }) => attached);
    if (isUsed) refuse(`${String(VpcId)} has dependencies`);
    account.vpcs = account.vpcs.filter((vpc) => vpc !== VpcId);
    account.groups = account.groups.filter(({ vpc }) => vpc !== VpcId);
    return {};
  },
};

const GROUPS: Readonly<Record<string, Answer>> = {
  'ec2:describeSecurityGroups': ({ groups }, parameters) => {
    const [name, vpc] = [valueOf(parameters, 'group-name'), valueOf(parameters, 'vpc-id')];
    return {
      SecurityGroups: groups.filter(
        (group) => (name ?? group.GroupName) === group.GroupName && (vpc ?? group.vpc) === group.vpc,
      ),
    };
  },
  'ec2:describeNetworkInterfaces': ({ interfaces, vpcs }, parameters) => {
    const [group, vpc] = [valueOf(parameters, 'group-id'), valueOf(parameters, 'vpc-id')];
    return {
      NetworkInterfaces: interfaces.filter(({ groups }) =>
        group === undefined ? vpcs.includes(vpc ?? '') : groups.includes(group),
      ),
    };
  },
  'ec2:describeSecurityGroupRules': ({ rules }, parameters) => ({
    SecurityGroupRules: rules.filter(({ group }) => group === valueOf(parameters, 'group-id')),
  }),
  'ec2:revokeSecurityGroupIngress': (account, parameters) => revoke(account, parameters, false),
  'ec2:revokeSecurityGroupEgress': (account, parameters) => revoke(account, parameters, true),
};

function revoke(account: FakeAccount, { GroupId, SecurityGroupRuleIds }: Call['parameters'], isEgress: boolean): Json {
  const ids = SecurityGroupRuleIds as readonly string[];
  const found = account.rules.filter(
    ({ group, IsEgress, SecurityGroupRuleId }) =>
      group === GroupId && IsEgress === isEgress && ids.includes(SecurityGroupRuleId),
  );
  if (ids.length === 0 || found.length !== ids.length) refuse(`no such rules of ${String(GroupId)}`);
  account.rules = account.rules.filter((rule) => !found.includes(rule));
  return { Return: true };
}

const SETTINGS: Readonly<Record<string, Answer>> = {
  'ec2:getEbsEncryptionByDefault': ({ encrypted }) => ({ EbsEncryptionByDefault: encrypted }),
  'ec2:enableEbsEncryptionByDefault': (account) => {
    account.encrypted = true;
    return { EbsEncryptionByDefault: true };
  },
  'ec2:getEbsDefaultKmsKeyId': ({ defaultKey }) => ({ KmsKeyId: defaultKey }),
  'ec2:modifyEbsDefaultKmsKeyId': (account, { KmsKeyId }) => {
    account.defaultKey = String(KmsKeyId);
    return { KmsKeyId };
  },
  'kms:describeKey': ({ key }, { KeyId }) => {
    if (key === null || KeyId !== 'alias/rampart-ebs')
      throw new StateError('Kms.NotFoundException', `Alias ${String(KeyId)} is not found.`);
    return { KeyMetadata: key };
  },
  'iam:getAccountPasswordPolicy': ({ passwordPolicy }) => {
    if (passwordPolicy === null) throw new StateError('Iam.NoSuchEntityException', 'there is no policy');
    return { PasswordPolicy: passwordPolicy };
  },
  'iam:updateAccountPasswordPolicy': (account, parameters) => {
    account.passwordPolicy = parameters;
    return {};
  },
  'account:getAlternateContact': ({ contacts }, { AlternateContactType }) => {
    const contact = contacts[String(AlternateContactType)];
    if (contact === undefined) throw new StateError('Account.ResourceNotFoundException', 'there is no such contact');
    return { AlternateContact: contact };
  },
  'account:putAlternateContact': (account, parameters) => {
    account.contacts = { ...account.contacts, [String(parameters['AlternateContactType'])]: parameters };
    return {};
  },
};

const ANSWERS: Readonly<Record<string, Answer>> = { ...LISTS, ...VPCS, ...GROUPS, ...SETTINGS };
