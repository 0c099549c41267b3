import {
  READ_BUCKET,
  READ_OBJECTS,
  READ_WITH_KEY,
  WRITE_OBJECTS,
  WRITE_WITH_KEY,
} from '../../constructs/application/store-actions';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { reach } from '../../constructs/application/reach';
import { storeAccess, type StoreAccess } from '../../lib/model/access';
import { accountRegionalName, BOUNDARY, storeBucket } from '../../lib/model/names';
import { boundaryOf } from '../../lib/analysis/assemble/boundary';
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
  const samples = sampleStores(stores);
  return {
    ...{ world, organization, deployed, stores, permissions },
    questions: (store) => questionsOn(store, callersOf(store, organization, permissions, samples.includes(store))),
  };
}

/** Of open stores and of closed ones, the one with the most to say. */
function sampleStores(stores: readonly FoundStore[]): readonly FoundStore[] {
  const length = ({ bucketPolicy }: FoundStore): number => JSON.stringify(bucketPolicy).length;
  return [stores.filter(isClosed), stores.filter((store) => !isClosed(store))].flatMap((kind) =>
    kind.filter((store) => !kind.some((other) => length(other) > length(store))).slice(0, 1),
  );
}

function isClosed({ bucketPolicy }: FoundStore): boolean {
  return !JSON.stringify(bucketPolicy).includes('aws:PrincipalArn');
}

const BOUNDARY_POLICY = `:policy${BOUNDARY.path}${BOUNDARY.name}`;

/** Of AWS Backup what readers and writers do. AWS's policies allow more, which no bucket without ACLs takes. */
const OF_AWS_BACKUP = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [...READ_OBJECTS, ...READ_BUCKET, ...WRITE_OBJECTS, ...READ_WITH_KEY, ...WRITE_WITH_KEY],
      Resource: '*',
    },
  ],
};

/** Of applications what the template of the role says; of people what their permission set will say. */
function permissionsIn(
  organization: Organization,
  world: World,
  deployed: readonly DeployedApplication[],
): Permissions {
  const roles = new Map(
    deployed.map((one) => [`${one.application} ${one.account}`, findRole(one, world.account(one.account).number)]),
  );
  const access = storeAccess(organization);
  const boundary = boundaryOf(organization);
  return {
    permissionsOf: (who) => {
      switch (who.kind) {
        case 'application':
          return roles.get(`${who.application} ${who.account}`)?.permissions;
        case 'people':
          return ofPermissionSet(who.application, access, world);
        case 'backup':
          return OF_AWS_BACKUP;
        case 'partner':
          return undefined;
      }
    },
    boundaryOf: (who) =>
      who.kind === 'application' &&
      roles.get(`${who.application} ${who.account}`)?.boundary.endsWith(BOUNDARY_POLICY) === true
        ? boundary
        : undefined,
  };
}

/** There is one permission set for all accounts of an application. */
function ofPermissionSet(application: string, access: readonly StoreAccess[], world: World): object | undefined {
  const stores = access
    .filter(({ who }) => who.kind === 'people' && who.application === application)
    .map(({ store, mayRead, mayWrite }) => {
      const { number } = world.account(store.account);
      const bucketName = accountRegionalName(storeBucket(store.application, store.store), number, store.region);
      return { bucketName, region: store.region, account: number, mayRead, mayWrite };
    });
  if (stores.length === 0) return undefined;
  return new PolicyDocument({ statements: [...reach(stores)] }).toJSON() as object;
}
