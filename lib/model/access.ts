import { groupBy } from './group-by';
import { applicationPermissionSet, APPLICATIONS, BACKUP } from './names';
import type { Application, ApplicationState, Grant, Organization, Store } from './organization';
import type { Position } from './problem';

/** An application in one of its accounts: what one template is made for. */
export interface ApplicationPlace {
  readonly application: Application;
  /** The key of the account. */
  readonly account: string;
  readonly state: ApplicationState;
}

/** A store in one account. */
export interface PlacedStore {
  /** The key of the application. */
  readonly application: string;
  readonly store: string;
  /** The key of the account. */
  readonly account: string;
  readonly region: string;
}

/**
 * Who reaches a store. `application`: the role of one; `people`: the permission set of one, and with it the group's people;
 * `backup`: AWS Backup, which backs up the stores of an application in an account, and restores into them.
 */
export type Grantee =
  | { readonly kind: 'application'; readonly application: string; readonly account: string }
  | { readonly kind: 'people'; readonly application: string; readonly group: string; readonly account: string }
  | { readonly kind: 'backup'; readonly application: string; readonly account: string }
  /** `account` is a number. `until`: when it ends by itself. */
  | { readonly kind: 'partner'; readonly account: string; readonly role: string; readonly until: string | null };

/** That somebody may read a store, or write to it. */
export interface StoreAccess {
  readonly store: PlacedStore;
  readonly who: Grantee;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
  /** The lines that say so. */
  readonly at: readonly Position[];
}

/** Each application in each of its accounts, closed ones left out. In the order of applications, then of their files. */
export function applicationPlaces({ applications, accounts }: Organization): readonly ApplicationPlace[] {
  const open = new Set(accounts.filter(({ state }) => state !== 'closed').map(({ key }) => key));
  return applications.flatMap((application) => {
    const { state, accounts: runsIn, retiredIn } = application;
    return [
      ...runsIn.map((account): ApplicationPlace => ({ application, account, state })),
      ...retiredIn.map((account): ApplicationPlace => ({ application, account, state: 'retired' })),
    ].filter(({ account }) => open.has(account));
  });
}

/**
 * Who reaches which store in which account: everything else is denied. Stores that are retired, or of which the application
 * is, are reached by nobody and left out; so are grants to an application that is.
 *
 * Equal grantees of one store are one entry, with all lines that say so. In the order of the files: for each store first
 * the application itself, then its people, AWS Backup, then grants.
 */
export function storeAccess(organization: Organization): readonly StoreAccess[] {
  const places = applicationPlaces(organization).filter(({ state }) => state === 'active');
  const active: ActivePlaces = {
    byApplication: groupBy(places, ({ application }) => application.key),
    byGroup: groupBy(places, ({ application }) => application.people?.group ?? null),
  };
  return places.flatMap(({ application, account }) =>
    application.stores
      .filter(({ state }) => state === 'active')
      .flatMap((store) => merge(accessTo(store, { application, account }, active))),
  );
}

type Place = Pick<ApplicationPlace, 'application' | 'account'>;

/** Looked up once for each grant: an organization may have a thousand applications. */
interface ActivePlaces {
  readonly byApplication: ReadonlyMap<string, readonly Place[]>;
  /** By the group of the application's people; null: nobody works with it. */
  readonly byGroup: ReadonlyMap<string | null, readonly Place[]>;
}

function accessTo(store: Store, { application, account }: Place, active: ActivePlaces): readonly StoreAccess[] {
  const { key, people, region } = application;
  const placed = { application: key, store: store.name, account, region };
  const granted = (grants: readonly Grant[], may: Pick<StoreAccess, 'mayRead' | 'mayWrite'>): readonly StoreAccess[] =>
    grants
      .filter((grant) => grant.in.includes(account))
      .flatMap((grant) => granteesOf(grant, active).map((who) => ({ store: placed, who, ...may, at: [grant.at] })));
  return [
    {
      store: placed,
      who: { kind: 'application', application: key, account },
      mayRead: true,
      mayWrite: true,
      at: [store.at],
    },
    ...(people === null
      ? []
      : [
          {
            store: placed,
            who: { kind: 'people', application: key, group: people.group, account } as const,
            mayRead: true,
            mayWrite: people.mayWrite,
            at: [people.at],
          },
        ]),
    ...(store.backup === null
      ? []
      : [
          {
            store: placed,
            who: { kind: 'backup', application: key, account } as const,
            mayRead: true,
            mayWrite: true,
            at: [store.backup.at],
          },
        ]),
    ...granted(store.readers, { mayRead: true, mayWrite: false }),
    ...granted(store.writers, { mayRead: false, mayWrite: true }),
  ];
}

function granteesOf(grant: Grant, { byApplication, byGroup }: ActivePlaces): readonly Grantee[] {
  if (grant.kind === 'partner') {
    const { account, role, until } = grant;
    return [{ kind: 'partner', account, role, until }];
  }
  const isFrom = ({ account }: Place): boolean => grant.from.length === 0 || grant.from.includes(account);
  if (grant.kind === 'application') {
    const { application } = grant;
    const runsAt = (byApplication.get(application) ?? []).filter(isFrom);
    return runsAt.map(({ account }) => ({ kind: 'application', application, account }));
  }
  const { group } = grant;
  const workAt = (byGroup.get(group) ?? []).filter(isFrom);
  return workAt.map(({ application, account }) => ({ kind: 'people', application: application.key, group, account }));
}

/** One entry for each grantee. A partner's grants that end at different times stay apart. */
function merge(entries: readonly StoreAccess[]): readonly StoreAccess[] {
  const byGrantee = new Map<string, StoreAccess>();
  for (const entry of entries) {
    const id = JSON.stringify(entry.who);
    const first = byGrantee.get(id);
    byGrantee.set(
      id,
      first === undefined
        ? entry
        : {
            ...first,
            mayRead: first.mayRead || entry.mayRead,
            mayWrite: first.mayWrite || entry.mayWrite,
            at: [...first.at, ...entry.at],
          },
    );
  }
  return [...byGrantee.values()];
}

/** The path and name of an application's role. */
export function applicationRole(application: string): string {
  return `${APPLICATIONS.path.slice(1)}${application}`;
}

/** The path and name of a role, or the name of a permission set. */
export function principalNames(who: Grantee): { readonly role: string } | { readonly permissionSet: string } {
  switch (who.kind) {
    case 'application':
      return { role: applicationRole(who.application) };
    case 'backup':
      return { role: `${BACKUP.role.path.slice(1)}${BACKUP.role.name}` };
    case 'partner':
      return { role: who.role };
    case 'people':
      return { permissionSet: applicationPermissionSet(who.application) };
  }
}
