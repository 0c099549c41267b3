import { assemble } from '../../lib/analysis/assemble/assemble';
import type { Grant, Organization } from '../../lib/model/organization';
import { describeProblem } from '../../lib/model/problem';
import { catalogue } from '../../policies/catalogue';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { theExample } from '../support/the-example';
import { REQUESTS, type RequestId } from './application-requests';
import { applicationWorld } from './application-world';
import { judge, type Guarding, type StoreCaller } from './judge-application';
import { buildWorld, OUTSIDER } from './world';

/*
 * The shipped organization with partners: roles outside of it to which a store is open, some of them until an instant.
 */

const oracle = useOracle();

const BEFORE = '2027-03-30T23:59:59Z';
const UNTIL = '2027-03-31T00:00:00Z';
const AFTER = '2028-01-01T00:00:00Z';

function partner(role: string, until: string | null): Grant {
  const at = { file: 'applications/shop.yaml', line: 1, column: 1 };
  return { kind: 'partner', account: OUTSIDER, role, until, in: ['shop-production'], at };
}

const READERS = [partner('etl/reader', null), partner('etl/auditor', UNTIL), partner('etl/both', null)];
const WRITERS = [partner('etl/loader', UNTIL), partner('etl/both', UNTIL)];

const example = theExample();

/** The example in which partners read and write the orders, and in which the perimeter trusts them. */
function withPartners({ organization }: typeof example): typeof example {
  const applications = organization.applications.map((application) => ({
    ...application,
    stores: application.stores.map((store) =>
      application.key === 'shop' && store.name === 'orders'
        ? { ...store, readers: [...store.readers, ...READERS], writers: [...store.writers, ...WRITERS] }
        : store,
    ),
  }));
  const partners = [{ account: OUTSIDER, owner: 'shop@example.com', reason: 'A test' }];
  const placements = organization.placements.map((placement) =>
    placement.guardrail === 'perimeter-trusted-identities' ? { ...placement, parameters: { partners } } : placement,
  );
  const edited: Organization = { ...organization, applications, placements };
  const outcome = assemble(edited, catalogue);
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  return { organization: edited, assembly: outcome.value };
}

const trusting = applicationWorld(withPartners(example));
const orders = storeOf('orders');
const images = storeOf('images');

function storeOf(name: string): (typeof trusting.stores)[number] {
  const store = trusting.stores.find((one) => one.application === 'shop' && one.store === name);
  if (store === undefined) throw new Error(`the example has no store ${name}`);
  return store;
}

function role(principal: string, account = 'partner'): StoreCaller {
  return {
    ...{ id: `role ${principal}`, name: principal, who: principal, account, principal },
    ...{ mayRead: false, mayWrite: false, isInside: false, asks: 'everything' },
  };
}

/** What somebody with permissions for everything gets. */
async function gets(
  caller: StoreCaller,
  time: string,
  { guarding = 'unguarded', world = trusting.world, store = orders }: Partial<Options> = {},
): Promise<readonly RequestId[]> {
  const questions = (Object.keys(REQUESTS) as RequestId[]).map((request) => ({ store, caller, request, time }));
  // Guardrails only deny.
  const open = await judge(oracle(), world, questions, 'unguarded');
  const got = guarding === 'unguarded' ? open : await judge(oracle(), world, open, guarding);
  return got.map(({ request }) => request).sort();
}

interface Options {
  readonly guarding: Guarding;
  readonly world: typeof trusting.world;
  readonly store: typeof orders;
}

// The key does not tell readers from writers: the bucket does.
const KEY: readonly RequestId[] = ['decrypt', 'decryptObject', 'encrypt', 'encryptObject'];
const READING: readonly RequestId[] = ['getAttributes', 'getObject', 'getTags', 'getVersion', 'list', 'listVersions'];
const WRITING: readonly RequestId[] = ['abort', 'listParts', 'put', 'putByKey', 'putTags', 'remove'];

describe.each<Guarding>(['guarded', 'unguarded'])('%s, a partner', (guarding) => {
  testWithOracle('without an end reads, and does nothing else', async () => {
    for (const time of [BEFORE, AFTER])
      expect(await gets(role('role/etl/reader'), time, { guarding })).toEqual([...KEY, ...READING].sort());
  });

  testWithOracle('reads until the instant, and not at it or after it', async () => {
    expect(await gets(role('role/etl/auditor'), BEFORE, { guarding })).toEqual([...KEY, ...READING].sort());
    for (const time of [UNTIL, AFTER]) expect(await gets(role('role/etl/auditor'), time, { guarding })).toEqual([]);
  });

  testWithOracle('writes until the instant, and not at it or after it', async () => {
    expect(await gets(role('role/etl/loader'), BEFORE, { guarding })).toEqual([...KEY, ...WRITING].sort());
    for (const time of [UNTIL, AFTER]) expect(await gets(role('role/etl/loader'), time, { guarding })).toEqual([]);
  });

  testWithOracle('with two grants keeps the one that has not ended', async () => {
    const both = [...KEY, ...READING, ...WRITING].sort();
    expect(await gets(role('role/etl/both'), BEFORE, { guarding })).toEqual(both);
    expect(await gets(role('role/etl/both'), UNTIL, { guarding })).toEqual([...KEY, ...READING].sort());
  });

  testWithOracle('reaches no other store', async () => {
    expect(await gets(role('role/etl/both'), BEFORE, { guarding, store: images })).toEqual([]);
  });

  testWithOracle('is no other role of that account, and no role of that name elsewhere', async () => {
    const others = [
      'role/etl/reader-2',
      'role/reader',
      'role/other/etl/reader',
      'user/etl/reader',
      'root',
      'role/admin',
    ];
    for (const other of others) expect([other, await gets(role(other), BEFORE, { guarding })]).toEqual([other, []]);
    const namesake = role('role/etl/reader', 'network');
    expect(await gets(namesake, BEFORE, { guarding })).toEqual([]);
  });
});

/** The checks refuse such an organization: this is why. */
testWithOracle('a partner whom the perimeter does not trust reaches nothing', async () => {
  const world = buildWorld(example.organization, example.assembly);
  for (const name of ['role/etl/reader', 'role/etl/loader'])
    expect(await gets(role(name), BEFORE, { guarding: 'guarded', world })).toEqual([]);
});
