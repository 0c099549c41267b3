import type { Configuration } from '../../configuration';
import type { PropertyPath } from '../../organization';
import type { Position } from '../../problem';
import type { UnitTree } from '../unit-tree';

/** An application's file, as far as it could be read. */
export type ApplicationDraft = Configuration['applications'][number];
type AccountDraft = Configuration['accounts'][number];
type StoreDraft = NonNullable<NonNullable<ApplicationDraft['draft']['stores']>[string]>;
export type GrantDraft = NonNullable<NonNullable<StoreDraft['readers']>[number]>;

/** A list in a file: null if it is a mistake, as are its items. */
export type Listed = readonly (string | null)[] | null | undefined;

/** What checks of applications look up. */
export interface ApplicationContext {
  readonly configuration: Configuration;
  readonly tree: UnitTree;
  readonly accounts: ReadonlyMap<string, AccountDraft>;
  readonly applications: ReadonlyMap<string, ApplicationDraft>;
  /** The applications that have people, by their group. */
  readonly byGroup: ReadonlyMap<string, readonly ApplicationDraft[]>;
  readonly stores: readonly WrittenStore[];
  readonly grants: readonly WrittenGrant[];
}

/** A store where it is written. */
export interface WrittenStore {
  readonly application: ApplicationDraft;
  readonly name: string;
  readonly store: StoreDraft;
  /** Where its name is. */
  readonly at: Position;
}

/** A grant where it is written. */
export interface WrittenGrant extends Pick<WrittenStore, 'application'> {
  readonly store: string;
  readonly list: 'readers' | 'writers';
  readonly grant: GrantDraft;
  readonly at: Position;
  /** The position of a part of it; of a part that is missing, its own. */
  readonly locate: (path: PropertyPath) => Position;
}

export function readContext(configuration: Configuration, tree: UnitTree): ApplicationContext {
  const { accounts, applications } = configuration;
  const byGroup = new Map<string, ApplicationDraft[]>();
  for (const application of applications) {
    const group = application.draft.people?.group;
    if (typeof group === 'string') byGroup.set(group, [...(byGroup.get(group) ?? []), application]);
  }
  const stores = applications.flatMap(storesOf);
  return {
    configuration,
    tree,
    accounts: new Map(accounts.map((account) => [account.key, account])),
    applications: new Map(applications.map((application) => [application.key, application])),
    byGroup,
    stores,
    grants: stores.flatMap((store) => [...grantsOf(store, 'readers'), ...grantsOf(store, 'writers')]),
  };
}

function storesOf(application: ApplicationDraft): readonly WrittenStore[] {
  const { yaml, draft } = application;
  return Object.entries(draft.stores ?? {}).flatMap(([name, store]) =>
    store === null ? [] : [{ application, name, store, at: yaml.locateKey(['stores', name]) }],
  );
}

function grantsOf({ application, name, store }: WrittenStore, list: WrittenGrant['list']): readonly WrittenGrant[] {
  return (store[list] ?? []).flatMap((grant, index) => {
    if (grant === null) return [];
    const path = ['stores', name, list, index];
    const locate = (inside: PropertyPath): Position => application.yaml.locate([...path, ...inside]);
    return [{ application, store: name, list, grant, at: locate([]), locate }];
  });
}

/** False also if it is unknown because of a mistake that has been reported. */
export function isActive({ draft: { state } }: ApplicationDraft): boolean {
  return state === undefined || state === 'active';
}

/** The items that could be read, with their numbers. */
export function itemsOf(list: Listed): readonly { readonly value: string; readonly index: number }[] {
  return (list ?? []).flatMap((value, index) => (value === null ? [] : [{ value, index }]));
}

/** The items, each once; undefined if one of them is a mistake. */
export function wholeList(list: Listed): readonly string[] | undefined {
  if (list === null) return undefined;
  const items = itemsOf(list).map(({ value }) => value);
  return items.length === (list ?? []).length ? [...new Set(items)] : undefined;
}

/** The keys of all accounts in which an application runs, or ran, as far as they could be read. */
export function placesOf({ draft: { accounts, retiredIn } }: ApplicationDraft): readonly string[] {
  return [...new Set([...itemsOf(accounts), ...itemsOf(retiredIn)].map(({ value }) => value))];
}

/** Whether there is an account that is not closed; also true if it is unknown because of a mistake that has been reported. */
export function isOpen(account: string, { accounts, configuration }: ApplicationContext): boolean {
  const { areAccountsKnown, unreadableAccounts } = configuration;
  const found = accounts.get(account);
  return found === undefined ? !areAccountsKnown || unreadableAccounts.has(account) : found.draft.state !== 'closed';
}
