/**
 * Actions that AWS may add tomorrow. A guardrail that denies a whole service, or everything, denies them, too; one that
 * lists the names of today, or leaves out a service, does not.
 */
export function futureActions(): readonly string[] {
  return SERVICES.map(futureAction);
}

/** An action that AWS may add to a service. */
export function futureAction(service: string): string {
  return `${service}:FutureThing`;
}

/** A service that AWS may add. */
export const FUTURE_SERVICE = 'tomorrow';

/** Services that a mistake would most likely leave out, and one that does not exist yet. */
const SERVICES: readonly string[] = (
  'account acm apigateway autoscaling backup bedrock cloudformation cloudfront cloudtrail cloudwatch cognito-idp config ' +
  'dynamodb ec2 ecr ecs eks elasticfilesystem elasticloadbalancing es events glue guardduty iam identitystore kinesis kms ' +
  'lambda logs organizations ram rds redshift route53 s3 sagemaker secretsmanager securityhub ses sns sqs ssm sso states ' +
  `sts support ${FUTURE_SERVICE} wafv2`
).split(' ');
