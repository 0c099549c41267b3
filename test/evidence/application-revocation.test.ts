import { applicationPlaces, storeAccess, type ApplicationPlace, type StoreAccess } from '../../lib/model/access';
import type { Organization } from '../../lib/model/organization';
import { parseOrganization } from '../../lib/model/parse';
import { describeProblem } from '../../lib/model/problem';
import { catalogue } from '../../policies/catalogue';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { inFolder, type Files } from '../support/organization-folder';
import { GIVEN } from './application-requests';
import { deployApplications, findRole } from './application-stores';
import { exampleFiles, retirements, takings, type Taking } from './application-takings';
import { applicationTexts, type StackSetTexts } from './application-templates';
import { rightfulAttempts, trustRequest, type Attempt } from './application-trust';
import { applicationWorld, worldOf } from './application-world';
import { findDifferences, isExpected, type Question } from './judge-application';
import { callersOf, isSame, nameOf } from './store-callers';

/*
 * Everything that the files of the shipped organization give to somebody is taken away, one at a time. The templates of all
 * applications hold no trace of it, and whoever had it reaches nothing by it.
 */

const oracle = useOracle();
const { organization, world } = applicationWorld();
const files = exampleFiles();
const numberOf = (account: string): string => world.account(account).number;

function parse(edited: Files): Organization {
  const outcome = inFolder(edited, (folder) => parseOrganization(folder, catalogue));
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  return outcome.value;
}

/** All templates, byte for byte, with the values of their parameters. */
function textOf(texts: StackSetTexts): string {
  return JSON.stringify([...texts]);
}

function textsOf(one: Organization): StackSetTexts {
  return applicationTexts(one, numberOf);
}

/** The applications without the places of their lines. */
function saidOf({ applications }: Organization): string {
  return JSON.stringify(applications, (key, value: unknown) => (key === 'at' ? undefined : value));
}

const textsBefore = textsOf(organization);
const before = textOf(textsBefore);
const taken = takings(organization, files);
const retired = retirements(organization, files);
const all = [...taken, ...retired];

test('the example has something of each kind to take away', () => {
  const whats = taken.map(({ what }) => what).join('\n');
  const ways = ['`ec2`', '`ecs`', '`lambda`', 'pod 1', 'workflow 2'];
  for (const kind of ['among the readers', 'among the writers', 'the group', 'the people', ...ways])
    expect(whats).toContain(kind);
  expect(retired.length).toBeGreaterThan(10);
});

/** The templates after each taking, from the files without its lines. */
const textsAfter = new Map(all.map((one) => [one, textsOf(parse(one.deleted))]));

function after(one: Taking): StackSetTexts {
  const texts = textsAfter.get(one);
  if (texts === undefined) throw new Error(`nobody has taken ${one.what}`);
  return texts;
}

test.each(all)('without $what, the templates are, byte for byte, those of an organization that never had it', (one) => {
  expect(textOf(after(one))).toBe(textOf(textsOf(one.without(organization))));
  expect(textOf(after(one))).not.toBe(before);
});

test.each(taken)('with $what again, the files say what they said', ({ deleted, written }) => {
  expect(saidOf(parse(deleted))).not.toBe(saidOf(organization));
  expect(saidOf(parse(written))).toBe(saidOf(organization));
});

test('files that say the same give the same templates, byte for byte', () => {
  const moved = JSON.parse(saidOf(organization)) as Organization['applications'];
  expect(textOf(textsOf({ ...organization, applications: moved }))).toBe(before);
});

const idOf = ({ store, who }: StoreAccess): string => `${store.application}/${store.store}: ${nameOf(who)}`;

/** What somebody may no longer do: entries that are gone, or allow less. */
function lostBy(one: Taking): readonly StoreAccess[] {
  const still = new Map(storeAccess(one.without(organization)).map((entry) => [idOf(entry), entry]));
  return storeAccess(organization).flatMap((entry) => {
    const { mayRead, mayWrite } = still.get(idOf(entry)) ?? { mayRead: false, mayWrite: false };
    const lost = { ...entry, mayRead: entry.mayRead && !mayRead, mayWrite: entry.mayWrite && !mayWrite };
    return lost.mayRead || lost.mayWrite ? [lost] : [];
  });
}

test('each taking takes access to a store from somebody, or a way to run from an application', () => {
  const nothing = all.filter((one) => lostBy(one).length === 0 && waysLostBy(one).length === 0);
  expect(nothing.map(({ what }) => what)).toEqual([]);
});

testWithOracle('whoever had a store before it was taken away reaches it as the files say then', async () => {
  const questions = all.flatMap((one) => {
    const edited = one.without(organization);
    const { stores, permissions } = worldOf(edited, world, deployApplications(edited, world, after(one)));
    return lostBy(one).flatMap(({ store: lost, who }): readonly Question[] => {
      const store = stores.find((found) => isSame(found, lost));
      if (store === undefined) throw new Error(`${one.what}: the store is gone`);
      return callersOf(store, edited, permissions, false)
        .filter(({ id }) => id.startsWith(nameOf(who)))
        .flatMap((caller) => GIVEN.map((request) => ({ store, caller, request })));
    });
  });
  expect(questions.filter((one) => !isExpected(one, 'unguarded')).length).toBeGreaterThan(500);
  expect(await findDifferences(oracle(), world, questions, 'unguarded')).toEqual([]);
});

interface LostWay {
  readonly attempt: Attempt;
  readonly place: ApplicationPlace;
}

/** What could act as an application before. */
function waysLostBy(one: Taking): readonly LostWay[] {
  const waysOf = (whole: Organization): readonly LostWay[] =>
    applicationPlaces(whole)
      .filter(({ state }) => state === 'active')
      .flatMap((place) => {
        const { application, account } = place;
        const at = { account: numberOf(account), region: application.region };
        return rightfulAttempts(application.runsOn, at).map((attempt) => ({ attempt, place }));
      });
  const id = ({ attempt, place: { application, account } }: LostWay): string =>
    JSON.stringify([attempt, application.key, account]);
  const left = new Set(waysOf(one.without(organization)).map(id));
  return waysOf(organization).filter((way) => !left.has(id(way)));
}

testWithOracle('what ran with a role before it was taken away does so no longer', async () => {
  const lost = all.flatMap((one) => waysLostBy(one).map((way) => ({ one, ...way })));
  expect(lost.length).toBeGreaterThan(10);
  const asked = lost.flatMap(({ one, attempt, place: { application, account } }) => {
    const edited = one.without(organization);
    const own = deployApplications(edited, world, after(one)).find(
      (deployed) => deployed.application === application.key && deployed.account === account,
    );
    const role = own === undefined ? undefined : findRole(own, numberOf(account));
    // Without a role, there is nothing to run with.
    if (role === undefined) return [];
    const place = { account: numberOf(account), region: application.region };
    return [{ what: `${one.what}: ${attempt.what}`, request: trustRequest(attempt, role, place, world) }];
  });
  expect(asked.length).toBeGreaterThan(5);
  const none = { serviceControlPolicies: [], resourceControlPolicies: [] };
  const { answers } = await oracle().ask(
    none,
    asked.map(({ request }) => request),
  );
  expect(asked.filter((_, index) => answers[index] === 'Allowed').map(({ what }) => what)).toEqual([]);
});
