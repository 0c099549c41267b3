import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { placedAssignments } from '../../lib/model/people';
import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS } from '../../lib/model/permission-sets';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { DEVELOPMENT } from './escalation-development';
import { factsIn, HELD_BY_GUARDRAILS, NOBODY, WORKERS, type WorkerId } from './people-facts';
import { BUILDERS, openPaths, refusedTo, whichOf, type Question, type With } from './people-judging';
import { peopleWorld } from './people-world';

/*
 * What people, roles and partners of the shipped organization may do and may not do: by the policies as the stacks deploy
 * them, the boundary where there is one, and the guardrails of the account. An independent evaluator judges.
 */

const oracle = useOracle();
const world = peopleWorld();
const { organization, deployed } = world;
const ids = Object.keys(WORKERS) as WorkerId[];
/** Where no guardrail binds anybody. */
const IN_MANAGEMENT = PERMISSION_SET_IDS.filter((id) => PERMISSION_SET_DEFAULTS[id].where !== 'members');

function question(id: WorkerId, how: With = 'guardrails', account = WORKERS[id].account): Question {
  const permissions = deployed.get(id);
  if (permissions === undefined) throw new Error(`nothing is deployed for ${id}`);
  return { id, permissions, account, with: how };
}

test('all tiers are here, each in an account in which the shipped organization assigns it', () => {
  expect(ids).toEqual(expect.arrayContaining([...PERMISSION_SET_IDS]));
  const placed = new Set(
    placedAssignments(organization).map(({ permissionSet, account }) =>
      permissionSet.kind === 'tier' ? `${permissionSet.id} in ${account}` : '',
    ),
  );
  const own = PERMISSION_SET_IDS.map((id) => `${id} in ${WORKERS[id].account}`);
  expect(own.filter((one) => !placed.has(one))).toEqual([]);
});

test.each(ids)('of %s, there are eight facts of each kind and more, each in words of its own', (id) => {
  for (const facts of [factsIn(WORKERS[id].may), refusedTo(id)]) {
    expect(facts.length).toBeGreaterThanOrEqual(8);
    expect(new Set(facts.map(({ what, time }) => `${what} ${time ?? ''}`)).size).toBe(facts.length);
  }
  expect(factsIn(WORKERS[id].mayNot).length).toBeGreaterThanOrEqual(8);
});

test('the facts name actions that exist', () => {
  const reference = loadServiceReference();
  const all = [NOBODY, ...ids.flatMap((id) => [WORKERS[id].may, WORKERS[id].mayNot])].flatMap(factsIn);
  expect(all.map(({ action }) => action).filter((action) => !reference.actionExists(action))).toEqual([]);
});

testWithOracle.each(ids)('%s may do what it is for', async (id) => {
  expect(await whichOf(oracle(), world, question(id), factsIn(WORKERS[id].may), 'impossible')).toEqual([]);
});

testWithOracle.each(ids)('%s may not do more', async (id) => {
  expect(await whichOf(oracle(), world, question(id), refusedTo(id), 'possible')).toEqual([]);
});

testWithOracle('the permissions alone hold all of it, but for what the list says', async () => {
  const open: string[] = [];
  for (const id of ids) {
    const possible = await whichOf(oracle(), world, question(id, 'permissions alone'), refusedTo(id), 'possible');
    open.push(...possible.map((what) => `${id}: ${what}`));
  }
  expect(open).toEqual(HELD_BY_GUARDRAILS);
});

/** Of people of security in the management account: there they work on its findings, too. */
const OWN_FINDINGS = factsIn(WORKERS.security.mayNot).filter(({ what }) =>
  HELD_BY_GUARDRAILS.includes(`security: ${what}`),
);

testWithOracle.each(IN_MANAGEMENT)(
  'in the management account, the permissions of %s hold without a guardrail',
  async (id) => {
    const own = question(id, 'permissions alone', 'management');
    expect(await whichOf(oracle(), world, own, factsIn(WORKERS[id].may), 'impossible')).toEqual([]);
    const refused = refusedTo(id).filter((fact) => id !== 'security' || !OWN_FINDINGS.includes(fact));
    expect(await whichOf(oracle(), world, own, refused, 'possible')).toEqual([]);
    expect(await openPaths(oracle(), world, own)).toEqual([]);
  },
);

testWithOracle.each(ids.filter((id) => id !== 'role break-glass'))(
  '%s gets through no path beyond itself',
  async (id) => {
    const own = question(id, 'permissions alone');
    // The permissions hold all paths but one, which needs its guardrail.
    const [only, ...others] = await openPaths(oracle(), world, own);
    expect(others).toEqual([]);
    expect(only).toBe(
      BUILDERS.includes(id)
        ? 'change the definition of a state machine of the platform, which passes no role'
        : undefined,
    );
    if (only !== undefined) expect(await openPaths(oracle(), world, question(id))).toEqual([]);
  },
);

testWithOracle('developers keep their everyday work', async () => {
  const everyday = DEVELOPMENT.map(({ does, ...call }) => ({ what: does, ...call }));
  expect(await whichOf(oracle(), world, question('developer'), everyday, 'impossible')).toEqual([]);
});
