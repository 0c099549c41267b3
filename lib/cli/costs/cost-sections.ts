import { APPLICATION_KEYS } from '../../analysis/costs/application-lines';
import { BACKUP_KEYS } from '../../analysis/costs/backup-lines';
import type { CostLine, Factor } from '../../analysis/costs/cost-line';
import { largestLines, MODEST_USD, type CostEstimate } from '../../analysis/costs/estimate';
import { PRICES } from '../../analysis/costs/prices';
import { paragraph, strong, type Cell, type Paragraph, type Section, type Table } from '../../report/report';
import { fillLines, formatNumber, inARow } from '../../report/words';

/** Of a formula, so that the table fits into 100 columns. */
const WIDTH = 50;

/** What it costs, line by line, for people. */
export function costSections({ lines, usd }: CostEstimate, homeRegion: string): readonly Section[] {
  const [on, off] = [lines.filter(({ isOn }) => isOn), lines.filter(({ isOn }) => !isOn)];
  if (on.length === 0) return [];
  return [
    { blocks: [table(['Estimated costs', 'a month'], on, [[strong('Total'), formatUsd(usd), '']])] },
    ...(off.length === 0 ? [] : [{ blocks: [table(['Switched off', 'would cost'], off, [])] }]),
    { blocks: notes({ lines: on, usd }, homeRegion) },
  ];
}

function table(
  titles: readonly [string, string],
  lines: readonly CostLine[],
  last: readonly (readonly Cell[])[],
): Table {
  return {
    kind: 'table',
    head: [...titles, 'Formula'],
    rows: [...lines.map((line) => [line.title, formatUsd(line.usd), { lines: describeFormula(line) }]), ...last],
  };
}

function notes({ lines }: CostEstimate, homeRegion: string): readonly Paragraph[] {
  // How many applications there are is not the landing zone's choice.
  const own = lines.filter(({ id }) => id !== APPLICATION_KEYS);
  const usd = own.reduce((sum, line) => sum + line.usd, 0);
  const largest = largestLines(own).map((line) => `${line.title} (${formatUsd(line.usd)})`);
  return [
    ...(usd <= MODEST_USD
      ? []
      : [paragraph(`More than USD ${MODEST_USD} without applications, most of it for ${inARow(largest, 'and')}`)]),
    ...(lines.some(({ price }) => price === 'key') ? [paragraph(ROTATION)] : []),
    ...(lines.some(({ id }) => id === BACKUP_KEYS) ? [paragraph(NOT_KNOWN)] : []),
    paragraph(
      `≈ is an assumption for accounts without workloads. The prices are those of us-east-1${
        homeRegion === 'us-east-1' ? '' : `; ${homeRegion} may cost more`
      }. Taxes and free allowances are not counted, nor what workloads cause: docs/costs.md`,
    ),
  ];
}

/** https://aws.amazon.com/kms/pricing/ */
const ROTATION = 'A key costs USD 1 more after a year, and again after two: each year it rotates.';

const NOT_KNOWN =
  'What backups hold, what is restored, and what is copied between Regions is not known, and not counted: it depends on the data.';

/** `USD 0.07`, or `< USD 0.01` for what is more than nothing. */
export function formatUsd(usd: number): string {
  if (usd > 0 && usd < 0.005) return '< USD 0.01';
  const [whole = '', cents = ''] = usd.toFixed(2).split('.');
  return `USD ${formatNumber(Number(whole))}.${cents}`;
}

/** The factors and the price, in lines. */
function describeFormula({ factors, price }: CostLine): readonly string[] {
  const { usd, per } = PRICES[price];
  const words = [...factors.map(describeFactor), `${usd}${per === 1 ? '' : ` / ${formatNumber(per)}`}`];
  return fillLines(words, { width: WIDTH, separator: ' × ', next: '× ' });
}

export function describeFactor({ value, unit, assumption }: Factor): string {
  return `${assumption === null ? '' : '≈ '}${describeQuantity(value, unit)}`;
}

/** `5,000 log files`, `0.1 GB`. */
export function describeQuantity(value: number, unit: string): string {
  return `${Number.isInteger(value) ? formatNumber(value) : value} ${unit}`;
}
