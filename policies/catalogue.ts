import type { AnyGuardrail } from './core/management-guardrail';
import { allowImages } from './allow-images';
import { blockPublicBuckets } from './block-public-buckets';
import { blockPublicImagesAndSnapshots } from './block-public-images-and-snapshots';
import { blockPublicVpc } from './block-public-vpc';
import { denyAccessKeys } from './deny-access-keys';
import { denyAccountChanges } from './deny-account-changes';
import { denyExpensiveServices } from './deny-expensive-services';
import { denyExternalSharing } from './deny-external-sharing';
import { denyIamUsers } from './deny-iam-users';
import { denyIdentityProviders } from './deny-identity-providers';
import { denyInternetAccess } from './deny-internet-access';
import { denyLeavingOrganization } from './deny-leaving-organization';
import { denyPublicFunctionUrls } from './deny-public-function-urls';
import { denyReservedPurchases } from './deny-reserved-purchases';
import { denyRootUser } from './deny-root-user';
import { denyUnapprovedRegions } from './deny-unapproved-regions';
import { enforceImdsv2 } from './enforce-imdsv2';
import { limitInstanceTypes } from './limit-instance-types';
import { optOutAiServices } from './opt-out-ai-services';
import { organizationBackups } from './organization-backups';
import { perimeterConfusedDeputy } from './perimeter-confused-deputy';
import { perimeterTrustedIdentities } from './perimeter-trusted-identities';
import { protectAccessAnalyzer } from './protect-access-analyzer';
import { protectApplicationStores } from './protect-application-stores';
import { protectBackups } from './protect-backups';
import { protectBaseline } from './protect-baseline';
import { protectCloudtrail } from './protect-cloudtrail';
import { protectConfig } from './protect-config';
import { protectGuardduty } from './protect-guardduty';
import { protectKmsKeys } from './protect-kms-keys';
import { protectLogArchive } from './protect-log-archive';
import { protectLogArchiveData } from './protect-log-archive-data';
import { protectPlatformRoles } from './protect-platform-roles';
import { protectSecurityHub } from './protect-security-hub';
import { quarantine } from './quarantine';
import { requireEbsEncryption } from './require-ebs-encryption';
import { requireImdsv2 } from './require-imdsv2';
import { requireMfaForDestruction } from './require-mfa-for-destruction';
import { requirePermissionsBoundary } from './require-permissions-boundary';
import { requireRdsEncryption } from './require-rds-encryption';
import { requireTags } from './require-tags';
import { requireTls } from './require-tls';
import { revokeSessions } from './revoke-sessions';
import { standardTags } from './standard-tags';

/** Every guardrail, in alphabetical order. A new guardrail is a file in this folder and two lines here. */
const guardrails: readonly AnyGuardrail[] = [
  allowImages,
  blockPublicBuckets,
  blockPublicImagesAndSnapshots,
  blockPublicVpc,
  denyAccessKeys,
  denyAccountChanges,
  denyExpensiveServices,
  denyExternalSharing,
  denyIamUsers,
  denyIdentityProviders,
  denyInternetAccess,
  denyLeavingOrganization,
  denyPublicFunctionUrls,
  denyReservedPurchases,
  denyRootUser,
  denyUnapprovedRegions,
  enforceImdsv2,
  limitInstanceTypes,
  optOutAiServices,
  organizationBackups,
  perimeterConfusedDeputy,
  perimeterTrustedIdentities,
  protectAccessAnalyzer,
  protectApplicationStores,
  protectBackups,
  protectBaseline,
  protectCloudtrail,
  protectConfig,
  protectGuardduty,
  protectKmsKeys,
  protectLogArchive,
  protectLogArchiveData,
  protectPlatformRoles,
  protectSecurityHub,
  quarantine,
  requireEbsEncryption,
  requireImdsv2,
  requireMfaForDestruction,
  requirePermissionsBoundary,
  requireRdsEncryption,
  requireTags,
  requireTls,
  revokeSessions,
  standardTags,
];

/** The guardrails by id. */
export const catalogue: ReadonlyMap<string, AnyGuardrail> = new Map(guardrails.map((each) => [each.id, each]));

/** The types of policies that guardrails have, in the order of their names. */
export const policyTypes = [...new Set(guardrails.map(({ type }) => type))].sort();
