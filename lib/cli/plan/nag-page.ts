import { counted } from '../../report/words';
import type { Acknowledgement, NagReport, NagFinding } from './nag';

/** The result of all packs as a page for an auditor. */
export function describeNag({ gate, report }: NagReport): string {
  return (
    [
      '# Compliance',
      'What cdk-nag says of the synthesised stacks. A finding of the first packs stops the plan, unless it is acknowledged with a reason. The other packs are a report.',
      ...gate.flatMap(({ pack, findings, acknowledged }) => [
        `## ${pack}: ${counted(findings.length, 'finding')}, ${acknowledged.length} acknowledged`,
        ...section(findings),
        ...acknowledgements(acknowledged),
      ]),
      ...report.flatMap(({ pack, findings }) => [
        `## ${pack}: ${counted(findings.length, 'finding')}`,
        ...section(findings),
      ]),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function section(findings: readonly NagFinding[]): readonly string[] {
  if (findings.length === 0) return [];
  return [
    table(
      ['Rule', 'What it says', 'Where'],
      findings.map(({ rule, description, constructs }) => [rule, description, places(constructs)]),
    ),
  ];
}

function acknowledgements(acknowledged: readonly Acknowledgement[]): readonly string[] {
  if (acknowledged.length === 0) return [];
  return [
    table(
      ['Acknowledged rule', 'What it says', 'Where', 'Why it may stand'],
      acknowledged.map(({ rule, description, constructs, reason }) => [rule, description, places(constructs), reason]),
    ),
  ];
}

function places(constructs: readonly string[]): string {
  return constructs.map((path) => `\`${path}\``).join('<br>');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}
