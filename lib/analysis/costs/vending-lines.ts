import type { Organization } from '../../model/organization';
import { assumed, costLine, DAYS, type CostLine } from './cost-line';

/** What the pipeline costs, if there is one: AWS charges for the minutes of its builds and of its actions. */
export function vendingLines({ vending }: Organization): readonly CostLine[] {
  if ((vending?.pipeline ?? null) === null) return [];
  const minutes = [assumed('deployments'), assumed('deploymentMinutes')];
  return [
    costLine('pipeline-builds', 'Builds of the pipeline', 'buildMinute', minutes),
    costLine('pipeline-actions', 'Actions of the pipeline', 'actionMinute', minutes),
    costLine('nightly-look', 'Nightly look for differences', 'buildMinute', [DAYS, assumed('lookMinutes')]),
  ];
}
