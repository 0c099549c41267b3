import { applicationLines } from '../../../../lib/analysis/costs/application-lines';
import type { Organization } from '../../../../lib/model/organization';
import { theExample } from '../../../support/the-example';

const { organization } = theExample();

function keysOf(edits: Partial<Organization>): number | undefined {
  return applicationLines({ ...organization, ...edits })[0]?.factors[0]?.value;
}

describe('the keys of applications', () => {
  test('are one for each application in each of its accounts, the retired ones included', () => {
    expect(keysOf({})).toBe(5);
    const applications = organization.applications.map((each) =>
      each.key === 'preview' ? { ...each, accounts: [...each.accounts, 'sandbox-one'] } : each,
    );
    expect(keysOf({ applications })).toBe(6);
  });

  test('are not made without a store', () => {
    expect(
      keysOf({ applications: organization.applications.map((each) => ({ ...each, stores: [] })) }),
    ).toBeUndefined();
  });

  test('are not charged in closed accounts', () => {
    const accounts = organization.accounts.map((each) =>
      each.key === 'shop-production' ? { ...each, state: 'closed' as const } : each,
    );
    expect(keysOf({ accounts })).toBe(2);
  });
});
