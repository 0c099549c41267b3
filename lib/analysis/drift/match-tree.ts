import type { LiveAccount, LiveOrganization, LiveUnit } from '../../model/live-organization';
import { ROOT, type Account, type Organization, type Unit } from '../../model/organization';

/** An organization of the files, matched with the live one. */
export interface MatchedTree {
  /** With the ids of the live organization; null where it has no such unit or account. */
  readonly organization: Organization;
  /** By the id in the files. Only what exists at AWS. */
  readonly units: ReadonlyMap<string, LiveUnit>;
  /** By key. Only what exists at AWS. */
  readonly accounts: ReadonlyMap<string, LiveAccount>;
}

/** Ids that AWS told before, such as the stacks' exports, by the keys of units and accounts. */
export interface KnownIds {
  readonly units: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
}

const NOTHING_KNOWN: KnownIds = { units: new Map(), accounts: new Map() };

/**
 * Finds each unit by its id or, as long as that is not known, by its parent and name; and each account by its number or, as
 * long as that is not known, by its e-mail address, whose case AWS ignores.
 */
export function matchTree(organization: Organization, live: LiveOrganization, known = NOTHING_KNOWN): MatchedTree {
  const units = matchUnits(organization.units, live, known);
  const accounts = matchAccounts(organization.accounts, live, known);
  return {
    organization: {
      ...organization,
      id: live.id,
      rootId: live.rootId,
      units: organization.units.map((unit) => ({ ...unit, awsId: units.get(unit.id)?.id ?? null })),
      accounts: organization.accounts.map((account) => ({
        ...account,
        accountId: accounts.get(account.key)?.id ?? null,
      })),
    },
    units,
    accounts,
  };
}

/** INVARIANT: parents come before their children. */
function matchUnits(units: readonly Unit[], live: LiveOrganization, known: KnownIds): ReadonlyMap<string, LiveUnit> {
  const byId = new Map(live.units.map((unit) => [unit.id, unit]));
  const byPlace = new Map(live.units.map((unit) => [`${unit.parentId} ${unit.name}`, unit]));
  const matched = new Map<string, LiveUnit>();
  for (const { id, key, name, parent, awsId } of units) {
    const parentId = parent === ROOT ? live.rootId : (matched.get(parent)?.id ?? '');
    const unit = byId.get(awsId ?? known.units.get(key) ?? '') ?? byPlace.get(`${parentId} ${name}`);
    if (unit !== undefined) matched.set(id, unit);
  }
  return matched;
}

function matchAccounts(
  accounts: readonly Account[],
  live: LiveOrganization,
  known: KnownIds,
): ReadonlyMap<string, LiveAccount> {
  const byId = new Map(live.accounts.map((account) => [account.id, account]));
  const byEmail = new Map(live.accounts.map((account) => [account.email.toLowerCase(), account]));
  const matched = new Map<string, LiveAccount>();
  for (const { key, email, accountId } of accounts) {
    const id = accountId ?? known.accounts.get(key);
    const account = (id === undefined ? undefined : byId.get(id)) ?? byEmail.get(email.toLowerCase());
    if (account !== undefined) matched.set(key, account);
  }
  return matched;
}
