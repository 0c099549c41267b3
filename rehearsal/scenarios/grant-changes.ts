import type { ApplicationStage } from '../applications/stage';
import { KEPT, reads } from '../applications/store-calls';
import { storesOf } from '../applications/stores';
import { send } from '../aws/send';
import { expectAnswers, type ExpectedAnswer } from '../evidence/expect-answer';
import type { Site } from '../site';
import { deployAndVerify } from './deploy-and-verify';
import { requireValue } from './require-value';
import type { DeployedVersion, RehearsalScenario } from './scenario';
import { whileEnforced } from './while-enforced';

/** A store of the example, and an application in another account that does not reach it. */
const GRANT = { application: 'shop', store: 'images', reader: 'analytics' };

const READERS = ['stores', GRANT.store, 'readers'];

export const grantAdded: RehearsalScenario = {
  name: 'grant-added',
  title: 'a line in a file lets an application of another account read a store, once it is deployed',
  restarts: true,
  edit: (configuration) => {
    configuration.editApplication(GRANT.application, (document) => {
      requireValue(document, ['stores', GRANT.store]);
      document.setIn(READERS, document.createNode([{ application: GRANT.reader }]));
    });
  },
  async run(input) {
    const before = await readStore('denied-explicitly', input.site, input.before);
    const { deployed, faults } = await deployAndVerify(input);
    const after = deployed === null ? [] : await readStore('permitted', input.site, deployed);
    return { deployed, faults: [...before, ...faults, ...after] };
  },
};

export const grantRemoved: RehearsalScenario = {
  name: 'grant-removed',
  needs: 'grant-added',
  title: 'without that line it cannot read the store any more, once that is deployed',
  restarts: true,
  edit: (configuration) => {
    configuration.editApplication(GRANT.application, (document) => {
      requireValue(document, READERS);
      document.deleteIn(READERS);
    });
  },
  async run(input) {
    const { deployed, faults } = await deployAndVerify(input);
    const after = deployed === null ? [] : await readStore('denied-explicitly', input.site, deployed);
    return { deployed, faults: [...faults, ...after] };
  },
};

/** Reads the store as the other application, with policies enforced. */
async function readStore(expected: ExpectedAnswer, site: Site, deployed: DeployedVersion): Promise<readonly string[]> {
  const results = await whileEnforced(site, deployed, (stage) => tryReader(expected, stage));
  return results.filter((result) => result !== null);
}

async function tryReader(expected: ExpectedAnswer, { organization, callers, sessions }: ApplicationStage) {
  const store = storesOf(organization).find(
    (one) => one.application === GRANT.application && one.store === GRANT.store,
  );
  const reader = organization.applications.find(({ key }) => key === GRANT.reader);
  const [account] = reader?.accounts ?? [];
  if (store === undefined || account === undefined) throw new Error('the example has neither the store nor its reader');
  const root = await sessions.root(store.number);
  await send(root, 's3:PutObject', { Bucket: store.bucket, Key: KEPT, Body: 'kept' });
  return expectAnswers(expected, [await callers.application(GRANT.reader, account)], reads(store));
}
