// Every guardrail, one line each, in alphabetical order.
export { denyAccessKeys } from '../deny-access-keys';
export { denyAccountChanges } from '../deny-account-changes';
export { denyExpensiveServices } from '../deny-expensive-services';
export { denyIamUsers } from '../deny-iam-users';
export { denyIdentityProviders } from '../deny-identity-providers';
export { denyInternetAccess } from '../deny-internet-access';
export { denyLeavingOrganization } from '../deny-leaving-organization';
export { denyRootUser } from '../deny-root-user';
export { denyUnapprovedRegions } from '../deny-unapproved-regions';
export { limitInstanceTypes } from '../limit-instance-types';
export { protectAccessAnalyzer } from '../protect-access-analyzer';
export { protectCloudtrail } from '../protect-cloudtrail';
export { protectConfig } from '../protect-config';
export { protectGuardduty } from '../protect-guardduty';
export { protectSecurityHub } from '../protect-security-hub';
export { requireImdsv2 } from '../require-imdsv2';
