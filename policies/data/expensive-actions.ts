import type { Layer } from '../core/layer';

/** What commits to, or quickly costs, hundreds of dollars and more. */
export const EXPENSIVE: readonly Layer[] = [
  {
    name: 'private-certificate-authorities',
    reason: 'a private CA costs 400 USD a month from its creation; ordinary certificates are acm:* and stay possible',
    asOf: '2026-11-22',
    source: 'https://aws.amazon.com/private-ca/pricing/',
    actions: ['acm-pca:CreateCertificateAuthority'],
  },
  {
    name: 'shield-advanced',
    reason: '3,000 USD a month, for a year at least',
    asOf: '2026-11-22',
    source: 'https://aws.amazon.com/shield/pricing/',
    actions: ['shield:CreateSubscription'],
  },
  {
    name: 'outposts',
    reason: 'racks and servers, ordered for three years',
    asOf: '2026-11-22',
    source: 'https://aws.amazon.com/outposts/rack/pricing/',
    actions: ['outposts:CreateOrder', 'outposts:CreateOutpost', 'outposts:CreateRenewal'],
  },
  {
    name: 'snow',
    reason: 'devices that are shipped and billed by the day, or for years',
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
    reason: 'a whole server by the hour, whatever runs on it; Mac hosts for a day at least',
    asOf: '2026-11-22',
    source: 'https://aws.amazon.com/ec2/dedicated-hosts/pricing/',
    actions: ['ec2:AllocateHosts'],
  },
  {
    name: 'domains',
    reason: 'up to thousands of USD a year each, not refunded; renewing what exists stays possible',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-register.html',
    actions: ['route53domains:RegisterDomain', 'route53domains:TransferDomain'],
  },
];

/**
 * Purchases in the Marketplace. They stay possible when Bedrock makes them for somebody who invokes a model for the
 * first time: https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html.
 */
export const MARKETPLACE: Layer = {
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

/** Locks that nobody can lift for years, AWS included: in a sandbox they keep costing after the experiment. */
export const LONG_LOCKS: Layer = {
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
