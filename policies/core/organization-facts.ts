import type { Organization } from '../../lib/model/organization';

/** The part of the organization that a guardrail may read. Where guardrails are attached is not part of it. */
export type OrganizationFacts = Pick<
  Organization,
  | 'id'
  | 'managementAccount'
  | 'homeRegion'
  | 'governedRegions'
  | 'platform'
  | 'exemptions'
  | 'units'
  | 'accounts'
  | 'partners'
  | 'revocations'
  | 'vending'
  | 'backups'
>;
