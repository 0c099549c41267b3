import { CfnPermissionSet } from 'aws-cdk-lib/aws-sso';
import { Construct } from 'constructs';
import { limit, POLICY_LIMITS } from '../application/policy-limits';

export interface PermissionSetProps {
  /** The ARN of the organization instance of Identity Center. */
  readonly instanceArn: string;
  /** In Identity Center, at most 32 characters. It identifies the permission set: another name makes another one. */
  readonly name: string;
  /** For people, in the access portal. */
  readonly description: string;
  /** How long a session lasts, in hours, 1 to 12. */
  readonly hours: number;
  /** What its people may do, as an inline policy; null: nothing. */
  readonly policy: object | null;
}

/**
 * A permission set with an inline policy and nothing else: no managed policy must exist in an account before it gets the set.
 *
 * A change reaches every account that has the set within the same deployment.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sso-permissionset.html
 */
export class PermissionSet extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { instanceArn, name, description, hours, policy }: PermissionSetProps) {
    super(scope, id);
    const resource = new CfnPermissionSet(this, 'Resource', {
      instanceArn,
      name,
      description,
      sessionDuration: `PT${hours}H`,
      ...(policy === null ? {} : { inlinePolicy: policy }),
    });
    this.arn = resource.attrPermissionSetArn;
    if (policy !== null) limit(this, `the policy of the permission set ${name}`, policy, POLICY_LIMITS.permissionSet);
  }
}
