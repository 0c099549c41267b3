import type { LiveAccount, LiveOrganization, LiveUnit } from '../../lib/aws/read-organization';
import { ROOT, type Account, type Organization, type Unit } from '../../lib/model/organization';

/** A configured organization, matched with the running one. */
export interface MatchedTree {
  /** With the ids of the running organization. */
  readonly organization: Organization;
  /** The differences, one sentence each. */
  readonly faults: readonly string[];
}

/** Finds each unit by its parent and name, and each account by its e-mail address. Reports what is missing or unexpected. */
export function matchTree(organization: Organization, live: LiveOrganization): MatchedTree {
  const units = matchUnits(organization.units, live);
  const places = new Map([
    [live.rootId, 'the root'],
    ...live.units.map(({ id, name }) => [id, `\`${name}\``] as const),
  ]);
  const open = organization.accounts.filter(({ state }) => state !== 'closed');
  const accounts = new Map(open.map((account) => [account.key, findAccount(account, live)]));
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
    faults: [
      ...organization.units.filter(({ id }) => !units.has(id)).map(({ id }) => `unit \`${id}\` does not exist`),
      ...findForeignUnits([...units.values()], live, places),
      ...open.flatMap((account) => findAccountFaults(account, accounts.get(account.key), units, live, places)),
      ...findForeignAccounts([...accounts.values()], organization, live, places),
    ],
  };
}

/** INVARIANT: parents come before their children. */
function matchUnits(units: readonly Unit[], live: LiveOrganization): ReadonlyMap<string, LiveUnit> {
  const matched = new Map<string, LiveUnit>();
  for (const { id, name, parent } of units) {
    const parentId = parent === ROOT ? live.rootId : matched.get(parent)?.id;
    const unit = live.units.find((candidate) => candidate.parentId === parentId && candidate.name === name);
    if (unit !== undefined) matched.set(id, unit);
  }
  return matched;
}

function findForeignUnits(
  matched: readonly LiveUnit[],
  live: LiveOrganization,
  places: ReadonlyMap<string, string>,
): readonly string[] {
  return live.units
    .filter((unit) => !matched.includes(unit))
    .map(({ id, name, parentId }) => `unit \`${name}\` (${id}) in ${place(parentId, places)} is not configured`);
}

/** AWS ignores the case of e-mail addresses. */
function findAccount({ email }: Account, { accounts }: LiveOrganization): LiveAccount | undefined {
  return accounts.find((candidate) => candidate.email.toLowerCase() === email.toLowerCase());
}

function findAccountFaults(
  { key, name, unit }: Account,
  account: LiveAccount | undefined,
  units: ReadonlyMap<string, LiveUnit>,
  live: LiveOrganization,
  places: ReadonlyMap<string, string>,
): readonly string[] {
  if (account === undefined) return [`account \`${key}\` does not exist`];
  const parentId = unit === ROOT ? live.rootId : units.get(unit)?.id;
  return [
    ...(account.name === name ? [] : [`account \`${key}\` is named \`${account.name}\`, not \`${name}\``]),
    ...(account.state === 'ACTIVE' ? [] : [`account \`${key}\` is ${account.state}`]),
    ...(account.parentId === parentId
      ? []
      : [`account \`${key}\` is in ${place(account.parentId, places)}, not in \`${unit}\``]),
  ];
}

function findForeignAccounts(
  matched: readonly (LiveAccount | undefined)[],
  { managementAccount }: Organization,
  live: LiveOrganization,
  places: ReadonlyMap<string, string>,
): readonly string[] {
  const management = live.accounts.find(({ id }) => id === managementAccount.accountId);
  return [
    ...(live.managementAccountId === managementAccount.accountId
      ? []
      : [`the management account is ${live.managementAccountId}, not ${managementAccount.accountId}`]),
    ...(management === undefined || management.parentId === live.rootId
      ? []
      : [`the management account is in ${place(management.parentId, places)}, not in the root`]),
    ...live.accounts
      .filter((account) => account !== management && !matched.includes(account))
      .map(({ id, email, parentId }) => `account ${id} (${email}) in ${place(parentId, places)} is not configured`),
  ];
}

function place(id: string, places: ReadonlyMap<string, string>): string {
  return places.get(id) ?? id;
}
