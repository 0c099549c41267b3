import type { Pack } from '../../../lib/model/config-rules/config-rule';
import { conformancePacksOf } from '../../../lib/stacks/conformance-packs';
import { anOrganization } from '../../support/an-organization';

const rule = (identifier: string) => ({ identifier, parameters: {} });
const PACKS: readonly Pack[] = [
  {
    standard: 'pci-dss',
    scope: 'home',
    rules: [rule('ACCESS_KEYS_ROTATED')],
    excludedAccounts: ['shop', 'management'],
  },
  { standard: 'pci-dss', scope: 'region', rules: [rule('EC2_IMDSV2_CHECK')], excludedAccounts: [] },
  { standard: 'pci-dss', scope: 'us-east-1', rules: [rule('SHIELD_DRT_ACCESS')], excludedAccounts: [] },
];
const organization = anOrganization();

test('the home Region has its own packs and those of every Region, which exclude accounts by number', () => {
  expect(conformancePacksOf(organization, PACKS, 'eu-central-1')).toEqual({
    'pci-dss-home': {
      name: 'rampart-pci-dss-home',
      rules: [rule('ACCESS_KEYS_ROTATED')],
      excludedAccounts: ['222222222222', '111111111111'],
    },
    'pci-dss-region': { name: 'rampart-pci-dss-region', rules: [rule('EC2_IMDSV2_CHECK')], excludedAccounts: [] },
  });
});

test('another Region has only those of every Region, and us-east-1 one more', () => {
  expect(Object.keys(conformancePacksOf(organization, PACKS, 'eu-west-1'))).toEqual(['pci-dss-region']);
  expect(Object.keys(conformancePacksOf(organization, PACKS, 'us-east-1'))).toEqual([
    'pci-dss-region',
    'pci-dss-us-east-1',
  ]);
});

test('fails on an excluded account without a number', () => {
  const accounts = organization.accounts.map((account) => ({ ...account, accountId: null }));
  expect(() => conformancePacksOf({ ...organization, accounts }, PACKS, 'eu-central-1')).toThrow(
    "a conformance pack excludes account 'shop', whose number is not known",
  );
});
