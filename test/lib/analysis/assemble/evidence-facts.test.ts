import { boundaryOf } from '../../../../lib/analysis/assemble/boundary';
import { evidenceFacts } from '../../../../lib/analysis/assemble/evidence-facts';
import type { ChosenStandard, Organization } from '../../../../lib/model/organization';
import { anOrganization } from '../../../support/an-organization';
import { aWatchedOrganization, BASELINE } from '../../../support/a-watched-organization';

function aStandard(changed: Partial<ChosenStandard> = {}): ChosenStandard {
  const none = { parameters: {}, withoutRules: [], excludedAccounts: [] };
  return { id: 'cis-aws-foundations', periodicRules: 'home', ...none, ...changed };
}

const measuredBy = (...standards: readonly ChosenStandard[]): Organization =>
  aWatchedOrganization({ compliance: { standards } });

const rulesOf = (organization: Organization, standard: string) =>
  evidenceFacts(organization).compliance?.[standard]?.rules ?? {};

describe('guardrails.json', () => {
  test('says that there is no baseline and no standard: a file that says nothing is an older one', () => {
    expect(evidenceFacts(anOrganization())).toEqual({ baseline: null, compliance: {} });
  });

  test('says what accounts have, and which have nothing', () => {
    const organization = aWatchedOrganization({
      baseline: { ...BASELINE, guardDuty: { forwardFrom: 7 }, unusedAccessDays: 90 },
    });
    expect(evidenceFacts(organization).baseline).toEqual({
      auditAccount: 'audit',
      recorder: { frequency: 'continuous', records: 'all', types: [] },
      guardDutyFrom: 7,
      unusedAccessDays: 90,
      skippedAccounts: ['legacy'],
      finisher: { contacts: {}, defaultVpcs: 'remove', defaultSecurityGroups: 'empty' },
      boundary: boundaryOf(organization).Statement,
    });
    expect(evidenceFacts(aWatchedOrganization()).baseline).toMatchObject({
      guardDutyFrom: null,
      unusedAccessDays: null,
    });
  });

  test('says where and whom a standard measures, and with which parameters, written or not', () => {
    const rules = rulesOf(measuredBy(aStandard()), 'cis-aws-foundations');
    expect(rules['ACCESS_KEYS_ROTATED']).toEqual({ maxAccessKeyAge: '90' });
    const edited = measuredBy(
      aStandard({
        periodicRules: 'everywhere',
        parameters: { ACCESS_KEYS_ROTATED: { maxAccessKeyAge: '60' } },
        withoutRules: ['ROOT_ACCOUNT_MFA_ENABLED'],
        excludedAccounts: ['shop'],
      }),
    );
    expect(evidenceFacts(edited).compliance).toMatchObject({
      'cis-aws-foundations': { periodicRules: 'everywhere', excludedAccounts: ['shop'] },
    });
    const left = rulesOf(edited, 'cis-aws-foundations');
    expect(left['ACCESS_KEYS_ROTATED']).toEqual({ maxAccessKeyAge: '60' });
    expect(Object.keys(rules).filter((rule) => !(rule in left))).toEqual(['ROOT_ACCOUNT_MFA_ENABLED']);
  });

  test('lists all rules of the mirror, although a pack of another standard measures some of them', () => {
    const [mirror, cis] = [aStandard({ id: 'rampart-mirror' }), aStandard()];
    const alone = Object.keys(rulesOf(measuredBy(mirror), 'rampart-mirror'));
    const shared = Object.keys(rulesOf(measuredBy(cis, mirror), 'rampart-mirror'));
    expect(shared).toEqual(alone);
    expect(alone.some((rule) => rule in rulesOf(measuredBy(cis), 'cis-aws-foundations'))).toBe(true);
  });
});
