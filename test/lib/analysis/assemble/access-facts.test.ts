import { accessFacts } from '../../../../lib/analysis/assemble/access-facts';
import { storeAccess } from '../../../../lib/model/access';
import { theExample } from '../../../support/the-example';

const { organization } = theExample();
const { groups, places } = accessFacts(organization);

describe('the facts of access', () => {
  test('have who reaches each store, as the templates do', () => {
    const reached = places.flatMap(({ application, account, stores }) =>
      stores.flatMap(({ name, access }) => access.map(({ who }) => [application, account, name, who])),
    );
    expect(reached).toEqual(
      storeAccess(organization).map(({ store: { application, account, store }, who }) => [
        application,
        account,
        store,
        who,
      ]),
    );
  });

  test('have what may become each role', () => {
    expect(places.find(({ application }) => application === 'preview')?.actors).toEqual([
      { kind: 'lambda' },
      { kind: 'github', subject: 'repo:example@1001/shop@2001:environment:preview' },
      { kind: 'github', subject: 'repo:example/shop-legacy:ref:refs/heads/main' },
    ]);
  });

  test('have retired applications with closed stores, whose role nothing may become', () => {
    expect(places.find(({ application }) => application === 'newsletter')).toMatchObject({
      account: 'shop-production',
      state: 'retired',
      actors: [],
      stores: [{ name: 'subscribers', state: 'retired', access: [] }],
    });
  });

  test('have each group with its id', () => {
    expect(groups).toMatchObject({ everybody: '93a4b8c2-7001-70d6-b5f8-2b1c5d6e7f80', 'data-analysts': null });
  });

  test('leave closed accounts out', () => {
    const accounts = organization.accounts.map((each) => ({ ...each, state: 'closed' as const }));
    expect(accessFacts({ ...organization, accounts }).places).toEqual([]);
  });
});
