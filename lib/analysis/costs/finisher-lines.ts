import type { Organization } from '../../model/organization';
import { assumed, costLine, counts, DAYS, type CostLine } from './cost-line';

/** What the finisher costs: it runs once a day in each account and governed Region, the management account included. */
export function finisherLines({ baseline, accounts, governedRegions }: Organization): readonly CostLine[] {
  if (baseline === null) return [];
  const members = accounts.filter(({ state, hasBaseline }) => state !== 'closed' && hasBaseline).length;
  const runs = [counts(members + 1, 'account'), counts(governedRegions.length, 'Region'), DAYS];
  return [
    costLine('finisher', 'Finisher', 'stateTransition', [...runs, assumed('transitions')]),
    costLine('finisher-schedule', 'Its schedule', 'scheduledCall', runs),
  ];
}
