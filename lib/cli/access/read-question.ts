import type { AccessQuestion } from '../../analysis/access/answer';
import { principalsOf, readPrincipal } from '../../analysis/access/principal';
import type { Organization } from '../../model/organization';
import { didYouMean, listValues } from '../../model/suggest';
import { findAccount } from '../input/find-account';
import { UserMistake, type Mistake } from '../input/user-mistake';

export interface AccessFilters {
  readonly application?: string;
  readonly store?: string;
  readonly principal?: string;
  readonly account?: string;
}

/** What the options ask. Throws UserMistake for all names that nothing has. */
export function readQuestion(filters: AccessFilters, organization: Organization): AccessQuestion {
  const { application = null, account = null, principal: given } = filters;
  const principal = given === undefined ? null : readPrincipal(given, organization);
  // The management account has no applications, but it may be asked about.
  const named = account === null ? undefined : findAccount(account, organization)?.key;
  const store = filters.store === undefined ? null : splitStore(filters.store);
  const mistakes = [
    ...(application === null ? [] : checkApplication(application, organization)),
    ...(store === null ? [] : checkStore(store, organization)),
    ...(given === undefined || principal !== null ? [] : [unknownPrincipal(given, organization)]),
    ...(account === null || named !== undefined ? [] : [unknownAccount(account, organization)]),
  ];
  if (mistakes.length > 0) throw new UserMistake(mistakes);
  return { application, store, principal, account: named ?? null };
}

function splitStore(given: string): NonNullable<AccessQuestion['store']> {
  const slash = given.indexOf('/');
  return slash < 0
    ? { application: null, name: given }
    : { application: given.slice(0, slash), name: given.slice(slash + 1) };
}

function unknown(option: string, given: string, noun: string, known: readonly string[]): Mistake {
  return {
    message: `${option}: no ${noun} is \`${given}\``,
    allowed: listValues(known),
    ...didYouMean(given, known),
  };
}

function checkApplication(given: string, { applications }: Organization): readonly Mistake[] {
  const keys = applications.map(({ key }) => key);
  return keys.includes(given) ? [] : [unknown('--application', given, 'application', keys)];
}

function checkStore(
  { application, name }: NonNullable<AccessQuestion['store']>,
  { applications }: Organization,
): readonly Mistake[] {
  const stores = applications.flatMap(({ key, stores: own }) => own.map((store) => ({ key, name: store.name })));
  const isKnown = stores.some((store) => store.name === name && (application ?? store.key) === store.key);
  if (isKnown) return [];
  const [given, known] =
    application === null
      ? [name, [...new Set(stores.map((store) => store.name))]]
      : [`${application}/${name}`, stores.map((store) => `${store.key}/${store.name}`)];
  return [unknown('--store', given, 'store', known)];
}

function unknownPrincipal(given: string, organization: Organization): Mistake {
  const known = principalsOf(organization);
  return {
    message: `--principal: no application, group, permission set, partner or role of the platform is \`${given}\``,
    allowed: `${listValues(known)}, the number of a partner's account, or the ARN of a role or its session`,
    ...didYouMean(given, known),
  };
}

function unknownAccount(given: string, { accounts }: Organization): Mistake {
  return unknown(
    '--account',
    given,
    'account',
    accounts.map(({ key }) => key),
  );
}
