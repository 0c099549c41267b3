import { any, eq, type FilterPattern } from './patterns/filter-pattern';

/**
 * AWS itself calls: as a service, or by the role of a service that only that service can assume.
 *
 * Whoever works through a service, such as CloudFormation, is not meant: that service uses the rights of the caller.
 *
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const AWS_ITSELF: FilterPattern = any(
  eq('userIdentity.type', 'AWSService'),
  eq('userIdentity.sessionContext.sessionIssuer.arn', '*:role/aws-service-role/*'),
);
