import { organizationPacks } from '../../analysis/assemble/organization-packs';
import { estimateCosts, largestLines, type CostEstimate } from '../../analysis/costs/estimate';
import { scaleOrganization } from '../../analysis/costs/scale';
import type { Organization } from '../../model/organization';
import { paragraph, type Block } from '../../report/report';
import { counted, formatNumber, inARow } from '../../report/words';
import { formatUsd } from './cost-sections';

/** How it is scaled, for people. */
export const HOW_SCALED =
  'What there is once, such as trail, alarms and pipeline, stays as it is configured. The accounts of the log archive and of the ' +
  'audit come first, then the others in the order of their keys, again and again; each copy is in the unit of its original. ' +
  'The management account is counted, closed accounts are not, and applications are left out.';

/** The estimate of an organization as if it had so many accounts, the management account included. */
export function estimateScaled(organization: Organization, accounts: number): CostEstimate {
  const scaled = scaleOrganization(organization, accounts);
  return estimateCosts(scaled, organizationPacks(scaled));
}

/** What it costs with so many accounts, each, and what most of it is for. */
export function scaleTable(organization: Organization, sizes: readonly number[]): readonly Block[] {
  return [
    {
      kind: 'table',
      head: ['Accounts', 'a month', 'for each', 'most of it for'],
      rows: sizes.map((size) => {
        const { usd, lines } = estimateScaled(organization, size);
        const largest = largestLines(lines).map((line) => `${line.title} (${formatUsd(line.usd)})`);
        return [formatNumber(size), formatUsd(usd), formatUsd(usd / size), inARow(largest, 'and')];
      }),
    },
    paragraph(HOW_SCALED),
  ];
}

/** Of the title: `with 100 accounts`. */
export function withAccounts(accounts: number): string {
  return `with ${counted(accounts, 'account')}`;
}
