import { ASSUMED_ON, ASSUMPTIONS, type CostAssumption } from '../../analysis/costs/assumptions';
import type { CostEstimate } from '../../analysis/costs/estimate';
import { PRICES, PRICES_READ, type Price } from '../../analysis/costs/prices';
import { formatNumber } from '../../report/words';
import { link, paragraph, type Block, type Report, type Table } from '../../report/report';
import { HOW_SCALED, withAccounts } from './scaled-costs';
import { costSections, describeQuantity, formatUsd } from './cost-sections';

/**
 * An estimate for people, with what it assumes.
 *
 * @param scaledTo as if there were so many accounts; null: those of the configuration
 */
export function costsReport(estimate: CostEstimate, homeRegion: string, scaledTo: number | null = null): Report {
  const size = scaledTo === null ? '' : ` ${withAccounts(scaledTo)}`;
  return {
    title: `What Rampart deploys costs about ${formatUsd(estimate.usd)} a month${size}, without workloads`,
    ...(scaledTo === null ? {} : { lead: [paragraph(HOW_SCALED)] }),
    sections: [
      ...costSections(estimate, homeRegion),
      { title: `Assumptions, of ${ASSUMED_ON}`, blocks: [assumptionTable(estimate)] },
    ],
  };
}

/** @param estimate whose assumptions are shown; default: all assumptions there are */
export function assumptionTable(estimate?: CostEstimate): Table {
  const used = estimate?.lines.flatMap(({ factors }) => factors.map(({ assumption }) => assumption));
  const all: readonly (readonly [string, CostAssumption])[] = Object.entries(ASSUMPTIONS);
  return {
    kind: 'table',
    head: ['In a month', 'Assumption', 'Because'],
    rows: all
      .filter(([id]) => used === undefined || used.some((one) => one === id))
      .map(([, { title, value, unit, reason }]) => [title, describeQuantity(value, unit), reason]),
  };
}

const SEEN: Readonly<Record<Price['seen'], string>> = {
  copy: `in a copy of it, or of AWS's price list, on ${PRICES_READ}`,
  quoted: `quoted by others, on ${PRICES_READ}`,
  memory: 'not verified',
};

/** The prices with their sources, for the page. */
export function priceBlocks(): readonly Block[] {
  const prices: readonly Price[] = Object.values(PRICES);
  return [
    {
      kind: 'table',
      head: ['For one', 'USD', "AWS's page", 'Seen'],
      rows: prices.map(({ usd, per, unit, page, seen }) => [
        unit,
        per === 1 ? String(usd) : `${usd} for ${formatNumber(per)}`,
        link(page.replace('https://aws.amazon.com/', ''), page),
        SEEN[seen],
      ]),
    },
    paragraph(
      "AWS's pages fill in their tables by script, so that a stored copy may lack a number. *Quoted* means that articles of 2025 " +
        'and 2026 name the number and the page.',
    ),
  ];
}
