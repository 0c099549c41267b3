import type { PartnerRole } from '../../lib/model/organization';

const AT = { file: 'landing-zone.yaml', line: 1, column: 1 };

/** A machine of a partner that reads, until the middle of 2027. */
export function aPartner(overrides: Partial<PartnerRole> = {}): PartnerRole {
  return {
    key: 'observability',
    account: '999988887777',
    role: 'collector',
    accounts: ['shop'],
    permissionSet: 'read-only',
    externalId: 'rampart-example-7f3a9c5e',
    mfa: false,
    hours: 1,
    owner: 'platform@example.com',
    reason: 'Draws dashboards',
    expires: '2027-06-30T00:00:00Z',
    at: AT,
    locate: () => AT,
    ...overrides,
  };
}
