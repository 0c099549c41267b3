import { counted } from '../../lib/cli/count';
import { painter, type Paint } from '../../lib/cli/paint';
import { table } from '../../lib/cli/table';
import { formatNumber } from '../../lib/report/words';
import { isClean, type RehearsalReport } from './report';

/** The report as text for people. */
export function describeRehearsal(report: RehearsalReport, seconds: number, hasColours: boolean): readonly string[] {
  const paint = painter(hasColours);
  const sections = [
    describeStacks(report),
    describeFaults(report, paint),
    describeCalls(report, paint),
    describeScenarios(report, paint),
    describeGaps(report),
    describeKept(report),
    [describeTotal(report, seconds, paint)],
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function describeStacks({ stacks, verified, adapted }: RehearsalReport): readonly string[] {
  return [
    ...table(
      ['Deployed', 'Resources'],
      stacks.map(({ name, resources }) => [name, formatNumber(resources)]),
    ),
    '',
    ...table(
      ['Verified with its service', 'Resources'],
      verified.map(([type, count]) => [type, formatNumber(count)]),
    ),
    '',
    `Policies adapted to the emulator (docs/rehearsal.md): ${formatNumber(adapted)}`,
  ];
}

function describeFaults({ faults }: RehearsalReport, paint: Paint): readonly string[] {
  return faults.map((fault) => paint('red', fault));
}

function describeCalls({ calls }: RehearsalReport, paint: Paint): readonly string[] {
  if (calls === null) return [];
  const { denied, permitted, guardrails, shadowed, failures } = calls;
  return [
    `${counted(denied, 'call')} denied as computed, ${counted(permitted, 'call')} permitted as computed; ` +
      `${counted(guardrails.length, 'guardrail')} seen to deny`,
    ...shadowed.map((line) => `  ${line}`),
    ...failures.map((line) => paint('red', line)),
  ];
}

function describeScenarios({ scenarios }: RehearsalReport, paint: Paint): readonly string[] {
  return (scenarios ?? []).flatMap(({ title, faults, seconds }) => [
    `${faults.length === 0 ? paint('green', '✓') : paint('red', '✗')} ${title} (${seconds.toFixed(1)} s)`,
    ...faults.map((fault) => paint('red', `  ${fault}`)),
  ]);
}

function describeGaps({ notRehearsed, calls }: RehearsalReport): readonly string[] {
  const lines = [
    ...notRehearsed.map(({ what, why, count }) => `  ${count === 1 ? '' : `${formatNumber(count)} × `}${what}: ${why}`),
    ...(calls?.notRehearsed ?? []).map((line) => `  ${line}`),
  ];
  return lines.length === 0 ? [] : ['Not rehearsed:', ...lines];
}

function describeKept({ kept }: RehearsalReport): readonly string[] {
  if (kept === null) return [];
  const { endpoint, region, folder, pid } = kept;
  return [
    'The emulator is still running, with its policies enforced. To point a shell at it:',
    `  export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test`,
    'To end it:',
    `  kill ${pid} && rm -r ${folder}`,
  ];
}

function describeTotal(report: RehearsalReport, seconds: number, paint: Paint): string {
  const verified = report.verified.reduce((sum, [, count]) => sum + count, 0);
  const gaps =
    report.notRehearsed.reduce((sum, { count }) => sum + count, 0) + (report.calls?.notRehearsed.length ?? 0);
  const verdict = isClean(report) ? paint('green', 'Rehearsed') : paint('red', 'The rehearsal failed');
  return (
    `${verdict} in ${seconds.toFixed(1)} s: ${counted(verified, 'resource')} verified, ` +
    `${formatNumber(report.calls?.denied ?? 0)} calls denied and ${formatNumber(report.calls?.permitted ?? 0)} permitted as ` +
    `computed, ${formatNumber(gaps)} not rehearsed`
  );
}
