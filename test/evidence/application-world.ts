import type { Grantee } from '../../lib/model/access';
import type { Assembly } from '../../lib/analysis/assemble/assembly';
import type { Organization } from '../../lib/model/organization';
import { theExample } from '../support/the-example';
import {
  deployApplications,
  findRole,
  findStores,
  type DeployedApplication,
  type FoundStore,
} from './application-stores';
import { questionsOn, type Question } from './judge-application';
import { callersOf, type Permissions } from './store-callers';
import { buildWorld, type World } from './world';

/** An organization with its guardrails, and its applications as they are deployed. */
export interface ApplicationWorld {
  readonly world: World;
  readonly organization: Organization;
  readonly deployed: readonly DeployedApplication[];
  readonly stores: readonly FoundStore[];
  readonly permissions: Permissions;
  /** Everything that everybody may ask S3 and KMS about a store. */
  readonly questions: (store: FoundStore) => readonly Question[];
}

export function applicationWorld(
  { organization, assembly }: { readonly organization: Organization; readonly assembly: Assembly } = theExample(),
): ApplicationWorld {
  const world = buildWorld(organization, assembly);
  return worldOf(organization, world, deployApplications(organization, world));
}

/** The same organization with other templates. */
export function worldOf(
  organization: Organization,
  world: World,
  deployed: readonly DeployedApplication[],
): ApplicationWorld {
  const permissions = permissionsIn(organization, world, deployed);
  const stores = deployed.flatMap(findStores);
  const kinds = new Map<string, FoundStore>();
  for (const store of stores) if (!kinds.has(kindOf(store))) kinds.set(kindOf(store), store);
  return {
    ...{ world, organization, deployed, stores, permissions },
    questions: (store) =>
      questionsOn(store, callersOf(store, organization, permissions, kinds.get(kindOf(store)) === store)),
  };
}

/** The same for stores whose policies have the same statements, whomever they name. */
function kindOf({ bucketPolicy, keyPolicy }: FoundStore): string {
  return [bucketPolicy, keyPolicy]
    .flatMap((policy) => (policy as { readonly Statement: readonly { readonly Sid: string }[] }).Statement)
    .map(({ Sid }) => Sid)
    .join();
}

/** Of applications what the template of the role says; of people what their permission set will say. */
function permissionsIn(
  organization: Organization,
  world: World,
  deployed: readonly DeployedApplication[],
): Permissions {
  const roles = new Map(
    deployed.map((one) => [`${one.application} ${one.account}`, findRole(one, world.account(one.account).number)]),
  );
  return {
    permissionsOf: (who: Grantee) =>
      who.kind === 'application' ? roles.get(`${who.application} ${who.account}`)?.permissions : undefined,
    boundaryOf: () => undefined,
  };
}
