import { organizationPacks } from '../../analysis/assemble/organization-packs';
import { estimateCosts } from '../../analysis/costs/estimate';
import { coverageOf } from '../../analysis/coverage/coverage';
import { ROOT, type Account, type Organization } from '../../model/organization';
import { knownGroups, permissionSetName, placedAssignments } from '../../model/people';
import { unitsDownTo } from '../../model/tree';
import { rootWideStackSets } from '../wait/root-wide-stack-sets';
import type { VendOutput } from './vend-output';

/** What a new account has, once it is deployed. */
export function describeAccount(account: Account, before: Organization, after: Organization): VendOutput['gets'] {
  const { placements, governedRegions, baseline, identity, quotas, accounts } = after;
  const packs = organizationPacks(after);
  const [, row] = coverageOf({ ...after, accounts: [account] }, packs).rows;
  const groups = knownGroups(after);
  const [usdBefore, usdAfter] = [estimateCosts(before, packs).usd, estimateCosts(after, packs).usd];
  return {
    guardrails: [ROOT, ...unitsDownTo(account.unit)]
      .map((target) => ({
        target,
        guardrails: placements.filter((one) => one.target === target).map(({ guardrail }) => guardrail),
      }))
      .filter(({ guardrails }) => guardrails.length > 0),
    regions: governedRegions,
    baseline:
      baseline === null ? [] : rootWideStackSets(after).map(({ name, regions }) => ({ stackSet: name, regions })),
    conformancePacks: [...new Set(row?.cells.flatMap((cell) => cell.packs))],
    people: placedAssignments(after)
      .filter((one) => one.account === account.key)
      .map(({ group, permissionSet }) => ({
        group,
        permissionSet: permissionSetName(permissionSet),
        isDeployed: identity?.instance != null && groups.has(group),
      })),
    monthlyCosts: { account: usdAfter - usdBefore, organization: usdAfter },
    accounts: { used: accounts.length + 1, quota: quotas.accounts.value, asOf: quotas.accounts.asOf },
  };
}
