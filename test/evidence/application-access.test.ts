import { storeAccess } from '../../lib/model/access';
import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { applicationWorld } from './application-world';
import { OTHER_CALLERS } from './application-callers';
import { READING, REQUESTS, STORE_CASES, WRITING, type RequestId } from './application-requests';
import { findDifferences, isExpected, judge, type Guarding } from './judge-application';
import { nameOf } from './store-callers';

/*
 * Who reaches the stores of the shipped organization, and who does not: by the policies of role, bucket and key as they are
 * deployed, with the guardrails and without.
 */

const oracle = useOracle();
const { world, organization, stores, questions } = applicationWorld();
const all = stores.flatMap(questions);

testWithOracle('without guardrails, stores are open to those whom the tables list and to nobody else', async () => {
  expect(await findDifferences(oracle(), world, all, 'unguarded')).toEqual([]);
});

testWithOracle('with guardrails, they are open to fewer', async () => {
  // Guardrails only deny.
  const open = all.filter((one) => isExpected(one, 'unguarded'));
  expect(all.filter((one) => isExpected(one, 'guarded') && !isExpected(one, 'unguarded'))).toEqual([]);
  expect(await findDifferences(oracle(), world, open, 'guarded')).toEqual([]);
});

describe.each<Guarding>(['guarded', 'unguarded'])('whoever has been given a store (%s)', (guarding) => {
  testWithOracle('does with it what the files say, by the own permissions', async () => {
    const entries = storeAccess(organization).filter(({ who }) => who.kind !== 'partner');
    expect(entries.length).toBeGreaterThan(8);
    for (const { store, who, mayRead, mayWrite } of entries) {
      const found = stores.find(
        (one) => one.application === store.application && one.store === store.store && one.account === store.account,
      );
      if (found === undefined) throw new Error(`${store.application}/${store.store} is not deployed`);
      const own = questions(found).filter(({ caller }) => caller.id === nameOf(who));
      const got = new Set((await judge(oracle(), world, own, guarding)).map(({ request }) => request));
      const can = (needs: readonly RequestId[]): boolean => needs.every((need) => got.has(need));
      const done = STORE_CASES.filter(({ needs }) => can(needs)).map(({ what }) => what);
      const expected = [...(mayRead ? READING : []), ...(mayWrite ? WRITING : [])].map(({ what }) => what);
      expect([nameOf(who), store, done]).toEqual([nameOf(who), store, expected]);
    }
  });
});

test('the tables name actions that exist, each case and each caller once', () => {
  const reference = loadServiceReference();
  const actions = Object.values(REQUESTS).map(({ action }) => action);
  expect(actions.filter((action) => !reference.actionExists(action))).toEqual([]);
  for (const names of [STORE_CASES.map(({ what }) => what), Object.values(OTHER_CALLERS).map(({ name }) => name)])
    expect(new Set(names).size).toBe(names.length);
  const asked = new Set<string>(STORE_CASES.flatMap(({ needs }) => needs));
  expect(Object.keys(REQUESTS).filter((id) => !asked.has(id))).toEqual([]);
});
