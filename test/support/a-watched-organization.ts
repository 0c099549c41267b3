import type { Pack } from '../../lib/model/config-rules/config-rule';
import type { Baseline } from '../../lib/model/baseline';
import type { Organization } from '../../lib/model/organization';
import { anOrganization } from './an-organization';

export const BASELINE: Baseline = {
  recorder: { frequency: 'continuous', records: 'all', types: [] },
  guardDuty: null,
  unusedAccessDays: null,
  contacts: {},
  removesDefaultVpcs: true,
  emptiesDefaultSecurityGroups: true,
};

/** A small organization with a log archive, a trail and a baseline, and its accounts by state and baseline. */
export function aWatchedOrganization(overrides: Partial<Organization> = {}): Organization {
  const organization = anOrganization();
  const [audit, shop] = organization.accounts;
  if (audit === undefined || shop === undefined) throw new Error('the organization has two accounts');
  return {
    ...organization,
    accounts: [
      audit,
      { ...shop, key: 'closed', accountId: '444444444444', state: 'closed' },
      { ...shop, key: 'legacy', accountId: '555555555555', hasBaseline: false },
      { ...shop, key: 'logs', accountId: '666666666666' },
      { ...shop, key: 'quiet', accountId: '777777777777', state: 'suspended' },
      shop,
    ],
    logArchive: { account: 'logs', lockDays: 365, trailDays: 365, otherDays: 365 },
    audit: { account: 'audit', trailKeyArn: null, logGroupDays: 365, subscriptions: [], alarms: [] },
    baseline: BASELINE,
    ...overrides,
  };
}

/** A conformance pack of one Config rule. */
export function aPack(overrides: Partial<Pack> = {}): Pack {
  return {
    standard: 'cis-aws-foundations',
    scope: 'region',
    rules: [{ identifier: 'EC2_EBS_ENCRYPTION_BY_DEFAULT', parameters: {} }],
    excludedAccounts: [],
    ...overrides,
  };
}
