import type { Layer } from '../core/layer';

/**
 * The services that hold what others want, as far as resource control policies reach them.
 *
 * Left out on purpose: Amazon Cognito, Sign-In and CloudFront, which answer people before they have signed in.
 */
export const PERIMETER_SERVICES: Layer = {
  name: 'data',
  reason: 'Data and keys that a policy on the resource itself can give to anybody',
  asOf: '2026-11-22',
  source:
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services',
  actions: ['dynamodb:*', 'ecr:*', 'kms:*', 'logs:*', 's3:*', 'secretsmanager:*', 'sqs:*'],
};
