import { findAwaitedAccounts } from '../../../../lib/cli/wait/awaited-accounts';
import type { Account } from '../../../../lib/model/organization';
import { anOrganization } from '../../../support/an-organization';

const { accounts, managementAccount } = anOrganization();
const live = [
  { id: '111111111111', name: 'management', email: 'root@example.com', state: 'ACTIVE' },
  { id: '333333333333', name: 'audit', email: 'aws+audit@example.com', state: 'ACTIVE' },
  { id: '222222222222', name: 'shop', email: 'aws+shop@example.com', state: 'ACTIVE' },
];

/** The organization with something else in the file of `shop`. */
function withShop(change: Partial<Account>) {
  return {
    managementAccount,
    accounts: accounts.map((account) => (account.key === 'shop' ? { ...account, ...change } : account)),
  };
}

function find(organization: Parameters<typeof findAwaitedAccounts>[1], found = live) {
  const { awaited, notAwaited, missing } = findAwaitedAccounts(found, organization);
  return {
    awaited: awaited.map(({ name }) => name),
    notAwaited: notAwaited.map(({ account, why }) => `${account.name}: ${why}`),
    missing: missing.map(({ key }) => key),
  };
}

describe('the accounts that are waited for', () => {
  test('are all but the management account', () => {
    expect(find(anOrganization())).toEqual({
      awaited: ['audit', 'shop'],
      notAwaited: ['management: management-account'],
      missing: [],
    });
  });

  test('are not those whose files say `baseline: skip`, by number and by address', () => {
    for (const accountId of ['222222222222', null])
      expect(find(withShop({ hasBaseline: false, accountId }))).toMatchObject({
        awaited: ['audit'],
        notAwaited: ['management: management-account', 'shop: baseline-skip'],
      });
  });

  test.each(['PENDING_ACTIVATION', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])(
    'are not those that are %s at AWS',
    (state) => {
      const closed = live.map((account) => (account.name === 'shop' ? { ...account, state } : account));
      expect(find(anOrganization(), closed)).toMatchObject({
        awaited: ['audit'],
        notAwaited: ['management: management-account', 'shop: not-active'],
        missing: [],
      });
    },
  );

  test('are those in quarantine, too', () => {
    expect(find(withShop({ state: 'suspended' })).awaited).toEqual(['audit', 'shop']);
  });
});

describe('a configured account that is not in the organization', () => {
  const withoutShop = live.slice(0, 2);

  test('is missing', () => {
    expect(find(anOrganization(), withoutShop).missing).toEqual(['shop']);
  });

  test('is not missing if it is closed, or has no baseline', () => {
    expect(find(withShop({ state: 'closed' }), withoutShop).missing).toEqual([]);
    expect(find(withShop({ hasBaseline: false }), withoutShop).missing).toEqual([]);
  });

  test('is found by its address as long as its file has no number, whatever the case', () => {
    expect(find(withShop({ accountId: null, email: 'AWS+Shop@example.com' })).missing).toEqual([]);
    expect(find(withShop({ accountId: '444444444444' })).missing).toEqual(['shop']);
  });
});
