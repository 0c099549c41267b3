import {
  COVERAGE_PARTS,
  type Coverage,
  type CoverageCell,
  type CoveragePart,
  type CoverageRow,
} from '../../analysis/coverage/coverage';
import { groupBy } from '../../model/group-by';
import { paragraph, type Cell, type Paragraph, type Section } from '../../report/report';
import { inARow, wrapNames } from '../../report/words';
import { isEveryGoverned } from './every-governed';

/** Which accounts have what in which Regions, for people. However many Regions there are, the table is as wide. */
export function coverageSections(coverage: Coverage): readonly Section[] {
  const lines = linesOf(coverage.rows);
  if (lines.length === 0) return [];
  return [
    {
      blocks: [
        {
          kind: 'table',
          head: ['What is deployed', 'Accounts', 'Regions'],
          rows: lines.flatMap((line) => rowsOf(line, coverage)),
        },
        ...notes(coverage),
      ],
    },
  ];
}

interface Line {
  readonly name: string;
  readonly isIn: (cell: CoverageCell) => boolean;
  /** Also in the Regions that nobody governs. */
  readonly isEverywhere: boolean;
}

const NAMES: Readonly<Record<CoveragePart, string>> = {
  trail: 'trail of calls',
  recorder: 'recorder of AWS Config',
  'delivery-channel': 'its delivery to the log archive',
  detector: 'detector of GuardDuty',
  'private-documents': 'block of public documents',
  finisher: 'finisher',
  forwarding: 'forwarding of findings and failures',
  'global-events': 'forwarding of events of IAM and root',
  aggregator: 'aggregator of AWS Config',
  'external-access': 'analyzer of external access',
  'unused-access': 'analyzer of unused access',
};

/** What at least one account has. */
function linesOf(rows: readonly CoverageRow[]): readonly Line[] {
  const cells = rows.flatMap((row) => row.cells);
  const packs = [...new Set(cells.flatMap((cell) => cell.packs))];
  return [
    ...COVERAGE_PARTS.map((part): Line => ({
      name: NAMES[part],
      isIn: ({ parts }) => parts.includes(part),
      isEverywhere: part === 'trail',
    })),
    ...packs.map((pack): Line => ({
      name: `pack ${pack}`,
      isIn: (cell) => cell.packs.includes(pack),
      isEverywhere: false,
    })),
  ].filter(({ isIn }) => cells.some(isIn));
}

/** Names in a column, so that the table fits into 100 columns with the longest name of ours. */
const WIDTH = { accounts: 28, regions: 24 };

/** One row for all Regions in which the same accounts have it. */
function rowsOf(
  { name, isIn, isEverywhere }: Line,
  { regions, governedRegions, rows }: Coverage,
): readonly (readonly Cell[])[] {
  const accountsIn = (region: string): readonly string[] =>
    rows
      .filter(({ cells }) => cells.some((cell) => cell.region === region && isIn(cell)))
      .map(({ account }) => account);
  const groups = [...groupBy(regions, (region) => JSON.stringify(accountsIn(region))).entries()];
  return groups
    .map(([key, alike]) => [JSON.parse(key) as readonly string[], alike] as const)
    .filter(([accounts]) => accounts.length > 0)
    .map(([accounts, alike], index) => [
      index === 0 ? name : '',
      { lines: describeAccounts(accounts, rows) },
      { lines: describeRegions(alike, governedRegions, isEverywhere) },
    ]);
}

function describeAccounts(accounts: readonly string[], rows: readonly CoverageRow[]): readonly string[] {
  const others = rows.map(({ account }) => account).filter((account) => !accounts.includes(account));
  if (others.length === 0) return ['all'];
  return others.length < accounts.length
    ? wrapNames(others, WIDTH.accounts, 'all but ')
    : wrapNames(accounts, WIDTH.accounts);
}

function describeRegions(
  regions: readonly string[],
  governedRegions: readonly string[],
  isEverywhere: boolean,
): readonly string[] {
  if (isEverywhere) return ['every Region of AWS'];
  return isEveryGoverned(regions, governedRegions) ? ['every governed Region'] : wrapNames(regions, WIDTH.regions);
}

function notes({ governedRegions, rows, nowhere }: Coverage): readonly Paragraph[] {
  const skipped = rows.filter(({ hasBaseline, cells }) => !hasBaseline && cells.some(({ packs }) => packs.length > 0));
  return [
    ...(governedRegions.length > 1 ? [paragraph(`Governed Regions: ${inARow(governedRegions, 'and')}`)] : []),
    ...(skipped.length === 0 ? [] : [paragraph(assumptionOf(skipped.map(({ account }) => account)))]),
    ...(nowhere.length === 0
      ? []
      : [
          paragraph(
            `Deployed nowhere, because AWS offers their Config rules in no governed Region: ${inARow(nowhere, 'and')}`,
          ),
        ]),
  ];
}

/** The packs of an account that skips the baseline need what nobody here can see. */
function assumptionOf(accounts: readonly string[]): string {
  return (
    `Assumed (\`baseline: skip\`): a recorder of its own runs in ${inARow(accounts, 'and')}, in each Region where a pack ` +
    'measures the account. Where none runs, the pack fails or has no results: make sure, or exclude the account (docs/compliance.md)'
  );
}
