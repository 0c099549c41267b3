import { Aws, Validations } from 'aws-cdk-lib';
import { CfnInstanceProfile, CfnRole, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ReachedStore, RunsOn } from './application';
import { limit, POLICY_LIMITS } from './policy-limits';
import { reach, type KnownKey } from './reach';
import { acknowledgeWildcards } from './wildcards';

/** The name of something in IAM. */
export interface PathAndName {
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly name: string;
}

export interface ApplicationRoleProps {
  /** The application's name is the name of the role. */
  readonly role: PathAndName;
  /** The managed policy in the account that limits the role. */
  readonly boundary: PathAndName;
  readonly runsOn: Pick<RunsOn, 'ec2' | 'lambda'>;
  /** Who may act as the application: at least one statement, because IAM refuses a role that nobody can take. */
  readonly trust: readonly PolicyStatement[];
  readonly reaches: readonly ReachedStore[];
  /** @default - the application has no key of its own */
  readonly key?: KnownKey;
}

/**
 * The role of an application in an account, and, on EC2, an instance profile of the same path and name.
 *
 * Its policy lets it reach the stores of the application and those that others have granted to it, and with Lambda write its
 * logs: to the log groups of functions that are called like the application or begin with its name and a hyphen. Functions of
 * an application whose name begins so, too, share these. Everything else is up to the team, which attaches policies of its
 * own, within the boundary.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html and
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export class ApplicationRole extends Construct {
  constructor(scope: Construct, id: string, props: ApplicationRoleProps) {
    super(scope, id);
    const { role, boundary, runsOn, trust, reaches, key } = props;
    const statements = [...reach(reaches, key), ...(runsOn.lambda ? [writeLogs(role.name)] : [])];
    const assumeRolePolicyDocument = new PolicyDocument({ statements: [...trust] });
    const policyDocument = new PolicyDocument({ statements });
    const resource = new CfnRole(this, 'Resource', {
      path: role.path,
      roleName: role.name,
      description: `What the application ${role.name} runs with`,
      permissionsBoundary: `arn:aws:iam::${Aws.ACCOUNT_ID}:policy${boundary.path}${boundary.name}`,
      assumeRolePolicyDocument,
      ...(statements.length === 0 ? {} : { policies: [{ policyName: 'application', policyDocument }] }),
    });
    limit(this, `the trust policy of the role of ${role.name}`, assumeRolePolicyDocument, POLICY_LIMITS.trust);
    if (statements.length > 0) {
      limit(this, `the policy of the role of ${role.name}`, policyDocument, POLICY_LIMITS.role);
      acknowledgeWildcards(resource, statements);
      acknowledgeInline(resource);
    }
    if (runsOn.ec2)
      new CfnInstanceProfile(this, 'InstanceProfile', {
        path: role.path,
        instanceProfileName: role.name,
        roles: [resource.ref],
      });
  }
}

function writeLogs(name: string): PolicyStatement {
  const group = `arn:aws:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/lambda/${name}`;
  return new PolicyStatement({
    sid: 'WriteLogs',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [group, `${group}:*`, `${group}-*`],
  });
}

function acknowledgeInline(role: CfnRole): void {
  Validations.of(role).acknowledge({
    id: 'NIST.800.53.R5::NIST.800.53.R5-IAMNoInlinePolicy',
    reason:
      'The policy says what one application reaches, and belongs to its role alone: nobody can attach it to another one, or ' +
      'keep an older version of it. A managed policy would also hold less than two thirds of the grants.',
  });
}
