import {
  GetAlternateContactCommand,
  ResourceNotFoundException,
  type AlternateContactType,
} from '@aws-sdk/client-account';
import {
  DescribeInternetGatewaysCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  GetEbsDefaultKmsKeyIdCommand,
  GetEbsEncryptionByDefaultCommand,
} from '@aws-sdk/client-ec2';
import { GetAccountPasswordPolicyCommand, NoSuchEntityException } from '@aws-sdk/client-iam';
import type { FinisherClients } from './clients';

/** What the services themselves say of what the finisher changes, each as a text. */
export type State = Readonly<Record<Setting, string>>;

export const SETTINGS = [
  'encryption by default',
  'key by default',
  'default VPC',
  'rules of default security groups',
  'password policy',
  'alternate contacts',
] as const;

export type Setting = (typeof SETTINGS)[number];

const NONE = 'none';

export async function readState(clients: FinisherClients): Promise<State> {
  const { ec2 } = clients;
  const { EbsEncryptionByDefault } = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
  const { KmsKeyId = '' } = await ec2.send(new GetEbsDefaultKmsKeyIdCommand({}));
  return {
    'encryption by default': EbsEncryptionByDefault === true ? 'on' : 'off',
    'key by default': KmsKeyId,
    'default VPC': await defaultVpc(clients),
    'rules of default security groups': await rules(clients),
    'password policy': await passwordPolicy(clients),
    'alternate contacts': await contacts(clients),
  };
}

async function defaultVpc({ ec2 }: FinisherClients): Promise<string> {
  const { Vpcs = [] } = await ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
  );
  const [vpc] = Vpcs;
  const id = vpc?.VpcId;
  if (id === undefined) return NONE;
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [id] }] }));
  const { InternetGateways = [] } = await ec2.send(
    new DescribeInternetGatewaysCommand({ Filters: [{ Name: 'attachment.vpc-id', Values: [id] }] }),
  );
  return `${id}, subnets: ${Subnets.length}, gateways: ${InternetGateways.length}`;
}

async function rules({ ec2 }: FinisherClients): Promise<string> {
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: ['default'] }] }),
  );
  const counts: string[] = [];
  for (const { GroupId = '' } of SecurityGroups) {
    const { SecurityGroupRules = [] } = await ec2.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId] }] }),
    );
    counts.push(`${GroupId}: ${SecurityGroupRules.length}`);
  }
  return counts.length === 0 ? NONE : counts.sort().join(', ');
}

async function passwordPolicy({ iam }: FinisherClients): Promise<string> {
  try {
    const { PasswordPolicy = {} } = await iam.send(new GetAccountPasswordPolicyCommand({}));
    const { MinimumPasswordLength, PasswordReusePrevention, ...rest } = PasswordPolicy as Record<string, unknown>;
    const demands = Object.entries(rest).flatMap(([name, value]) =>
      value === true && name.startsWith('Require') ? [name.replace(/^Require/, '')] : [],
    );
    return `length ${String(MinimumPasswordLength)}, reuse ${String(PasswordReusePrevention)}, ${demands.sort().join(' ')}`;
  } catch (error) {
    if (error instanceof NoSuchEntityException) return NONE;
    throw error;
  }
}

const TYPES: readonly AlternateContactType[] = ['SECURITY', 'OPERATIONS', 'BILLING'];

async function contacts({ account }: FinisherClients): Promise<string> {
  const found: string[] = [];
  for (const type of TYPES)
    try {
      const { AlternateContact: contact } = await account.send(
        new GetAlternateContactCommand({ AlternateContactType: type }),
      );
      found.push(contactText({ ...contact, AlternateContactType: type }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  return found.length === 0 ? NONE : found.join('; ');
}

/** A contact, as the state shows it. */
export function contactText(contact: Readonly<Record<string, unknown>>): string {
  return ['AlternateContactType', 'Name', 'Title', 'EmailAddress', 'PhoneNumber']
    .map((field) => String(contact[field]))
    .join(' ');
}
