import { Validations } from 'aws-cdk-lib';
import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { PolicyDocument } from '../../lib/iam/statement';

export interface PermissionsBoundaryProps {
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly name: string;
  /** Deployed as it is, because it has been proved so: at most 6,144 characters without white space. */
  readonly document: PolicyDocument;
}

/**
 * The policy that limits roles as their permissions boundary, once per account. Whoever creates a role names it by its path
 * and name. It is attached to nobody, and IAM refuses to delete it while it is the boundary of a role.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class PermissionsBoundary extends Construct {
  constructor(scope: Construct, id: string, { path, name, document }: PermissionsBoundaryProps) {
    super(scope, id);
    const policy = new CfnManagedPolicy(this, 'Resource', {
      path,
      managedPolicyName: name,
      description: 'The most that a role of a team may do: its own policies say what it does',
      policyDocument: document,
    });
    Validations.of(policy).acknowledge(
      ...FULL_ACCESS.map((rule) => ({
        id: rule,
        reason:
          'A permissions boundary grants nothing: a role may do what both its own policies and the boundary allow. This one ' +
          'allows everything, so that only its denials limit a role, which no policy of a resource can lift.',
      })),
    );
  }
}

const FULL_ACCESS = [
  'AwsSolutions::AwsSolutions-IAM5[Action::*]',
  'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
  'NIST.800.53.R5::NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess',
  'NIST.800.53.R5::NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess',
];
