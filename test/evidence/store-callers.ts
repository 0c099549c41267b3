import { applicationPlaces, principalNames, storeAccess, type Grantee, type PlacedStore } from '../../lib/model/access';
import type { Organization } from '../../lib/model/organization';
import { OTHER_CALLERS, type CallerId, type OtherCaller } from './application-callers';
import type { FoundStore } from './application-stores';
import type { Caller } from './caller';
import type { StoreCaller } from './judge-application';

/** What the principals of an organization are allowed by their own policies. */
export interface Permissions {
  /** Undefined: there is no such principal. */
  readonly permissionsOf: (grantee: Grantee) => object | null | undefined;
  readonly boundaryOf: (grantee: Grantee) => object | undefined;
}

const NOTHING = { mayRead: false, mayWrite: false };

/**
 * Everybody who tries to reach a store: all applications and their people, once with what they are given and once with
 * permissions for everything, since a team may attach any policy to its role; partners; roles of the account with the name of
 * somebody elsewhere who may; and those of `OTHER_CALLERS`.
 *
 * Whoever has been given the store asks for all use of it, and others for less, unless the store is a sample: the
 * templates give no store other statements about them.
 */
export function callersOf(
  store: FoundStore,
  organization: Organization,
  { permissionsOf, boundaryOf }: Permissions,
  isSample: boolean,
): readonly StoreCaller[] {
  const granted = storeAccess(organization).filter(({ store: one }) => isSame(one, store));
  const everybody = [...principalsOf(organization), ...granted.map(({ who }) => who)];
  const known = new Map(everybody.map((who) => [nameOf(who), who]));
  return [
    ...[...known].flatMap(([name, who]) => {
      const entries = granted.filter((entry) => nameOf(entry.who) === name);
      const isGranted = entries.length > 0;
      const caller = callerOf(who);
      const boundary = boundaryOf(who);
      const permissions = permissionsOf(who);
      const armed: StoreCaller = {
        ...caller,
        id: `${name} with everything`,
        mayRead: entries.some(({ mayRead }) => mayRead),
        mayWrite: entries.some(({ mayWrite }) => mayWrite),
        isInside: caller.account === store.account,
        asks: isGranted ? (isSample ? 'everything' : 'use') : isSample ? 'given' : 'telling',
        ...(boundary === undefined ? {} : { boundary }),
      };
      const own: StoreCaller = {
        ...armed,
        id: name,
        isInside: false,
        asks: isGranted ? 'given' : 'telling',
        ...(permissions === undefined ? {} : { permissions }),
      };
      const imitation: StoreCaller = {
        ...{ ...caller, ...NOTHING, id: `imitation of ${name}`, account: store.account },
        ...{ isInside: true, asks: 'telling' },
      };
      return [
        ...(permissions === undefined ? [] : [own]),
        // What AWS Backup may do besides, AWS says, and guardrails do not bind it.
        ...(who.kind === 'backup' ? [] : [armed]),
        ...(isGranted && caller.account !== store.account ? [imitation] : []),
      ];
    }),
    ...(Object.entries(OTHER_CALLERS) as [CallerId, OtherCaller][]).map(([id, caller]) =>
      otherCaller(id, caller, store, isSample),
    ),
  ];
}

export function isSame(one: PlacedStore, other: PlacedStore): boolean {
  return one.application === other.application && one.store === other.store && one.account === other.account;
}

/** The roles of all applications and the permission sets of their people, also of those that are retired. */
export function principalsOf(organization: Organization): readonly Grantee[] {
  return applicationPlaces(organization).flatMap(({ application, account }): readonly Grantee[] => [
    { kind: 'application', application: application.key, account },
    { kind: 'people', application: application.key, group: application.people?.group ?? 'nobody', account },
  ]);
}

/** `application shop in shop-production`. */
export function nameOf(who: Grantee): `${string} ${string}` {
  return who.kind === 'partner'
    ? `partner ${who.account} ${who.role}`
    : `${who.kind} ${who.application} in ${who.account}`;
}

/** The principal behind a grantee; of people, a session of the role that Identity Center makes from the permission set. */
export function callerOf(who: Grantee): Caller {
  const names = principalNames(who);
  const name = nameOf(who);
  return {
    ...{ name, who: name, account: who.kind === 'partner' ? 'partner' : who.account },
    principal:
      'role' in names
        ? `role/${names.role}`
        : `role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_${names.permissionSet}_0123456789abcdef`,
  };
}

/** One of `OTHER_CALLERS`, for a store. */
function otherCaller(id: CallerId, caller: OtherCaller, store: FoundStore, isSample: boolean): StoreCaller {
  const { account, principal, task, isLookAlike = false, asksEverything = false } = caller;
  return {
    ...caller,
    ...NOTHING,
    id,
    account: account === 'own' ? store.account : account === 'other' ? elsewhere(store) : account,
    principal: principal.replace('{application}', store.application),
    isInside: account === 'own' && principal !== 'root' && task === undefined,
    asks: !isSample ? 'telling' : isLookAlike ? 'given' : asksEverything ? 'everything' : 'settings',
  };
}

/** An account in which no application runs. */
function elsewhere({ account }: FoundStore): string {
  return account === 'network' ? 'shared-services' : 'network';
}
