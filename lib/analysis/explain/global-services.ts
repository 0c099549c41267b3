/**
 * Services with one endpoint for all Regions, by prefix, and the Region that `aws:RequestedRegion` has in their requests in
 * the partition `aws`.
 *
 * Sources: https://docs.aws.amazon.com/general/latest/gr/rande.html#global-endpoints and, for the key,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
export const GLOBAL_SERVICES: ReadonlyMap<string, string> = new Map([
  ...[
    'account',
    'aws-marketplace',
    'billing',
    'budgets',
    'ce',
    'cloudfront',
    'cur',
    'ecr-public',
    'freetier',
    'iam',
    'invoicing',
    'organizations',
    'payments',
    'purchase-orders',
    'route53',
    'route53domains',
    'savingsplans',
    'shield',
    'support',
    'tax',
    'trustedadvisor',
    'waf',
  ].map((prefix) => [prefix, 'us-east-1'] as const),
  ['globalaccelerator', 'us-west-2'],
  ['networkmanager', 'us-west-2'],
]);
