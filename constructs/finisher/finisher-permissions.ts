import type { PolicyStatementProps } from 'aws-cdk-lib/aws-iam';

/** On what a role may call an action. */
interface Reach {
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const EVERYTHING: Reach = { resources: ['*'] };

/** Whatever the Region. */
function inEc2(account: string, ...types: readonly string[]): Reach {
  return { resources: types.map((type) => `arn:aws:ec2:*:${account}:${type}/*`) };
}

/** The own account, as a member of no organization would name it. */
function ownAccount(account: string): Reach {
  return { resources: [`arn:aws:account::${account}:account`] };
}

/**
 * What the finisher may change, and on what: the narrowest that AWS defines. Those with `EVERYTHING` have no resource at AWS:
 * they are settings of the account, or of the account and Region. Whether a key's alias exists is asked with
 * `kms:DescribeKey`: if it does not, KMS says so without looking at permissions.
 *
 * Sources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html,
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-request-alias and
 * https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-kms/pull/60
 */
function reachOf(action: string, { account, ebsKeyAlias }: FinisherPlace): Reach | undefined {
  switch (action) {
    case 'account:GetAlternateContact':
    case 'account:PutAlternateContact':
      return ownAccount(account);
    case 'ec2:EnableEbsEncryptionByDefault':
    case 'ec2:ModifyEbsDefaultKmsKeyId':
    case 'iam:UpdateAccountPasswordPolicy':
      return EVERYTHING;
    case 'ec2:DeleteSubnet':
      return inEc2(account, 'subnet');
    case 'ec2:DetachInternetGateway':
      return inEc2(account, 'internet-gateway', 'vpc');
    case 'ec2:DeleteInternetGateway':
      return inEc2(account, 'internet-gateway');
    case 'ec2:DeleteVpc':
      return inEc2(account, 'vpc');
    case 'ec2:RevokeSecurityGroupEgress':
    case 'ec2:RevokeSecurityGroupIngress':
      return inEc2(account, 'security-group');
    case 'kms:DescribeKey':
      return {
        resources: [`arn:aws:kms:*:${account}:key/*`],
        conditions: { StringEquals: { 'kms:RequestAlias': ebsKeyAlias } },
      };
    default:
      // What only reads settings of EC2, of IAM's password policy, or aliases: AWS defines no resource for these.
      return /^ec2:(?:Describe|Get)|^iam:GetAccountPasswordPolicy$|^kms:ListAliases$/.test(action)
        ? EVERYTHING
        : undefined;
  }
}

export interface FinisherPlace {
  readonly account: string;
  /** The alias of the key that may encrypt EBS. */
  readonly ebsKeyAlias: string;
}

/**
 * The policy statements by which a role may call actions, and nothing else: one for each reach.
 *
 * @throws for an action for which no reach is written down, so that a new call of the definition is thought about
 */
export function finisherStatements(actions: readonly string[], place: FinisherPlace): readonly PolicyStatementProps[] {
  const byReach = new Map<string, { readonly reach: Reach; readonly actions: string[] }>();
  for (const action of [...new Set(actions)].sort()) {
    const reach = reachOf(action, place);
    if (reach === undefined) throw new Error(`say in finisher-permissions.ts on what the finisher may call ${action}`);
    const key = JSON.stringify(reach);
    const entry = byReach.get(key) ?? { reach, actions: [] };
    entry.actions.push(action);
    byReach.set(key, entry);
  }
  return [...byReach.values()].map(({ reach: { resources, conditions }, actions: together }) => ({
    actions: together,
    resources: [...resources],
    ...(conditions === undefined ? {} : { conditions }),
  }));
}
