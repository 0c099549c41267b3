import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { ACCESS_CASES, CALLERS, type CallerId } from './archive-access';
import { DELIVERY_CASES } from './archive-deliveries';
import { archiveTemplates } from './archive-templates';
import { archiveWorld } from './archive-world';
import { judgeAccess, judgeDeliveries, judgeGuardedAccess, type Guarding } from './judge-archive';

const oracle = useOracle();
const world = archiveWorld();
const templates = archiveTemplates();

/** In the order of the callers. */
function inOrder(callers: readonly CallerId[]): readonly string[] {
  return Object.keys(CALLERS).filter((id) => callers.some((one) => one === id));
}

testWithOracle('the log archive is open to those whom the tables list and to nobody else', async () => {
  const unguarded = await judgeAccess(oracle(), world, templates);
  expect(unguarded).toEqual(Object.fromEntries(ACCESS_CASES.map((one) => [one.what, inOrder(one.unguarded)])));
  const guarded = await judgeGuardedAccess(oracle(), world, templates, unguarded);
  expect(guarded).toEqual(Object.fromEntries(ACCESS_CASES.map((one) => [one.what, inOrder(one.possible)])));
});

testWithOracle.each<Guarding>(['guarded', 'unguarded'])(
  'the log archive receives what services deliver for the organization and nothing else: %s',
  async (guarding) => {
    const expected = DELIVERY_CASES.map(({ what, isPossible }) => [what, isPossible]);
    expect(await judgeDeliveries(oracle(), world, templates, guarding)).toEqual(Object.fromEntries(expected));
  },
);

test('the tables name actions that exist, each case once', () => {
  const reference = loadServiceReference();
  const actions = [...ACCESS_CASES, ...DELIVERY_CASES].map(({ action }) => action);
  expect(actions.filter((action) => !reference.actionExists(action))).toEqual([]);
  for (const cases of [ACCESS_CASES, DELIVERY_CASES])
    expect(new Set(cases.map(({ what }) => what)).size).toBe(cases.length);
});
