import type { Pack } from '../../../lib/model/config-rules/config-rule';
import type { ChosenStandard } from '../../../lib/model/organization';
import { conformancePacksOf } from '../../../lib/stacks/conformance-packs';
import { aBaseline } from '../../support/a-baseline';
import { aLandingZone } from '../../support/a-landing-zone';
import { aWatchedOrganization } from '../../support/a-watched-organization';
import { requireStack, resourcesOf, synthesize } from '../../support/synthesize';

const rule = (identifier: string) => ({ identifier, parameters: {} });
const PACKS: readonly Pack[] = [
  {
    standard: 'pci-dss',
    scope: 'home',
    rules: [rule('ACCESS_KEYS_ROTATED')],
    excludedAccounts: ['shop', 'management'],
  },
  { standard: 'pci-dss', scope: 'us-east-1', rules: [rule('SHIELD_DRT_ACCESS')], excludedAccounts: [] },
];
const NUMBERS: Readonly<Record<string, string>> = { shop: '222222222222', management: '111111111111' };

test('each pack has a name of its own, and excludes accounts by number', () => {
  expect(conformancePacksOf(PACKS, (account) => NUMBERS[account] ?? 'unknown')).toEqual({
    'pci-dss-home': {
      name: 'rampart-pci-dss-home',
      rules: [rule('ACCESS_KEYS_ROTATED')],
      excludedAccounts: ['222222222222', '111111111111'],
    },
    'pci-dss-us-east-1': {
      name: 'rampart-pci-dss-us-east-1',
      rules: [rule('SHIELD_DRT_ACCESS')],
      excludedAccounts: [],
    },
  });
});

test('the management account and a member are excluded by their numbers in each Region', () => {
  const standards: readonly ChosenStandard[] = [
    {
      id: 'cis-aws-foundations',
      periodicRules: 'home',
      parameters: {},
      withoutRules: [],
      excludedAccounts: ['management', 'shop'],
    },
  ];
  const organization = aWatchedOrganization({
    governedRegions: ['eu-central-1', 'eu-west-1'],
    baseline: aBaseline(),
    compliance: { standards },
  });
  const stacks = synthesize({ ...aLandingZone(), organization, assembly: { documents: [], managementPolicies: [] } });
  for (const id of ['Regional-eu-central-1', 'Regional-eu-west-1']) {
    const packs = resourcesOf(requireStack(stacks, id).template, 'AWS::Config::OrganizationConformancePack');
    expect(packs.length).toBeGreaterThan(0);
    for (const [, { Properties }] of packs) {
      expect(Properties?.['ExcludedAccounts']).toHaveLength(2);
      expect(Properties?.['ExcludedAccounts']).toContain('111111111111');
    }
  }
});
