import type { Organization } from '../../model/organization';
import { costLine, counts, type CostLine } from './cost-line';

/** Budgets, and what notices unusual spending: AWS charges for neither, and the estimate shows that they were not forgotten. */
export function budgetLines({ accounts, budgets }: Organization): readonly CostLine[] {
  const open = accounts.filter(({ state }) => state !== 'closed').length;
  const all = open + (budgets?.organization == null ? 0 : 1);
  return [
    ...(all === 0 ? [] : [costLine('budgets', 'Budgets', 'budget', [counts(all, 'budget')])]),
    ...(budgets?.anomalies == null
      ? []
      : [costLine('anomalies', 'Alerts on unusual spending', 'anomalyAlert', [counts(1, 'subscription')])]),
  ];
}
