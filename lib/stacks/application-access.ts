import { storeAccess, type StoreAccess } from '../model/access';
import { groupBy } from '../model/group-by';
import type { Organization } from '../model/organization';

/** An application in an account, by their keys. */
export interface ApplicationInAccount {
  readonly application: string;
  readonly account: string;
}

/** Who reaches what, from both sides, worked out once for all applications. */
export interface ApplicationAccess {
  /** Who reaches the stores that the application has in the account. */
  readonly to: (place: ApplicationInAccount) => readonly StoreAccess[];
  /** What the application's role in the account reaches. */
  readonly from: (place: ApplicationInAccount) => readonly StoreAccess[];
  /** What the application's people reach, in all accounts together. */
  readonly fromPeople: (application: string) => readonly StoreAccess[];
}

export function applicationAccess(organization: Organization): ApplicationAccess {
  const access = storeAccess(organization);
  const to = groupBy(access, ({ store }) => idOf(store));
  const from = groupBy(access, ({ who }) => (who.kind === 'application' ? idOf(who) : null));
  const fromPeople = groupBy(access, ({ who }) => (who.kind === 'people' ? who.application : null));
  return {
    to: (place) => to.get(idOf(place)) ?? [],
    from: (place) => from.get(idOf(place)) ?? [],
    fromPeople: (application) => fromPeople.get(application) ?? [],
  };
}

/** Neither key has a slash. */
function idOf({ application, account }: ApplicationInAccount): string {
  return `${application}/${account}`;
}
