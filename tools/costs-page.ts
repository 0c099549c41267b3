import { join } from 'node:path';
import { catalogue } from '../policies/catalogue';
import { estimateCosts, type CostEstimate } from '../lib/analysis/costs/estimate';
import { ASSUMED_ON } from '../lib/analysis/costs/assumptions';
import { costSections } from '../lib/cli/costs/cost-sections';
import { scaleTable } from '../lib/cli/costs/scaled-costs';
import type { Organization } from '../lib/model/organization';
import { assumptionTable, priceBlocks } from '../lib/cli/costs/costs-report';
import { organizationPacks } from '../lib/analysis/assemble/organization-packs';
import { parseOrganization } from '../lib/model/parse';
import { describeProblem } from '../lib/model/problem';
import { paragraph, type Block } from '../lib/report/report';
import { fillPage } from './fill-page';

/** The page about what Rampart costs: its path in the repository. */
export const COSTS_PAGE = 'docs/costs.md';

/** The page about what Rampart costs with its current tables. */
export function costsPage(root: string): string {
  return fillPage(root, COSTS_PAGE, {
    example: exampleBlocks(root),
    scale: scaleTable(theExample(root), SIZES),
    assumptions: [paragraph(`Chosen on ${ASSUMED_ON}, measured nowhere.`), assumptionTable()],
    prices: priceBlocks(),
  });
}

/** How many accounts the rows of the table have. */
const SIZES = [1, 10, 100, 1000];

function theExample(root: string): Organization {
  const parsed = parseOrganization(join(root, 'organization'), catalogue);
  if (parsed.kind === 'problems') throw new Error(parsed.problems.map(describeProblem).join('\n'));
  return parsed.value;
}

/** The estimate of the example organization. */
export function estimateExample(root: string): { readonly estimate: CostEstimate; readonly homeRegion: string } {
  const organization = theExample(root);
  return {
    estimate: estimateCosts(organization, organizationPacks(organization)),
    homeRegion: organization.homeRegion,
  };
}

function exampleBlocks(root: string): readonly Block[] {
  const { estimate, homeRegion } = estimateExample(root);
  return costSections(estimate, homeRegion).flatMap(({ blocks }) => blocks);
}
