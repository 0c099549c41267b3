import { storeAccess } from '../../lib/model/access';
import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { accessRows } from './application-table';
import { applicationWorld } from './application-world';
import { OTHER_CALLERS } from './application-callers';
import { READING, REQUESTS, STORE_CASES, WRITING } from './application-requests';
import { findDifferences, isExpected, judge, type Guarding } from './judge-application';
import { isSame, nameOf } from './store-callers';

/*
 * Who reaches the stores of the shipped organization, and who does not: by the policies of role, bucket and key as they are
 * deployed, with the guardrails and without.
 */

const oracle = useOracle();
const { world, organization, deployed, stores, permissions, questions } = applicationWorld();
const { permissionsOf } = permissions;
const byName = stores.map((store) => [`${store.application}/${store.store}`, questions(store)] as const);

testWithOracle.each(byName)(
  'without guardrails, %s is open to those whom the tables list and to nobody else',
  async (_, asked) => {
    expect(await findDifferences(oracle(), world, asked, 'unguarded')).toEqual([]);
  },
);

testWithOracle.each(byName)('with guardrails, %s is open to fewer', async (_, asked) => {
  // Guardrails only deny. What the own permissions of somebody let through, those for everything do, too.
  const open = asked.filter(
    (one) =>
      isExpected(one, 'unguarded') && !(isExpected(one, 'guarded') && one.caller.id.endsWith(' with everything')),
  );
  expect(asked.filter((one) => isExpected(one, 'guarded') && !isExpected(one, 'unguarded'))).toEqual([]);
  expect(await findDifferences(oracle(), world, open, 'guarded')).toEqual([]);
});

describe.each<Guarding>(['guarded', 'unguarded'])('whoever has been given a store (%s)', (guarding) => {
  testWithOracle('does with it what the files say, by the own permissions', async () => {
    const entries = storeAccess(organization).filter(({ who }) => who.kind !== 'partner');
    expect(entries.length).toBeGreaterThan(8);
    const own = entries.flatMap(({ store, who }) =>
      stores
        .filter((one) => isSame(one, store))
        .flatMap(questions)
        .filter(({ caller }) => caller.id === nameOf(who)),
    );
    const possible = await judge(oracle(), world, own, guarding);
    for (const { store, who, mayRead, mayWrite } of entries) {
      const got = new Set(
        possible
          .filter(({ store: one, caller }) => isSame(one, store) && caller.id === nameOf(who))
          .map(({ request }): string => request),
      );
      const done = STORE_CASES.filter(({ needs }) => needs.every((need) => got.has(need))).map(({ what }) => what);
      const expected = [...(mayRead ? READING : []), ...(mayWrite ? WRITING : [])].map(({ what }) => what);
      expect([nameOf(who), store, done]).toEqual([nameOf(who), store, expected]);
    }
  });
});

testWithOracle("a role's own permissions are for its stores, and for nothing else", async () => {
  const asked = deployed.flatMap(({ application, account, region }) => {
    const { number } = world.account(account);
    const permissions = permissionsOf({ kind: 'application', application, account });
    if (permissions === undefined) return [];
    return ELSEWHERE.map(({ action, resource }) => ({
      principal: `arn:aws:iam::${number}:role/app/${application}`,
      action,
      resource: resource.replace('{account}', number),
      account: number,
      context: {
        'aws:SecureTransport': 'true',
        'kms:ViaService': `s3.${region}.amazonaws.com`,
        'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::elsewhere',
      },
      identityPolicy: permissions,
      ...(action.startsWith('kms:') ? { resourcePolicy: keyFor(number) } : {}),
    }));
  });
  expect(asked.length).toBeGreaterThan(3 * ELSEWHERE.length);
  const { answers } = await oracle().ask({ serviceControlPolicies: [], resourceControlPolicies: [] }, asked);
  expect(asked.filter((_, index) => answers[index] === 'Allowed')).toEqual([]);
});

/** What lets everybody who has the permission. */
function keyFor(account: string): object {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' }] };
}

const ELSEWHERE = [
  { action: 's3:GetObject', resource: 'arn:aws:s3:::elsewhere/order.json' },
  { action: 's3:PutObject', resource: 'arn:aws:s3:::elsewhere/order.json' },
  { action: 's3:ListBucket', resource: 'arn:aws:s3:::elsewhere' },
  { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-central-1:{account}:key/99999999-8888-7777-6666-555555555555' },
  {
    action: 'kms:GenerateDataKey',
    resource: 'arn:aws:kms:eu-central-1:{account}:key/99999999-8888-7777-6666-555555555555',
  },
  { action: 'iam:CreateRole', resource: 'arn:aws:iam::{account}:role/free' },
  { action: 'iam:PassRole', resource: 'arn:aws:iam::{account}:role/admin' },
  { action: 'sts:AssumeRole', resource: 'arn:aws:iam::{account}:role/admin' },
  {
    action: 'secretsmanager:GetSecretValue',
    resource: 'arn:aws:secretsmanager:eu-central-1:{account}:secret:other-0a1b2c',
  },
  { action: 'logs:PutLogEvents', resource: 'arn:aws:logs:eu-central-1:{account}:log-group:other:log-stream:one' },
];

test('the tables name actions that exist, each case and each caller once', () => {
  const reference = loadServiceReference();
  const actions = [...Object.values(REQUESTS), ...ELSEWHERE].map(({ action }) => action);
  expect(actions.filter((action) => !reference.actionExists(action))).toEqual([]);
  for (const names of [STORE_CASES.map(({ what }) => what), Object.values(OTHER_CALLERS).map(({ name }) => name)])
    expect(new Set(names).size).toBe(names.length);
  const rows = accessRows(STORE_CASES);
  expect(rows.map(({ what }) => what)).toEqual(STORE_CASES.map(({ what }) => what));
  expect(rows.find(({ what }) => what === 'read an object')).toMatchObject({ who: 'readers', unguarded: 'readers' });
  const asked = new Set<string>(STORE_CASES.flatMap(({ needs }) => needs));
  expect(Object.keys(REQUESTS).filter((id) => !asked.has(id))).toEqual([]);
});
