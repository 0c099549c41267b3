import type { ActionGroup } from '../core/action-group';

/** Actions that quickly cost, or commit to, hundreds of dollars or more. */
export const EXPENSIVE: readonly ActionGroup[] = [
  {
    name: 'private-certificate-authorities',
    reason: 'a private CA costs 400 USD per month from its creation; ordinary certificates (acm:*) stay possible',
    asOf: '2026-11-22',
    source: 'https://aws.amazon.com/private-ca/pricing/',
    actions: ['acm-pca:CreateCertificateAuthority'],
  },
  {
    name: 'shield-advanced',
    reason: '3,000 USD per month, for at least a year',
    asOf: '2026-11-22',
    source: 'https://aws.amazon.com/shield/pricing/',
    actions: ['shield:CreateSubscription'],
  },
  {
    name: 'outposts',
    reason: 'racks and servers with a term of three years',
    asOf: '2026-11-22',
    source: 'https://aws.amazon.com/outposts/rack/pricing/',
    actions: ['outposts:CreateOrder', 'outposts:CreateOutpost', 'outposts:CreateRenewal'],
  },
  {
    name: 'snow',
    reason: 'devices that are shipped and billed per day, or for years',
    asOf: '2026-11-22',
    source: 'https://aws.amazon.com/snowball/pricing/',
    actions: [
      'snowball:CreateCluster',
      'snowball:CreateJob',
      'snowball:CreateLongTermPricing',
      'snowball:UpdateLongTermPricing',
    ],
  },
  {
    name: 'dedicated-hosts',
    reason: 'a whole server, billed per hour even if it is empty; Mac hosts for at least a day',
    asOf: '2026-11-22',
    source: 'https://aws.amazon.com/ec2/dedicated-hosts/pricing/',
    actions: ['ec2:AllocateHosts'],
  },
  {
    name: 'domains',
    reason: 'up to thousands of USD per year each, without a refund; renewing existing domains stays possible',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-register.html',
    actions: ['route53domains:RegisterDomain', 'route53domains:TransferDomain'],
  },
];

/**
 * Purchases in the Marketplace. They stay possible when Bedrock makes them for a caller who invokes a model for the
 * first time: https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html.
 */
export const MARKETPLACE: ActionGroup = {
  name: 'marketplace',
  reason: 'contracts with third parties, some for years',
  asOf: '2026-11-22',
  source: 'https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-iam-users-groups-policies.html',
  actions: [
    'aws-marketplace:AcceptAgreementApprovalRequest',
    'aws-marketplace:AcceptAgreementPaymentRequest',
    'aws-marketplace:AcceptAgreementRequest',
    'aws-marketplace:CreateAgreementRequest',
    'aws-marketplace:Subscribe',
  ],
};

/** Locks that nobody can remove for years, not even AWS: in a sandbox, they cost money long after the experiment. */
export const LONG_LOCKS: ActionGroup = {
  name: 'long-locks',
  reason: 'Object Lock, vault locks, snapshot locks, Recycle Bin locks and legal holds',
  asOf: '2026-11-22',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  actions: [
    'backup:CreateLegalHold',
    'backup:CreateLogicallyAirGappedBackupVault',
    'backup:PutBackupVaultLockConfiguration',
    'ec2:LockSnapshot',
    'glacier:CompleteVaultLock',
    'glacier:InitiateVaultLock',
    'rbin:LockRule',
    's3:PutBucketObjectLockConfiguration',
    's3:PutObjectLegalHold',
    's3:PutObjectRetention',
  ],
};
