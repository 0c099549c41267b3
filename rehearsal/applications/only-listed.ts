import { isDeepStrictEqual } from 'node:util';
import { storeAccess, type Grantee, type PlacedStore } from '../../lib/model/access';
import type { Organization } from '../../lib/model/organization';
import { send } from '../aws/send';
import type { RehearsedCall } from '../calls/call';
import { expectAnswers } from '../evidence/expect-answer';
import { findingsOf } from '../evidence/step';
import type { ApplicationCaller } from './application-callers';
import type { ApplicationStage, ApplicationStep } from './stage';
import { KEPT, reads, writes } from './store-calls';
import { applicationRoleArn, numberOf, storesOf, type RehearsedStore } from './stores';

/** Every caller tries everything on every open store: what the files grant is permitted, and all else is denied. */
export const onlyListed: ApplicationStep = {
  title: 'a store is reached by those whom the files name, each as its grant says, and by nobody else',
  async run(stage) {
    const { organization, callers, sessions } = stage;
    const everybody = [...(await callers.applications()), ...(await callers.people())];
    const results: (string | null)[] = [];
    for (const store of storesOf(organization).filter(({ isOpen }) => isOpen)) {
      const root = await sessions.root(store.number);
      await send(root, 's3:PutObject', { Bucket: store.bucket, Key: KEPT, Body: 'kept' });
      for (const caller of [...everybody, ...(await strangers(store, stage))]) {
        const { mayRead, mayWrite } = mayReach(organization, store, caller.who);
        results.push(
          ...(await expect(mayRead, caller, reads(store))),
          ...(await expect(mayWrite, caller, writes(store))),
        );
      }
    }
    return findingsOf(results, GAPS);
  },
};

const GAPS = [
  {
    what: 'stores: the permissions s3:GetObjectVersion and s3:DeleteObjectVersion, and deleting many objects in one call',
    why: 'the emulator checks S3 under the names of its operations: these are s3:GetObject, s3:DeleteObject and s3:DeleteObjects there',
  },
  { what: 'stores: access by AWS services and by anonymous callers', why: 'the rehearsal has no such caller' },
  {
    what: 'stores: a role that is named like the one of a permission set, or of an application, but has another path',
    why: 'the emulator omits paths, so that it is taken for the real one',
  },
  { what: 'stores: partners and the end of their access', why: 'the example has no partner' },
];

function expect(may: boolean, caller: ApplicationCaller, calls: readonly RehearsedCall[]) {
  return expectAnswers(may ? 'permitted' : 'denied-explicitly', [caller], calls);
}

/** What the files let somebody do with a store: null is nobody. */
export function mayReach(
  organization: Organization,
  { application, store, account, region }: PlacedStore,
  who: Grantee | null,
): { readonly mayRead: boolean; readonly mayWrite: boolean } {
  const placed: PlacedStore = { application, store, account, region };
  const found = storeAccess(organization).find(
    (access) => isDeepStrictEqual(access.store, placed) && isDeepStrictEqual(access.who, who),
  );
  return { mayRead: found?.mayRead ?? false, mayWrite: found?.mayWrite ?? false };
}

/** Administrators, and roles that only look like those that the store's policy names. All are allowed everything. */
async function strangers(
  { application, account }: RehearsedStore,
  { organization, callers }: ApplicationStage,
): Promise<readonly ApplicationCaller[]> {
  const elsewhere = organization.accounts.find(
    ({ key, state }) => state === 'active' && key !== account && !placesOf(organization, application).includes(key),
  );
  const found = [
    await callers.administrator(account),
    await callers.permissionSet(`app-${application}-x`, account),
    await callers.permissionSet('AdministratorAccess', account),
  ];
  if (elsewhere === undefined) return found;
  const imitation = applicationRoleArn(numberOf(organization, elsewhere.key), application);
  return [
    ...found,
    await callers.administrator(elsewhere.key),
    await callers.role(imitation, elsewhere.key, `the role ${application} in ${elsewhere.key}`),
  ];
}

function placesOf({ applications }: Organization, key: string): readonly string[] {
  return applications
    .filter((application) => application.key === key)
    .flatMap(({ accounts, retiredIn }) => [...accounts, ...retiredIn]);
}
