import type { OraclePolicies } from '../../tools/oracle/client';
import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { applicationPlaces, type ApplicationPlace } from '../../lib/model/access';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { findRole, type FoundRole } from './application-stores';
import { rightfulAttempts, trustRequest, wrongfulAttempts, type Attempt, type RolePlace } from './application-trust';
import { applicationWorld } from './application-world';

/*
 * Who can act as an application of the shipped organization: the trust policies as they are deployed, with the guardrails and
 * without.
 */

const oracle = useOracle();
const { world, organization, deployed } = applicationWorld();

interface Running extends Pick<ApplicationPlace, 'application' | 'account'> {
  readonly role: FoundRole;
  readonly place: RolePlace;
}

const running: readonly Running[] = applicationPlaces(organization)
  .filter(({ state }) => state === 'active')
  .map(({ application, account }) => {
    const { number } = world.account(account);
    const own = deployed.find((one) => one.application === application.key && one.account === account);
    const role = own === undefined ? undefined : findRole(own, number);
    if (role === undefined) throw new Error(`${application.key} has no role in ${account}`);
    return { application, account, role, place: { account: number, region: application.region } };
  });

/** What of it is possible. */
async function possible(
  attempts: readonly Attempt[],
  one: Running,
  policies: OraclePolicies,
): Promise<readonly string[]> {
  const { answers } = await oracle().ask(
    policies,
    attempts.map((attempt) => trustRequest(attempt, one.role, one.place, world)),
  );
  return attempts.filter((_, index) => answers[index] === 'Allowed').map(({ what }) => what);
}

const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };

testWithOracle('each way to run of each application of the example works, with guardrails and without', async () => {
  expect(running.length).toBeGreaterThan(3);
  for (const one of running) {
    const attempts = rightfulAttempts(one.application.runsOn, one.place);
    expect(attempts.length).toBeGreaterThan(0);
    const whats = attempts.map(({ what }) => what);
    expect(await possible(attempts, one, NO_GUARDRAILS)).toEqual(whats);
    expect(await possible(attempts, one, world.guardrails(null, one.account, ['sts']))).toEqual(whats);
  }
});

testWithOracle('nothing and nobody else acts as an application, even without guardrails', async () => {
  for (const one of running) {
    const attempts = wrongfulAttempts(one.application.runsOn, one.place);
    expect([one.application.key, await possible(attempts, one, NO_GUARDRAILS)]).toEqual([one.application.key, []]);
  }
});

test('the example has every way to run', () => {
  const all = running.map(({ application }) => application.runsOn);
  const has = (is: (runsOn: (typeof all)[number]) => boolean): boolean => all.some(is);
  expect([
    has(({ ec2 }) => ec2),
    has(({ ecs }) => ecs),
    has(({ lambda }) => lambda),
    has(({ pods }) => pods.length > 0),
    has(({ github }) => github.length > 0),
  ]).toEqual([true, true, true, true, true]);
});

test('attempts name actions that exist, and each attempt is another one', () => {
  const reference = loadServiceReference();
  for (const { application, place } of running) {
    const attempts = [...rightfulAttempts(application.runsOn, place), ...wrongfulAttempts(application.runsOn, place)];
    expect(attempts.filter(({ action }) => !reference.actionExists(action))).toEqual([]);
    const texts = attempts.map(({ principal, action, keys }) => JSON.stringify({ principal, action, keys }));
    const doubled = attempts.filter((_, index) => texts.indexOf(texts[index] ?? '') !== index);
    expect(doubled.map(({ what }) => what)).toEqual([]);
  }
});
