import { Duration, Validations } from 'aws-cdk-lib';
import { ArnPrincipal, ManagedPolicy, PrincipalWithConditions, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface BreakGlassRoleProps {
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly name: string;
  /** The number of the management account. */
  readonly managementAccount: string;
  /** The path of the users of the management account that may assume the role. Begins and ends with `/`. */
  readonly userPath: string;
}

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

const SESSION = Duration.hours(1);

/**
 * The role for emergencies in a member account: an administrator for one hour.
 *
 * Only users of the management account below one path assume it, each with an MFA device that they have used in the last
 * hour: they must work when Identity Center does not, and no policy of the organization binds that account. The account
 * itself is the principal, because IAM replaces the ARN of a user with an id, and the role would not know a new user of
 * the same name.
 *
 * Sources: https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/break-glass-access.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export class BreakGlassRole extends Construct {
  constructor(scope: Construct, id: string, { path, name, managementAccount, userPath }: BreakGlassRoleProps) {
    super(scope, id);
    const users = new PrincipalWithConditions(new ArnPrincipal(`arn:aws:iam::${managementAccount}:root`), {
      ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${managementAccount}:user${userPath}*` },
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': String(SESSION.toSeconds()) },
    });
    const role = new Role(this, 'Role', {
      path,
      roleName: name,
      description: 'For emergencies: every use sets off an alarm',
      assumedBy: users,
      managedPolicies: [ManagedPolicy.fromManagedPolicyArn(this, 'Administrator', ADMINISTRATOR)],
      maxSessionDuration: SESSION,
    });
    acknowledgeAdministrator(role);
  }
}

function acknowledgeAdministrator(role: Role): void {
  Validations.of(role).acknowledge({
    id: `AwsSolutions::AwsSolutions-IAM4[Policy::${ADMINISTRATOR}]`,
    reason:
      'Nobody knows beforehand what an emergency takes, and a policy of our own could lack just that. The role is open for one ' +
      'hour to a few users with MFA, and every use of it sets off an alarm.',
  });
}
