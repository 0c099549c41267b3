import {
  COVERAGE_PARTS,
  type Coverage,
  type CoverageCell,
  type CoveragePart,
  type CoverageRow,
} from '../../analysis/coverage/coverage';
import { groupBy } from '../../model/group-by';
import { paragraph, type Paragraph, type Section } from '../../report/report';
import { enumerate } from '../../report/words';

/** Which accounts have what in which Region, for people. Regions that are alike share a column. */
export function coverageSections({ regions, rows }: Coverage): readonly Section[] {
  const lines = linesOf(rows);
  if (lines.length === 0) return [];
  const answers = regions.map((region) => lines.map(({ isIn }) => accountsWith(rows, region, isIn)));
  const columns = [...groupBy(answers.keys(), (index) => JSON.stringify(answers[index])).values()];
  return [
    {
      blocks: [
        {
          kind: 'table',
          head: ['Accounts with', ...columns.map((indexes) => enumerate(indexes.map((index) => regions[index] ?? '')))],
          rows: lines.map(({ name }, line) => [name, ...columns.map(([first = 0]) => answers[first]?.[line] ?? '')]),
        },
        ...notes(rows),
      ],
    },
  ];
}

interface Line {
  readonly name: string;
  readonly isIn: (cell: CoverageCell) => boolean;
}

const NAMES: Readonly<Record<CoveragePart, string>> = {
  trail: 'trail',
  recorder: 'configuration recorder',
  'delivery-channel': 'delivery channel',
  detector: 'GuardDuty detector',
  'private-documents': 'no public documents',
  forwarding: 'forwarding of findings and failures',
  'global-events': 'forwarding of global events',
  aggregator: 'aggregator',
  'external-access': 'analyzer of external access',
  'unused-access': 'analyzer of unused access',
};

/** What at least one account has. */
function linesOf(rows: readonly CoverageRow[]): readonly Line[] {
  const cells = rows.flatMap((row) => row.cells);
  const packs = [...new Set(cells.flatMap((cell) => cell.packs))];
  return [
    ...COVERAGE_PARTS.map((part): Line => ({ name: NAMES[part], isIn: ({ parts }) => parts.includes(part) })),
    ...packs.map((pack): Line => ({ name: `pack ${pack}`, isIn: (cell) => cell.packs.includes(pack) })),
  ].filter(({ isIn }) => cells.some(isIn));
}

function accountsWith(rows: readonly CoverageRow[], region: string, isIn: Line['isIn']): string {
  const [inside, outside] = [true, false].map((wanted) =>
    rows
      .filter(({ cells }) => cells.some((cell) => cell.region === region && isIn(cell)) === wanted)
      .map(({ account }) => account),
  );
  if (inside === undefined || inside.length === 0) return '–';
  if (outside === undefined || outside.length === 0) return 'all';
  return inside.length > outside.length ? `all but ${enumerate(outside)}` : enumerate(inside);
}

function notes(rows: readonly CoverageRow[]): readonly Paragraph[] {
  const skipped = rows.filter(({ hasBaseline, cells }) => !hasBaseline && cells.some(({ packs }) => packs.length > 0));
  return [
    paragraph('The trail records all other Regions, too. Nothing else is outside of these.'),
    ...(skipped.length === 0
      ? []
      : [
          paragraph(
            `\`baseline: skip\`: the packs need a recorder that these have themselves in each of the Regions: ${enumerate(skipped.map(({ account }) => account))}`,
          ),
        ]),
  ];
}
