import type { ActionGroup } from '../core/action-group';

/**
 * The services with data and keys that resource control policies support.
 *
 * Not included on purpose: Amazon Cognito, Sign-In and CloudFront, which serve people before they sign in.
 */
export const PERIMETER_SERVICES: ActionGroup = {
  name: 'data',
  reason: 'Data and keys that a policy on the resource itself can give to anyone',
  asOf: '2026-11-22',
  source:
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services',
  actions: ['dynamodb:*', 'ecr:*', 'kms:*', 'logs:*', 's3:*', 'secretsmanager:*', 'sqs:*'],
};
