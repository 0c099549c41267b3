import { Aws } from 'aws-cdk-lib';
import { AccountRootPrincipal, AnyPrincipal, ArnPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Encrypting, decrypting, and moving what another key encrypts to this one and back. */
const USE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

const GRANTS = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];

/** The path of the roles that only AWS Backup itself can take. The account that receives a copy fetches it with one. */
const SERVICE_LINKED = 'role/aws-service-role/backup.amazonaws.com/*';

/**
 * AWS Backup makes and restores recovery points with its role, and copies with its service-linked role, as far as their own
 * policies go. It makes grants for the services that hold the data, and for nobody else.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
 *
 * @param roles the path and name of its role; none: only its service-linked roles use the key
 */
export function useByAwsBackup(roles: readonly string[] = []): readonly PolicyStatement[] {
  const arns = [...roles.map((role) => `role${role}`), SERVICE_LINKED];
  const who = { ArnLike: { 'aws:PrincipalArn': arns.map((role) => `arn:aws:iam::${Aws.ACCOUNT_ID}:${role}`) } };
  return use('Backup', () => [new AccountRootPrincipal()], who);
}

/**
 * Whoever deploys the vault gives its key to AWS Backup.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html
 */
export function useForVault(deployers: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'Vault',
    principals: [new AccountRootPrincipal()],
    actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'kms:RetireGrant'],
    resources: ['*'],
    conditions: { ArnLike: { 'aws:PrincipalArn': [...deployers] } },
  });
}

/**
 * Accounts fetch copies of what the key encrypts: AWS Backup does, with the service-linked role that it has there.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
 *
 * @param accounts numbers
 */
export function useForCopiesTo(accounts: readonly string[]): readonly PolicyStatement[] {
  const who = {
    ArnLike: { 'aws:PrincipalArn': accounts.map((account) => `arn:aws:iam::${account}:${SERVICE_LINKED}`) },
  };
  return use('Copies', () => accounts.map((account) => new ArnPrincipal(`arn:aws:iam::${account}:root`)), who);
}

/** The same for every account of the organization: a copy must come back to where a restore is wanted. */
export function useForCopiesInside(organizationId: string): readonly PolicyStatement[] {
  return use('Copies', () => [new AnyPrincipal()], {
    StringEquals: { 'aws:PrincipalOrgID': organizationId },
    ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:${SERVICE_LINKED}` },
  });
}

/** Grants only for services of AWS, and for what they store. */
function use(
  sid: string,
  principals: () => PolicyStatement['principals'],
  who: Conditions,
): readonly PolicyStatement[] {
  return [
    new PolicyStatement({ sid, principals: principals(), actions: USE, resources: ['*'], conditions: { ...who } }),
    new PolicyStatement({
      sid: `${sid}Grants`,
      principals: principals(),
      actions: GRANTS,
      resources: ['*'],
      conditions: { ...who, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ];
}

/** The service-linked roles with which AWS starts instances for an account. */
const STARTING_INSTANCES = ['autoscaling', 'ec2fleet', 'spot', 'spotfleet'];

/**
 * Everybody in the account whom EBS or RDS serves uses the key by them, as it is with AWS's own keys `aws/ebs` and `aws/rds`:
 * no policy of a role has to name the key, that of a service-linked role least of all. Of the latter, those that start
 * instances are also named by themselves, because AWS documents for Auto Scaling a statement without `kms:ViaService`.
 *
 * Sources: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service,
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html and
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function useByVolumesAndDatabases(): readonly PolicyStatement[] {
  const here = { 'kms:CallerAccount': Aws.ACCOUNT_ID };
  const roles = STARTING_INSTANCES.map(
    (service) => `arn:aws:iam::${Aws.ACCOUNT_ID}:role/aws-service-role/${service}.amazonaws.com/*`,
  );
  return [
    new PolicyStatement({
      sid: 'Storage',
      principals: [new AnyPrincipal()],
      actions: [...USE, 'kms:CreateGrant', 'kms:ListGrants'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          ...here,
          'kms:ViaService': ['ec2', 'rds'].map((service) => `${service}.${Aws.REGION}.amazonaws.com`),
        },
      },
    }),
    ...use('Instances', () => [new AnyPrincipal()], {
      StringEquals: here,
      ArnLike: { 'aws:PrincipalArn': roles },
    }),
  ];
}
