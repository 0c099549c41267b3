import { storesOf } from '../../../rehearsal/applications/stores';
import { mayReach } from '../../../rehearsal/applications/only-listed';
import { aDeployedExample } from './a-deployed-example';

const organization = aDeployedExample();
const numberOf = (key: string) => String(organization.accounts.find((account) => account.key === key)?.accountId);

describe('the stores of a deployed organization', () => {
  test('have the names of their buckets, and those of a retired application are closed', () => {
    const stores = storesOf(organization);
    expect(stores.find(({ store }) => store === 'orders')).toEqual({
      ...{ application: 'shop', store: 'orders', account: 'shop-production', region: 'eu-central-1', isOpen: true },
      number: numberOf('shop-production'),
      bucket: `rampart-app-shop-orders-${numberOf('shop-production')}-eu-central-1-an`,
      label: 'shop/orders in shop-production',
    });
    expect(stores.filter(({ isOpen }) => !isOpen).map(({ label }) => label)).toEqual([
      'newsletter/subscribers in shop-production',
    ]);
  });

  test('fail without the number of an account', () => {
    const accounts = organization.accounts.map((account) => ({ ...account, accountId: null }));
    expect(() => storesOf({ ...organization, accounts })).toThrow('account `data-production` has no number');
  });

  const orders = { application: 'shop', store: 'orders', account: 'shop-production', region: 'eu-central-1' };
  const application = (key: string, account: string) => ({ kind: 'application', application: key, account }) as const;

  test.each([
    ['the application itself', application('shop', 'shop-production'), [true, true]],
    ['a reader', application('analytics', 'data-production'), [true, false]],
    ['a writer', application('billing', 'shop-production'), [false, true]],
    ['an application without a grant', application('preview', 'shop-development'), [false, false]],
    ['the same application in an account where it does not run', application('shop', 'audit'), [false, false]],
    ['nobody whom a file could name', null, [false, false]],
  ])('are reached as the files say by %s', (_, who, expected) => {
    const { mayRead, mayWrite } = mayReach(organization, { ...orders, ...{ bucket: 'b', isOpen: true } }, who);
    expect([mayRead, mayWrite]).toEqual(expected);
  });
});
