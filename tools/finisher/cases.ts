import { PutAlternateContactCommand } from '@aws-sdk/client-account';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { CreateAliasCommand, CreateKeyCommand } from '@aws-sdk/client-kms';
import type { Definition } from '../../constructs/finisher/definition';
import { BACKUP } from '../../lib/model/names';
import type { FinisherClients } from './clients';
import { withStates } from './read-definition';
import type { Setting } from './read-state';

/** What an account is like before, and what must be so after it is finished. */
export interface Case {
  readonly title: string;
  /** The home Region, or another one. */
  readonly isHome: boolean;
  /** What somebody did in the account before. */
  readonly prepare?: (clients: FinisherClients) => Promise<void>;
  readonly edit?: (definition: Definition) => Definition;
  /** Settings that stay as they are; the others change. */
  readonly stays: readonly Setting[];
  /** What the report must say of what was left, such as `default VPC: it has network interfaces`. */
  readonly says?: readonly string[];
  /** What must have failed; default: nothing. */
  readonly fails?: string;
}

const KEY: Setting = 'key by default';
const VPC: Setting = 'default VPC';
const GROUPS: Setting = 'rules of default security groups';

/** The cases, for a definition: without contacts in it, none are set. */
export function casesFor(definition: Definition): readonly Case[] {
  const hasContacts = JSON.stringify(definition).includes('account:putAlternateContact');
  const contacts: readonly Setting[] = hasContacts ? [] : ['alternate contacts'];
  return [
    { title: 'A new account', isHome: true, stays: [KEY, ...contacts] },
    {
      title: 'A new account, another Region',
      isHome: false,
      stays: [KEY, 'password policy', 'alternate contacts'],
      says: ['password policy: set in'],
    },
    {
      title: 'A network interface in the default VPC',
      isHome: false,
      prepare: async (clients) => {
        const SubnetId = await aSubnet(clients, await theDefaultVpc(clients));
        await clients.ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }));
      },
      stays: [KEY, VPC, GROUPS, 'password policy', 'alternate contacts'],
      says: ['default VPC: it has network interfaces', 'default security group: network interfaces use it'],
    },
    {
      title: 'A security group in the default VPC',
      isHome: false,
      prepare: async (clients) => {
        const VpcId = await theDefaultVpc(clients);
        await clients.ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName: 'own', Description: 'own' }));
      },
      stays: [KEY, VPC, 'password policy', 'alternate contacts'],
      says: ['default VPC: it has security groups besides the default one'],
    },
    {
      title: 'A further subnet in the default VPC',
      isHome: false,
      prepare: async (clients) => {
        const VpcId = await theDefaultVpc(clients);
        await clients.ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '172.31.240.0/24' }));
      },
      stays: [KEY, VPC, 'password policy', 'alternate contacts'],
      says: ['default VPC: it has subnets that are not default ones'],
    },
    {
      title: 'A default security group that an interface uses',
      isHome: false,
      prepare: useDefaultSecurityGroup,
      // Its rules stay; the default VPC's group goes.
      stays: [KEY, 'password policy', 'alternate contacts'],
      says: ['default security group: network interfaces use it'],
    },
    ...(hasContacts ? [otherContacts] : []),
    {
      title: `A key with ${BACKUP.ebsKey}`,
      isHome: false,
      prepare: async ({ kms }) => {
        const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
        await kms.send(new CreateAliasCommand({ AliasName: BACKUP.ebsKey, TargetKeyId: KeyMetadata?.KeyId }));
      },
      stays: ['password policy', 'alternate contacts'],
    },
    {
      title: 'IAM refuses the password policy',
      isHome: true,
      edit: refused,
      stays: [KEY, 'password policy', ...contacts],
      fails: 'password policy',
    },
  ];
}

const otherContacts: Case = {
  title: 'Contacts with other values',
  isHome: true,
  prepare: async ({ account }) => {
    const other = { Name: 'Other', Title: 'Other', EmailAddress: 'other@example.com', PhoneNumber: '+1 555 0100' };
    for (const AlternateContactType of ['SECURITY', 'BILLING'] as const)
      await account.send(new PutAlternateContactCommand({ AlternateContactType, ...other }));
  },
  stays: [KEY],
};

/** A VPC whose default group has an interface, and one more rule. */
async function useDefaultSecurityGroup(clients: FinisherClients): Promise<void> {
  const { ec2 } = clients;
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId;
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }));
  const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: Subnet?.SubnetId }));
  const GroupId = NetworkInterface?.Groups?.[0]?.GroupId;
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  // Another one, whose default group nothing uses.
  await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }));
}

/** Passwords so long that IAM refuses them, and each call is made once. */
function refused(definition: Definition): Definition {
  return withStates(definition, (name, state) => ({
    ...state,
    ...(state.Type === 'Task' ? { Retry: [] } : {}),
    ...(name === 'SetPasswordPolicy' ? { Parameters: { MinimumPasswordLength: 200 } } : {}),
  }));
}

async function theDefaultVpc({ ec2 }: FinisherClients): Promise<string> {
  const { Vpcs = [] } = await ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
  );
  const id = Vpcs[0]?.VpcId;
  if (id === undefined) throw new Error('moto has no default VPC');
  return id;
}

async function aSubnet({ ec2 }: FinisherClients, vpc: string): Promise<string> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] }));
  const id = Subnets[0]?.SubnetId;
  if (id === undefined) throw new Error(`${vpc} has no subnet`);
  return id;
}
