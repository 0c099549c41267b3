import { expectedPolicies } from '../../lib/analysis/drift/expected-policies';
import { matchTree } from '../../lib/analysis/drift/match-tree';
import type { LiveAccount, LiveOrganization, LivePolicy, LiveUnit } from '../../lib/model/live-organization';
import { ROOT } from '../../lib/model/organization';
import { trustedServices } from '../../lib/model/trusted-services';
import { policyTypes } from '../../policies/catalogue';
import { theExample } from './the-example';

/** The policy types that the stacks enable. */
export const POLICY_TYPES = policyTypes;

/** The id of a unit of the live example. */
export function unitId(unit: string): string {
  return unit === ROOT ? 'r-ab12' : `ou-ab12-${unit.toLowerCase().replace(/\W/g, '').padEnd(8, '0')}`;
}

/** The example as AWS would report it after a deployment without faults. */
export function aLiveExample(): LiveOrganization {
  const { organization, assembly } = theExample();
  const { units, accounts, managementAccount } = organization;
  const tree: LiveOrganization = {
    id: 'o-exampleorg1',
    managementAccountId: managementAccount.accountId,
    rootId: unitId(ROOT),
    policyTypes: POLICY_TYPES,
    trustedServices: [...trustedServices(organization, POLICY_TYPES)].sort(),
    units: units.map(({ id, name, parent }) => ({ id: unitId(id), name, parentId: unitId(parent) })),
    accounts: [
      {
        ...{ id: managementAccount.accountId, name: 'management', email: 'root@example.com' },
        ...{ state: 'ACTIVE', parentId: unitId(ROOT) },
      },
      ...accounts.map(({ name, email, unit }, index) => ({
        ...{ id: String(200000000000 + index), name, email: email.toUpperCase(), state: 'ACTIVE' },
        parentId: unitId(unit),
      })),
    ],
    policies: [],
  };
  return {
    ...tree,
    policies: [
      {
        ...{ id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true },
        content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
        targetIds: [tree.rootId, ...tree.units.map(({ id }) => id), ...tree.accounts.map(({ id }) => id)],
      },
      ...expectedPolicies(matchTree(organization, tree).organization, assembly).map(
        ({ name, type, content, targetId }, index) => ({
          ...{ id: `p-${String(index).padStart(10, '0')}`, name, type, content, awsManaged: false },
          targetIds: [String(targetId)],
        }),
      ),
    ],
  };
}

function withOne<Item extends { readonly name: string }>(
  items: readonly Item[],
  name: string,
  change: (item: Item) => Partial<Item> | null,
): readonly Item[] {
  if (!items.some((item) => item.name === name)) throw new Error(`nothing is named ${name}`);
  return items.flatMap((item) => {
    if (item.name !== name) return [item];
    const changed = change(item);
    return changed === null ? [] : [{ ...item, ...changed }];
  });
}

/** With one policy changed; null: it is not there. */
export function withPolicy(
  live: LiveOrganization,
  name: string,
  change: (policy: LivePolicy) => Partial<LivePolicy> | null,
): LiveOrganization {
  return { ...live, policies: withOne(live.policies, name, change) };
}

/** With one account changed; null: it is not there. */
export function withAccount(
  live: LiveOrganization,
  name: string,
  change: Partial<LiveAccount> | null,
): LiveOrganization {
  return { ...live, accounts: withOne(live.accounts, name, () => change) };
}

/** With one unit changed; null: it is not there. */
export function withUnit(live: LiveOrganization, name: string, change: Partial<LiveUnit> | null): LiveOrganization {
  return { ...live, units: withOne(live.units, name, () => change) };
}

export type Statements = readonly { readonly Sid: string; readonly Action?: string | readonly string[] }[];

export function statementsOf({ content }: Pick<LivePolicy, 'content'>): Statements {
  return (content as { readonly Statement: Statements }).Statement;
}
