import {
  applicationPlaces,
  applicationRole,
  storeAccess,
  type ApplicationPlace,
  type StoreAccess,
} from '../../model/access';
import { actorsOf, type Actor } from '../../model/actors';
import type { Organization } from '../../model/organization';
import type { Position } from '../../model/problem';
import { askedPrincipals } from './asked-principals';
import type { ListedPrincipal } from './listed-principal';
import { isPrincipal, type AskedPrincipal } from './principal';

/** Which part of the answer is wanted: what all of it that is given is about. */
export interface AccessQuestion {
  /** A key: its stores, and what its role and its people reach. */
  readonly application: string | null;
  /** Stores by name, of one application or of all. */
  readonly store: { readonly application: string | null; readonly name: string } | null;
  readonly principal: AskedPrincipal | null;
  /** A key: who reaches something there, and who comes from there. */
  readonly account: string | null;
}

/** The role of an application in an account, and what may become it. */
export interface RoleAnswer {
  readonly application: string;
  readonly account: string;
  /** Path and name. */
  readonly role: string;
  readonly actors: readonly Actor[];
  /** The line that says so. */
  readonly at: Position;
}

/** Stores of an application in an account that nobody reaches. */
export interface RetiredStores {
  readonly application: string;
  readonly account: string;
  /** Their names. */
  readonly stores: readonly string[];
  /** True: the whole application is retired there, and has no role. */
  readonly isWhole: boolean;
  /** The line that says so. */
  readonly at: Position;
}

/** Who reaches what, by which lines. Nobody else is granted anything. */
export interface AccessAnswer {
  readonly access: readonly StoreAccess[];
  readonly roles: readonly RoleAnswer[];
  readonly retired: readonly RetiredStores[];
  /** What the principal that was asked for may do where, besides stores; empty if none was. */
  readonly principals: readonly ListedPrincipal[];
}

/** What a reader must not conclude from the grants alone. */
export const NOT_KNOWN: readonly string[] = [
  'policies that teams attach to roles',
  'buckets that are not stores of an application',
  'exemptions from guardrails',
  'who may deploy code that runs as an application',
];

export function answerAccess(organization: Organization, question: AccessQuestion): AccessAnswer {
  const access = storeAccess(organization).filter((entry) => isAsked(entry, question));
  const places = applicationPlaces(organization);
  return {
    access,
    roles: places.filter((place) => isRoleAsked(place, question, access)).map(roleOf),
    retired: places.flatMap(retiredIn).filter((stores) => isRetiredAsked(stores, question)),
    principals: askedPrincipals(organization, question.principal, question.account),
  };
}

function isAsked({ store, who }: StoreAccess, question: AccessQuestion): boolean {
  const { application, account, principal } = question;
  const of = [store.application, ...(who.kind === 'partner' ? [] : [who.application])];
  const where = [store.account, ...(who.kind === 'partner' ? [] : [who.account])];
  return (
    (application === null || of.includes(application)) &&
    (account === null || where.includes(account)) &&
    isStore(store.application, store.store, question) &&
    (principal === null || isPrincipal(who, principal))
  );
}

function isStore(application: string, name: string, { store }: AccessQuestion): boolean {
  return store === null || (store.name === name && (store.application ?? application) === application);
}

/** Roles that the question names, or with which somebody reaches what it is about. */
function isRoleAsked(
  { application: { key }, account, state }: ApplicationPlace,
  question: AccessQuestion,
  access: readonly StoreAccess[],
): boolean {
  if (state === 'retired') return false;
  const { application, store, principal } = question;
  const who = { kind: 'application', application: key, account } as const;
  if (principal !== null) return isPrincipal(who, principal);
  if (store !== null)
    return access.some(
      (entry) => entry.who.kind === 'application' && entry.who.application === key && entry.who.account === account,
    );
  return (application ?? key) === key && (question.account ?? account) === account;
}

function roleOf({ application, account }: ApplicationPlace): RoleAnswer {
  const { key, runsOn } = application;
  return {
    application: key,
    account,
    role: applicationRole(key),
    actors: actorsOf(runsOn),
    at: application.locate(['runsOn']),
  };
}

function retiredIn({ application, account, state }: ApplicationPlace): readonly RetiredStores[] {
  const { key, stores, retiredIn: left } = application;
  if (state === 'retired') {
    const index = left.indexOf(account);
    const at =
      application.state === 'retired' || index < 0
        ? application.locate(['state'])
        : application.locate(['retiredIn', index]);
    return [{ application: key, account, stores: stores.map(({ name }) => name), isWhole: true, at }];
  }
  return stores
    .filter((store) => store.state === 'retired')
    .map(({ name, at }) => ({ application: key, account, stores: [name], isWhole: false, at }));
}

function isRetiredAsked(
  { application: key, account, stores, isWhole }: RetiredStores,
  question: AccessQuestion,
): boolean {
  const { application, principal } = question;
  return (
    (application ?? key) === key &&
    (question.account ?? account) === account &&
    (question.store === null || stores.some((name) => isStore(key, name, question))) &&
    (principal === null || (isWhole && isPrincipal({ kind: 'application', application: key, account }, principal)))
  );
}
