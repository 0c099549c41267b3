import { counted, describeContents } from '../../report/words';
import { formatNumber } from '../../report/words';
import { painter, type Paint } from '../paint';
import { table } from '../table';
import { describeTotal } from '../prove/describe-total';
import { describeOrder } from './describe-deployment';
import { describePacking } from './packing';
import { describeTree } from './describe-tree';
import type { PlanSummary, TargetSummary } from './summary';

/** A plan for people. */
export function describePlan(plan: PlanSummary, hasColours: boolean): readonly string[] {
  const paint = painter(hasColours);
  const { organization, targets, stacks, files, seconds } = plan;
  return [
    `${describeContents(organization)}; home Region ${organization.homeRegion}`,
    '',
    ...describeTree(targets, paint),
    '',
    ...describePolicies(targets, paint),
    '',
    ...table(
      ['Stack', 'Resources', 'Template'].map((title) => paint('bold', title)),
      stacks.map(({ id, resources, templateBytes }) => [
        id,
        formatNumber(resources),
        `${formatNumber(templateBytes)} bytes`,
      ]),
    ),
    '',
    describeTotal(plan.proof, paint),
    ...describeOrder(plan.order, paint),
    ...describePacking(plan.packing, paint),
    ...describeCompliance(plan),
    `Written: ${files.guardrails}, ${files.compliance} and the templates in ${files.assembly}`,
    `Planned in ${seconds.toFixed(1)} s`,
  ];
}

/** AWS's own policies count; the characters are those of each document of ours. */
function describePolicies(targets: readonly TargetSummary[], paint: Paint): readonly string[] {
  const rows = targets.flatMap(({ id, policies }) =>
    policies.map(({ type, attached, attachedQuota, characters, charactersQuota }) => [
      id,
      NAMES[type] ?? type,
      `${attached} of ${attachedQuota}`,
      `${characters.map(formatNumber).join(', ')} of ${formatNumber(charactersQuota)}`,
    ]),
  );
  const head = ['Target', 'Type', 'Policies', 'Characters in each of ours'];
  return table(
    head.map((title) => paint('bold', title)),
    rows,
  );
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

function describeCompliance({ compliance: { gate, report } }: PlanSummary): readonly string[] {
  const gates = gate.map(
    ({ pack, findings, acknowledged }) =>
      `${pack} ${counted(findings.length, 'finding')} (${acknowledged.length} acknowledged)`,
  );
  const reports = report.map(({ pack, findings }) => `${pack} ${counted(findings.length, 'finding')}`);
  return [`cdk-nag: ${gates.join(', ')}`, ...(reports.length > 0 ? [`Report only: ${reports.join(', ')}`] : [])];
}
