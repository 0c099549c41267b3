import { Aws, Validations, type Duration } from 'aws-cdk-lib';
import { CfnRole, PolicyDocument as TrustPolicy, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { PolicyDocument } from '../../lib/iam/statement';
import type { PathAndName } from '../application/application-role';
import { limit, POLICY_LIMITS } from '../application/policy-limits';

/** What a permission set allows, for a role. */
export interface RolePermissions {
  /** The name of the permission set. */
  readonly name: string;
  /** Deployed as it is, because it has been proved so: at most 10,240 characters without white space. */
  readonly document: PolicyDocument;
}

export interface PermissionSetRoleProps {
  readonly role: PathAndName;
  /** Letters of Latin-1 only, as IAM demands. */
  readonly description: string;
  /** Who may assume it. */
  readonly trust: PolicyStatement;
  readonly permissions: RolePermissions;
  /**
   * The managed policy in the account that limits the role.
   *
   * @default - the permissions alone limit it
   */
  readonly boundary?: PathAndName;
  /** How long a session lasts at most: 1 to 12 hours. */
  readonly maximumSession: Duration;
}

/**
 * A role that may do what people with a permission set may do, for those who do not come by Identity Center, or not from this
 * account.
 *
 * The policy is inline, so that nobody attaches it to another role, and the text is the one that is proved.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export class PermissionSetRole extends Construct {
  constructor(scope: Construct, id: string, props: PermissionSetRoleProps) {
    super(scope, id);
    const { role, description, trust, permissions, boundary, maximumSession } = props;
    const { name, document } = permissions;
    const assumeRolePolicyDocument = new TrustPolicy({ statements: [trust] });
    const resource = new CfnRole(this, 'Resource', {
      path: role.path,
      roleName: role.name,
      description,
      assumeRolePolicyDocument,
      policies: [{ policyName: name, policyDocument: document }],
      maxSessionDuration: maximumSession.toSeconds(),
      ...(boundary === undefined
        ? {}
        : { permissionsBoundary: `arn:aws:iam::${Aws.ACCOUNT_ID}:policy${boundary.path}${boundary.name}` }),
    });
    const { path } = role;
    limit(this, `the trust policy of the role ${path}${role.name}`, assumeRolePolicyDocument, POLICY_LIMITS.trust);
    limit(this, `the policy of the role ${path}${role.name}`, document, {
      ...POLICY_LIMITS.role,
      remedy: `let the permission set ${name} allow or deny fewer actions`,
    });
    acknowledge(resource, document);
  }
}

function acknowledge(role: CfnRole, { Statement }: PolicyDocument): void {
  const allowed = Statement.filter(({ Effect }) => Effect === 'Allow');
  const wildcards = (kind: 'Action' | 'Resource'): readonly string[] =>
    [...new Set(allowed.flatMap((statement) => [statement[kind] ?? []].flat()))]
      .filter((value) => value.includes('*'))
      .map((value) => `AwsSolutions::AwsSolutions-IAM5[${kind}::${value}]`);
  const ids: Readonly<Record<string, readonly string[]>> = {
    'The permission set is a list of actions that probes and mutants prove, together with its denials. A wildcard stands for all calls of one kind, such as all that describe something.':
      wildcards('Action'),
    'People work on whatever their account has. What narrows them is the list of actions, its denials and the guardrails, and not the names of resources, which nobody knows here.':
      wildcards('Resource'),
    'The policy belongs to this role alone, so that nobody can attach it to another one or keep an older version of it, and a managed policy would have room for less than two thirds of it.':
      ['NIST.800.53.R5::NIST.800.53.R5-IAMNoInlinePolicy'],
    'An administrator is meant here. Everything is allowed so that the denials beside it, and the boundary where there is one, say what is not, and no policy of a resource can lift them.':
      allowed.some(({ Action }) => [Action ?? []].flat().some((action) => /^(?:\*|[a-z0-9-]+:\*)$/i.test(action)))
        ? [
            'NIST.800.53.R5::NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess',
            'NIST.800.53.R5::NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess',
          ]
        : [],
  };
  for (const [reason, rules] of Object.entries(ids))
    Validations.of(role).acknowledge(...rules.map((id) => ({ id, reason })));
}
