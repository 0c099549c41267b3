import type { Pack } from '../../../lib/model/config-rules/config-rule';
import { conformancePacksOf } from '../../../lib/stacks/conformance-packs';

test('packs are named by standard and scope, and exclude accounts by number', () => {
  const rule = { identifier: 'ACCESS_KEYS_ROTATED', parameters: {} };
  const packs: readonly Pack[] = [
    { standard: 'pci-dss', scope: 'home', rules: [rule], excludedAccounts: ['shop', 'management'] },
    { standard: 'rampart-mirror', scope: 'us-east-1', rules: [rule], excludedAccounts: [] },
  ];
  expect(conformancePacksOf(packs, (key) => `number of ${key}`)).toEqual({
    'pci-dss-home': {
      name: 'rampart-pci-dss-home',
      rules: [rule],
      excludedAccounts: ['number of shop', 'number of management'],
    },
    'rampart-mirror-us-east-1': { name: 'rampart-mirror-us-east-1', rules: [rule], excludedAccounts: [] },
  });
});
