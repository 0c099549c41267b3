import type { Clients } from '../../aws/clients';
import { hasActiveOperations } from '../../aws/has-active-operations';
import type { ListedAccount } from '../../aws/list-accounts';
import { listStackInstances, type LiveStackInstance } from '../../aws/list-stack-instances';
import { judgeStack, type AwaitedStack } from './judge-stack';
import type { RootWideStackSet } from './root-wide-stack-sets';

/** What one look at AWS shows. */
export interface Look {
  /** In the order of the StackSets, accounts and Regions. */
  readonly stacks: readonly AwaitedStack[];
  /** Whether an operation of one of the StackSets is queued or runs. */
  readonly isActive: boolean;
}

/** Asks AWS for the stacks of each StackSet, one call after another. */
export async function lookAtStacks(
  stackSets: readonly RootWideStackSet[],
  accounts: readonly ListedAccount[],
  cloudformation: Clients['cloudformation'],
): Promise<Look> {
  const found = new Map<string, ReadonlyMap<string, LiveStackInstance>>();
  for (const { name } of stackSets) {
    const instances = await listStackInstances(cloudformation, name);
    found.set(name, new Map(instances.map((one) => [placeOf(one.account, one.region), one])));
  }
  const find = (stackSet: string, account: ListedAccount, region: string): LiveStackInstance | undefined =>
    found.get(stackSet)?.get(placeOf(account.id, region));
  const isMissing = ({ name, regions }: RootWideStackSet): boolean =>
    accounts.some((account) => regions.some((region) => find(name, account, region)?.status !== 'CURRENT'));
  const active = new Set<string>();
  // After the stacks: an operation that starts in between then counts.
  if (stackSets.some(isMissing))
    for (const { name } of stackSets) if (await hasActiveOperations(cloudformation, name)) active.add(name);
  const stacks = stackSets.flatMap(({ name, regions }) =>
    accounts.flatMap((account) =>
      regions.map((region): AwaitedStack => {
        const instance = find(name, account, region);
        return { stackSet: name, account, region, state: judgeStack(instance, active.has(name)), instance };
      }),
    ),
  );
  return { stacks, isActive: active.size > 0 };
}

function placeOf(account: string, region: string): string {
  return `${account} ${region}`;
}
