import { Duration } from 'aws-cdk-lib';
import { ArnPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PermissionSetRole, type RolePermissions } from './permission-set-role';

/** A role in a member account for people who have a permission set in the audit account. */
export interface RoleFromAudit {
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly name: string;
  /** Letters of Latin-1 only, as IAM demands. */
  readonly description: string;
  /** The roles of the permission set in the audit account, as patterns of their paths and names. */
  readonly people: readonly string[];
  readonly permissions: RolePermissions;
}

export interface RoleFromAuditProps extends RoleFromAudit {
  /** The number of the audit account, or a token for it. */
  readonly auditAccount: string;
}

/** AWS ends a session that another session opens after an hour anyway. */
const SESSION = Duration.hours(1);

/**
 * A role by which people of the audit account work in a member account, for one hour.
 *
 * The audit account itself is the principal, because the role that Identity Center makes there ends in signs of AWS's choice,
 * and IAM would replace its ARN with an id. The pattern lies in the path that only Identity Center can use, so that nobody in
 * the audit account can imitate it; sixteen `?` leave out permission sets whose names only begin so. MFA was demanded at the
 * sign-in to Identity Center, of which the session says nothing, so that the trust cannot ask for it.
 *
 * It has no permissions boundary: its policy is a short list of actions, none of which writes to IAM, so that a boundary
 * would take nothing away. The guardrail on platform roles keeps others from changing it.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html and
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export class RoleFromAuditAccount extends Construct {
  constructor(scope: Construct, id: string, props: RoleFromAuditProps) {
    super(scope, id);
    const { path, name, description, people, permissions, auditAccount } = props;
    const patterns = people.map((role) => `arn:aws:iam::${auditAccount}:role/${role}`);
    new PermissionSetRole(this, 'Role', {
      role: { path, name },
      description,
      trust: new PolicyStatement({
        principals: [new ArnPrincipal(`arn:aws:iam::${auditAccount}:root`)],
        actions: ['sts:AssumeRole'],
        conditions: { ArnLike: { 'aws:PrincipalArn': patterns } },
      }),
      permissions,
      maximumSession: SESSION,
    });
  }
}
