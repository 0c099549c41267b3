import { paragraph, type Paragraph, type Report, type Section, type Table } from '../../report/report';
import { counted, formatNumber } from '../../report/words';
import { describeContents } from '../contents';
import { totalOf, totalOfMutants } from '../prove/proof-report';
import { costSections } from '../costs/cost-sections';
import { applicationSections } from './applications';
import { budgetBlocks } from './budgets';
import { backupSections } from './backups';
import { coverageSections } from './coverage';
import { evidenceBlocks } from './evidence';
import { orderSections } from './deployment';
import { packingSections } from './packing';
import { peopleSections } from './people';
import { stackSetSections } from './stack-set-sections';
import type { PlanSummary, TargetSummary } from './summary';
import { targetTree } from './target-tree';

/** A plan for people. */
export function planReport(plan: PlanSummary): Report {
  const { organization, targets, stacks, files, folder, seconds } = plan;
  return {
    title: `${describeContents(organization)}; home Region ${organization.homeRegion}`,
    sections: [
      { blocks: [targetTree(targets)] },
      { blocks: [policyTable(targets)] },
      { blocks: [stackTable(stacks)] },
      ...stackSetSections(plan.stackSets, organization),
      ...coverageSections(plan.coverage),
      { blocks: evidenceBlocks(plan.evidence) },
      { blocks: budgetBlocks(plan.budgets) },
      ...backupSections(plan.backups),
      ...peopleSections(plan.people, organization.homeRegion),
      ...applicationSections(plan.applications),
      ...costSections(plan.costs, organization.homeRegion),
      ...orderSections(plan.order),
      ...packingSections(plan.packing),
      ...shadowSections(plan),
      {
        blocks: [
          ...proofParagraphs(plan),
          ...nagParagraphs(plan),
          paragraph(`Read: ${folder}`),
          paragraph(`Written: ${files.guardrails}, ${files.nag} and the templates in ${files.assembly}`),
          paragraph(`Planned in ${seconds.toFixed(1)} s`),
        ],
      },
    ],
  };
}

function policyTable(targets: readonly TargetSummary[]): Table {
  return {
    kind: 'table',
    // The number of policies includes AWS's own, the characters are those of each of ours.
    head: ['Target', 'Type', 'Policies', 'Characters in each of ours'],
    rows: targets.flatMap(({ id, policies }) =>
      policies.map(({ type, attached, attachedQuota, characters, charactersQuota }) => [
        id,
        NAMES[type] ?? type,
        `${attached} of ${attachedQuota}`,
        `${characters.map(formatNumber).join(', ')} of ${formatNumber(charactersQuota)}`,
      ]),
    ),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  SERVICE_CONTROL_POLICY: 'SCP',
  RESOURCE_CONTROL_POLICY: 'RCP',
  DECLARATIVE_POLICY_EC2: 'EC2',
  S3_POLICY: 'S3',
  TAG_POLICY: 'Tag',
  BACKUP_POLICY: 'Backup',
  AISERVICES_OPT_OUT_POLICY: 'AI opt-out',
};

function stackTable(stacks: PlanSummary['stacks']): Table {
  return {
    kind: 'table',
    head: ['Stack', 'Resources', 'Template'],
    rows: stacks.map(({ id, resources, templateBytes }) => [
      id,
      formatNumber(resources),
      `${formatNumber(templateBytes)} bytes`,
    ]),
  };
}

/** Calls that a guardrail leaves possible, but another one denies: nobody should read them as possible. */
function shadowSections({ proof: { shadows } }: PlanSummary): readonly Section[] {
  if (shadows.length === 0) return [];
  const rows = shadows.map(({ guardrail, by, probes }) => [guardrail, by, formatNumber(probes)]);
  return [
    { blocks: [{ kind: 'table', head: ['Calls that this leaves possible', 'but this denies', 'Probes'], rows }] },
  ];
}

function proofParagraphs({ proof }: PlanSummary): readonly Paragraph[] {
  return [
    totalOf(proof),
    totalOfMutants(proof.mutants),
    paragraph(
      'A probe is a call that a guardrail must deny or leave possible, counted for each set of parameters and each target. ' +
        'A mutant is a guardrail with one mistake: a probe must notice it, or it must change nothing.',
    ),
  ];
}

function nagParagraphs({ nag: { gate, report } }: PlanSummary): readonly Paragraph[] {
  const gates = gate.map(
    ({ pack, findings, acknowledged }) =>
      `${pack} ${counted(findings.length, 'finding')} (${acknowledged.length} acknowledged)`,
  );
  const reports = report.map(({ pack, findings }) => `${pack} ${counted(findings.length, 'finding')}`);
  return [
    paragraph(`cdk-nag: ${gates.join(', ')}`),
    ...(reports.length > 0 ? [paragraph(`Report only: ${reports.join(', ')}`)] : []),
  ];
}
