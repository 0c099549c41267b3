import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { ACCESS_CASES, CALLERS, type CallerId } from './archive-access';
import { DELIVERY_CASES } from './archive-deliveries';
import { archiveTemplates } from './archive-templates';
import { archiveWorld } from './archive-world';
import { judgeAccess, judgeDeliveries, type Guarding } from './judge-archive';

const oracle = useOracle();
const world = archiveWorld();
const templates = archiveTemplates();

/** In the order of the callers. */
function inOrder(callers: readonly CallerId[]): readonly string[] {
  return Object.keys(CALLERS).filter((id) => callers.some((one) => one === id));
}

describe.each<Guarding>(['guarded', 'unguarded'])('the log archive, %s', (guarding) => {
  testWithOracle(
    "can be touched by nobody but those whom the table lists, whatever anybody's permissions are",
    async () => {
      const expected = ACCESS_CASES.map((one) => [
        one.what,
        inOrder(guarding === 'guarded' ? one.possible : one.unguarded),
      ]);
      expect(await judgeAccess(oracle(), world, templates, guarding)).toEqual(Object.fromEntries(expected));
    },
  );

  testWithOracle('receives what the services deliver for the organization, and nothing else', async () => {
    const expected = DELIVERY_CASES.map(({ what, isPossible }) => [what, isPossible]);
    expect(await judgeDeliveries(oracle(), world, templates, guarding)).toEqual(Object.fromEntries(expected));
  });
});
