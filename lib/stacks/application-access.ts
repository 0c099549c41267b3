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
}

export function applicationAccess(organization: Organization): ApplicationAccess {
  const access = storeAccess(organization);
  const to = groupBy(access, ({ store }) => idOf(store));
  const from = groupBy(access, ({ who }) => (who.kind === 'application' ? idOf(who) : null));
  return { to: (place) => to.get(idOf(place)) ?? [], from: (place) => from.get(idOf(place)) ?? [] };
}

/** Neither key has a slash. */
function idOf({ application, account }: ApplicationInAccount): string {
  return `${application}/${account}`;
}
