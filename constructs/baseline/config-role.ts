import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnServiceLinkedRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** The ARN of the role by which AWS Config looks at an account. */
export function configRoleArn(account: string): string {
  return `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
}

/**
 * The service-linked role of AWS Config, once per account. No policy of the organization binds it, so that no guardrail stops
 * the recording.
 *
 * It is retained: deleting it fails while a recorder uses it, and the recorders are retained, too. If the creation of the
 * stack fails, the role goes with it, so that the next try finds the name free. Where the role exists already, the creation
 * fails.
 *
 * Sources: https://docs.aws.amazon.com/config/latest/developerguide/using-service-linked-roles.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-servicelinkedrole.html
 */
export class ConfigRole extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnServiceLinkedRole(this, 'Resource', { awsServiceName: 'config.amazonaws.com' }).applyRemovalPolicy(
      RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    );
  }
}
