import type { LiveAccount } from '../../aws/read-organization';
import type { Organization } from '../../model/organization';
import type { Facts } from './facts';
import { ACCOUNT_STATES, judgeAccount, separateClaims, type JudgedAccount } from './judge-account';
import { planStack, type StackPlan } from './plan-stack';
import { describePlace, findUnitIds } from './unit-ids';

/** What must be done so that nothing is lost. */
export interface Recovery {
  /** The most urgent first. */
  readonly accounts: readonly JudgedAccount[];
  /** In the order in which they are deployed. */
  readonly stacks: readonly StackPlan[];
  /** The accounts that no file knows. */
  readonly unknown: readonly { readonly live: LiveAccount; readonly place: string }[];
}

/** Compares files, organization and stacks, and says what comes next. */
export function decide(organization: Organization, facts: Facts): Recovery {
  const unitIds = findUnitIds(organization, facts);
  const judged = separateClaims(
    facts.stacks.flatMap((stack) =>
      organization.accounts
        .filter((account) => account.stack === stack.id)
        .map((account) => judgeAccount(account, stack, { organization, facts, unitIds })),
    ),
  );
  const known = new Set(judged.flatMap(({ live }) => (live === null ? [] : [live.id])));
  return {
    accounts: [...judged].sort(compareUrgency),
    stacks: facts.stacks.map((stack) =>
      planStack(
        stack,
        judged.filter(({ account }) => account.stack === stack.id && account.state !== 'closed'),
        { unitIds, region: organization.homeRegion },
      ),
    ),
    unknown: facts.tree.accounts
      .filter(({ id }) => !known.has(id) && id !== organization.managementAccount.accountId)
      .map((live) => ({ live, place: describePlace(live.parentId, facts.tree) })),
  };
}

/** An account that the guardrails of its unit do not bind comes first. */
function compareUrgency(one: JudgedAccount, other: JudgedAccount): number {
  const rank = ({ state, isInPlace }: JudgedAccount): number => 2 * ACCOUNT_STATES.indexOf(state) + (isInPlace ? 1 : 0);
  return rank(one) - rank(other) || (one.account.key < other.account.key ? -1 : 1);
}
