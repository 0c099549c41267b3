import { compareInstance } from '../../analysis/drift/compare-instances';
import { compareStackSet } from '../../analysis/drift/compare-stack-sets';
import type { Drift } from '../../analysis/drift/drift';
import type { Clients } from '../../aws/clients';
import { readStackSet } from '../../aws/read-stack-set';
import type { LiveAccount } from '../../model/live-organization';
import type { Organization } from '../../model/organization';
import { isInside } from '../../model/tree';
import type { WrittenStackSet } from '../plan/read-stack-sets';
import { findAwaitedAccounts } from '../wait/awaited-accounts';
import { lookAtStacks } from '../wait/look';
import type { Tell } from './placed-stack';

/** The live accounts that StackSets can reach. */
export interface ReachedAccounts {
  /** Those that a StackSet for every account reaches. */
  readonly every: readonly LiveAccount[];
  /** By key: those that a StackSet for units or for single accounts may reach. */
  readonly byKey: ReadonlyMap<string, LiveAccount>;
}

/** @param matched the live accounts by their keys in the files */
export function findReached(
  live: readonly LiveAccount[],
  matched: ReadonlyMap<string, LiveAccount>,
  organization: Organization,
): ReachedAccounts {
  const awaited = new Set(findAwaitedAccounts(live, organization).awaited.map(({ id }) => id));
  return {
    every: live.filter(({ id }) => awaited.has(id)),
    byKey: new Map([...matched].filter(([, { state }]) => state === 'ACTIVE')),
  };
}

/** The differences between the StackSets and what their stacks say, and the stacks that accounts lack. */
export async function compareStackSets(
  stackSets: readonly WrittenStackSet[],
  reached: ReachedAccounts,
  { homeRegion, accounts }: Pick<Organization, 'homeRegion' | 'accounts'>,
  exports: Readonly<Record<string, string>>,
  cloudformation: Clients['cloudformation'],
  tell: Tell,
): Promise<readonly Drift[]> {
  const drifts: Drift[] = [];
  const written = new Map(accounts.map((account) => [account.key, account]));
  const byNumber = new Map([...reached.byKey].map(([key, { id }]) => [id, written.get(key)]));
  for (const stackSet of stackSets) {
    tell(`StackSet ${stackSet.name}`);
    const live = await readStackSet(cloudformation, stackSet.name);
    drifts.push(...compareStackSet(stackSet, live, exports, homeRegion));
    if (live.template === undefined) continue;
    const expected = accountsOf(stackSet, reached, accounts);
    const { stacks, isActive } = await lookAtStacks([stackSet], expected, cloudformation);
    drifts.push(
      ...stacks.flatMap((stack) => compareInstance(stack, isActive, byNumber.get(stack.account.id), homeRegion)),
    );
  }
  return drifts;
}

/** An account without a file is in no unit of the files: that is a difference of its own. */
function accountsOf(
  { units, accounts, excludedAccounts }: WrittenStackSet,
  { every, byKey }: ReachedAccounts,
  written: Organization['accounts'],
): readonly LiveAccount[] {
  if (units !== null)
    return written
      .filter(({ unit }) => units.some((one) => isInside(unit, one)))
      .flatMap(({ key }) => byKey.get(key) ?? []);
  if (accounts !== null) return accounts.flatMap((key) => byKey.get(key) ?? []);
  const excluded = new Set(excludedAccounts.map((key) => byKey.get(key)?.id ?? key));
  return every.filter(({ id }) => !excluded.has(id));
}
