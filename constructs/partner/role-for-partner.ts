import { Duration } from 'aws-cdk-lib';
import { ArnPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { PartnerRole } from '../../lib/model/organization';
import type { PathAndName } from '../application/application-role';
import { PermissionSetRole, type RolePermissions } from '../baseline/permission-set-role';

/** Who assumes the role, and how. */
type Trusted = Pick<PartnerRole, 'account' | 'role' | 'externalId' | 'mfa' | 'hours' | 'expires'>;

export interface RoleForPartnerProps {
  readonly partner: Trusted;
  /** Of the role in this account. */
  readonly role: PathAndName;
  /** With everything that ends with the partner's time. */
  readonly permissions: RolePermissions;
  /** The managed policy in the account that limits the role. */
  readonly boundary: PathAndName;
}

/**
 * The role of a partner in an account.
 *
 * The partner's account is the principal, narrowed to its role: IAM would replace the ARN of a role with an id, and fails where
 * the role does not exist. The external id keeps the partner from being used by another customer of it. With `mfa`, the session
 * that assumes the role must have sent a code, which `aws:MultiFactorAuthPresent` says of users and of sessions that were
 * opened with one. After the end, nobody gets a session; what stops those that are open is in the permissions.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export class RoleForPartner extends Construct {
  constructor(scope: Construct, id: string, { partner, role, permissions, boundary }: RoleForPartnerProps) {
    super(scope, id);
    const { account, hours, expires } = partner;
    new PermissionSetRole(this, 'Role', {
      role,
      description: `For the partner ${role.name} from the account ${account}, until ${expires}`,
      trust: trust(partner),
      permissions,
      boundary,
      maximumSession: Duration.hours(hours),
    });
  }
}

function trust({ account, role, externalId, mfa, expires }: Trusted): PolicyStatement {
  return new PolicyStatement({
    principals: [new ArnPrincipal(`arn:aws:iam::${account}:root`)],
    actions: ['sts:AssumeRole'],
    conditions: {
      StringEquals: { 'sts:ExternalId': externalId },
      DateLessThan: { 'aws:CurrentTime': expires },
      ...(role === null ? {} : { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/${role}` } }),
      ...(mfa ? { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } : {}),
    },
  });
}
