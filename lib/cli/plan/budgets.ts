import type { Organization } from '../../model/organization';
import { paragraph, type Note, type Paragraph } from '../../report/report';
import { counted } from '../../report/words';
import { describeUnheardBudgets, unheardBudgets } from '../check/unheard-budgets';
import { formatUsd } from '../costs/cost-sections';

/** What may be spent in a month, without who is told. */
export interface BudgetsSummary {
  /** How many accounts have a budget: those that are not closed. */
  readonly accounts: number;
  /** What they may spend together, in USD. */
  readonly accountsUsd: number;
  /** Of all accounts together, in USD; null: there is no such budget. */
  readonly organizationUsd: number | null;
  /** From which impact unusual spending is told, in USD; null: it is not. */
  readonly anomaliesFromUsd: number | null;
  /** The keys of accounts whose budget tells nobody. */
  readonly unheard: readonly string[];
}

export function summarizeBudgets(organization: Pick<Organization, 'accounts' | 'budgets'>): BudgetsSummary {
  const { accounts, budgets } = organization;
  const open = accounts.filter(({ state }) => state !== 'closed');
  return {
    accounts: open.length,
    accountsUsd: open.reduce((sum, { budget }) => sum + budget.usd, 0),
    organizationUsd: budgets?.organization?.usd ?? null,
    anomaliesFromUsd: budgets?.anomalies?.fromUsd ?? null,
    unheard: unheardBudgets(organization),
  };
}

/** What may be spent, and what nobody would hear of. */
export function budgetBlocks(summary: BudgetsSummary): readonly (Note | Paragraph)[] {
  const { accounts, accountsUsd, organizationUsd, anomaliesFromUsd, unheard } = summary;
  const parts = [
    ...(accounts === 0 ? [] : [`${formatUsd(accountsUsd)} a month for ${counted(accounts, 'account')}`]),
    ...(organizationUsd === null ? [] : [`${formatUsd(organizationUsd)} for the organization`]),
    ...(anomaliesFromUsd === null ? [] : [`unusual spending is told from ${formatUsd(anomaliesFromUsd)}`]),
  ];
  return [
    ...(parts.length === 0 ? [] : [paragraph(`Budgets: ${parts.join('; ')}`)]),
    ...describeUnheardBudgets(unheard),
  ];
}
