import { scaleOrganization } from '../../../../lib/analysis/costs/scale';
import type { Organization } from '../../../../lib/model/organization';
import { anAccount } from '../../../support/a-landing-zone';
import { anAudit } from '../../../support/an-audit';
import { anOrganization } from '../../../support/an-organization';

const organization = anOrganization({
  logArchive: { account: 'logs', lockDays: 365, trailDays: 400, otherDays: 365 },
  audit: anAudit({ account: 'audit' }),
  accounts: [
    anAccount('audit', 'Security'),
    anAccount('gone', 'Workloads', { state: 'closed' }),
    anAccount('logs', 'Security'),
    anAccount('play', 'Sandbox', { hasBaseline: false }),
    anAccount('shop', 'Workloads'),
  ],
  compliance: {
    standards: [
      { id: 'rampart-mirror', periodicRules: 'home', withoutRules: [], parameters: {}, excludedAccounts: ['play'] },
    ],
  },
});

const unitsOf = ({ accounts }: Organization): readonly string[] => accounts.map(({ unit }) => unit);

describe('an organization of another size', () => {
  test.each([1, 2, 5, 6, 100])('of %i accounts has so many, with the management account, and each once', (count) => {
    const { accounts } = scaleOrganization(organization, count);
    expect(accounts).toHaveLength(count - 1);
    expect(new Set(accounts.map(({ key }) => key)).size).toBe(count - 1);
  });

  test('begins with the accounts of the log archive and of the audit, and repeats the others that are open', () => {
    const scaled = scaleOrganization(organization, 8);
    expect(scaled.accounts.slice(0, 4).map(({ key }) => key)).toEqual(['audit', 'logs', 'play', 'shop']);
    expect(unitsOf(scaled)).toEqual([
      'Security',
      'Security',
      'Sandbox',
      'Workloads',
      'Sandbox',
      'Workloads',
      'Sandbox',
    ]);
    expect(scaled.accounts.map(({ hasBaseline }) => hasBaseline)).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  test('leaves out the copies of what a standard leaves out', () => {
    const { accounts, compliance } = scaleOrganization(organization, 8);
    const [standard] = compliance?.standards ?? [];
    expect(standard?.excludedAccounts).toEqual(accounts.filter(({ unit }) => unit === 'Sandbox').map(({ key }) => key));
    expect(standard?.excludedAccounts).toHaveLength(3);
  });

  test('has no applications: their number does not follow from that of accounts', () => {
    expect(scaleOrganization(organization, 3).applications).toEqual([]);
  });

  test('repeats the security accounts if there are no others', () => {
    const accounts = organization.accounts.slice(0, 3);
    expect(unitsOf(scaleOrganization({ ...organization, accounts }, 6))).toEqual(Array(5).fill('Security'));
  });
});
