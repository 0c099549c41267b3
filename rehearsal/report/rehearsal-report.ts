import { paragraph, toned, type Block, type Entry, type Paragraph, type Report } from '../../lib/report/report';
import { counted, formatNumber } from '../../lib/report/words';
import { isClean, type RehearsalReport } from './report';

/** The report for people. */
export function rehearsalReport(report: RehearsalReport, seconds: number): Report {
  const { stacks, verified } = report;
  return {
    sections: [
      {
        blocks: [
          countTable(
            'Deployed',
            stacks.map(({ name, resources }) => [name, resources]),
          ),
        ],
      },
      { blocks: [countTable('Verified with its service', verified)] },
      { blocks: [adaptationsOf(report)] },
      { blocks: report.faults.map((fault) => paragraph(toned('bad', fault))) },
      { blocks: callBlocks(report) },
      { blocks: evidenceBlocks(report) },
      { blocks: scenarioBlocks(report) },
      ...gapSections(report),
      ...keptSections(report),
      { blocks: [totalOf(report, seconds)] },
    ],
  };
}

function countTable(what: string, counts: RehearsalReport['verified']): Block {
  return { kind: 'table', head: [what, 'Resources'], rows: counts.map(([name, count]) => [name, formatNumber(count)]) };
}

function adaptationsOf({ adapted, flattened }: RehearsalReport): Paragraph {
  return paragraph(
    `Changed for the emulator (docs/rehearsal.md): ${counted(adapted, 'policy', 'policies')}, ` +
      counted(flattened, 'metric filter'),
  );
}

function callBlocks({ calls }: RehearsalReport): readonly Block[] {
  if (calls === null) return [];
  const { denied, permitted, guardrails, shadowed, failures } = calls;
  return [
    paragraph(
      `${counted(denied, 'call')} denied as computed, ${counted(permitted, 'call')} permitted as computed; ` +
        `${counted(guardrails.length, 'guardrail')} seen to deny`,
    ),
    { kind: 'list', items: shadowed },
    ...failures.map((failure) => paragraph(toned('bad', failure))),
  ];
}

function scenarioBlocks({ scenarios }: RehearsalReport): readonly Block[] {
  const entries = (scenarios ?? []).map(({ title, faults, measured, seconds }) =>
    entryOf(`${title} (${seconds.toFixed(1)} s)`, faults, measured),
  );
  return [{ kind: 'entries', entries }];
}

function evidenceBlocks({ evidence }: RehearsalReport): readonly Block[] {
  const entries = (evidence ?? []).map(({ title, shown, faults, seconds }) =>
    entryOf(`${title} (${counted(shown, 'fact')}, ${seconds.toFixed(1)} s)`, faults),
  );
  return [{ kind: 'entries', entries }];
}

function entryOf(summary: string, faults: readonly string[], measured: readonly string[] = []): Entry {
  const isGood = faults.length === 0;
  return {
    sign: isGood ? '✓' : '✗',
    tone: isGood ? 'good' : 'bad',
    summary,
    facts: [
      ...faults.map((fault) => ({ title: 'Failed', text: fault, tone: 'bad' }) as const),
      ...measured.map((text) => ({ title: 'Measured', text })),
    ],
  };
}

function gapSections({ notRehearsed, calls }: RehearsalReport): Report['sections'] {
  const items = [
    ...notRehearsed.map(({ what, why, count }) => `${count === 1 ? '' : `${formatNumber(count)} × `}${what}: ${why}`),
    ...(calls?.notRehearsed ?? []),
  ];
  return items.length === 0 ? [] : [{ title: 'Not rehearsed:', blocks: [{ kind: 'list', items }] }];
}

function keptSections({ kept }: RehearsalReport): Report['sections'] {
  if (kept === null) return [];
  const { endpoint, region, folder, pid } = kept;
  const variables = `AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test`;
  return [
    {
      title: 'The emulator is still running, with its policies enforced. To point a shell at it:',
      blocks: [{ kind: 'code', language: 'sh', text: `export ${variables}` }],
    },
    { title: 'To end it:', blocks: [{ kind: 'code', language: 'sh', text: `kill ${pid} && rm -r ${folder}` }] },
  ];
}

function totalOf(report: RehearsalReport, seconds: number): Paragraph {
  const verified = report.verified.reduce((sum, [, count]) => sum + count, 0);
  const facts = (report.evidence ?? []).reduce((sum, { shown }) => sum + shown, 0);
  const gaps =
    report.notRehearsed.reduce((sum, { count }) => sum + count, 0) + (report.calls?.notRehearsed.length ?? 0);
  return paragraph([
    isClean(report) ? toned('good', 'Rehearsed') : toned('bad', 'The rehearsal failed'),
    ` in ${seconds.toFixed(1)} s: ${counted(verified, 'resource')} verified, ` +
      `${formatNumber(report.calls?.denied ?? 0)} calls denied and ${formatNumber(report.calls?.permitted ?? 0)} ` +
      `permitted as computed, ${counted(facts, 'fact')} of the evidence shown, ${formatNumber(gaps)} not rehearsed`,
  ]);
}
