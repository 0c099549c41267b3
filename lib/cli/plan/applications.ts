import { applicationRole, storeAccess } from '../../model/access';
import { groupBy } from '../../model/group-by';
import type { ApplicationState, Organization } from '../../model/organization';
import { toned, type Section } from '../../report/report';
import { formatNumber } from '../../report/words';

/** What is deployed of an application. */
export interface ApplicationSummary {
  readonly application: string;
  readonly state: ApplicationState;
  /** The keys of the accounts in which it runs, and of those in which only its closed stores are left. */
  readonly accounts: readonly string[];
  readonly retiredIn: readonly string[];
  /** Path and name of its role; null: it is retired. */
  readonly role: string | null;
  readonly stores: readonly { readonly name: string; readonly state: ApplicationState }[];
  /** The group of its people; null: nobody. */
  readonly people: string | null;
  /** How many grants reach its stores from elsewhere, in all accounts together: other applications, their people, partners. */
  readonly grants: number;
}

export function summarizeApplications(organization: Organization): readonly ApplicationSummary[] {
  const granted = groupBy(
    storeAccess(organization).filter(
      ({ store, who }) => who.kind === 'partner' || who.application !== store.application,
    ),
    ({ store }) => store.application,
  );
  return organization.applications.map(({ key, state, accounts, retiredIn, stores, people }) => ({
    application: key,
    state,
    accounts,
    retiredIn,
    role: state === 'retired' ? null : applicationRole(key),
    stores: stores.map((store) => ({ name: store.name, state: state === 'retired' ? state : store.state })),
    people: state === 'retired' ? null : (people?.group ?? null),
    grants: granted.get(key)?.length ?? 0,
  }));
}

/** The applications for people. Nothing, if there are none. `rampart access` shows who reaches what. */
export function applicationSections(applications: readonly ApplicationSummary[]): readonly Section[] {
  if (applications.length === 0) return [];
  const rows = applications.map(({ application, accounts, retiredIn, role, stores, people, grants }) => [
    { lines: [application, toned('quiet', role === null ? 'no role' : `role ${role}`)] },
    { lines: [...accounts, ...retiredIn.map((account) => `${account}, retired`)] },
    {
      lines:
        stores.length === 0
          ? ['none']
          : stores.map(({ name, state }) => (state === 'retired' ? `${name}, closed` : name)),
    },
    people ?? 'none',
    formatNumber(grants),
  ]);
  return [{ blocks: [{ kind: 'table', head: ['Application', 'Accounts', 'Stores', 'People', 'Grants'], rows }] }];
}
