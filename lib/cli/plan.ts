import { organizationPacks } from '../analysis/assemble/organization-packs';
import { join, resolve } from 'node:path';
import { estimateCosts } from '../analysis/costs/estimate';
import { coverageOf } from '../analysis/coverage/coverage';
import { renderGuardrailsFile } from '../analysis/assemble/guardrails-file';
import type { Problem } from '../model/problem';
import { renewLock } from '../analysis/assemble/pack/renew-lock';
import { PACKING_LOCK, renderPackingLock } from '../model/packing-lock';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { countContents } from './contents';
import type { Io } from './io';
import { summarizeApplications } from './plan/applications';
import { summarizeBackups } from './plan/backups';
import { readDeployed, walk } from './plan/deployment';
import { summarizeBudgets } from './plan/budgets';
import { summarizeEvidence } from './plan/evidence';
import { readNag } from './plan/nag';
import { nagPage } from './plan/nag-page';
import { summarizePacking, type PackingSummary } from './plan/packing';
import { summarizePeople } from './plan/people';
import { planReport } from './plan/plan-report';
import { readProof, readStacks } from './plan/read-assembly';
import { readStackSets } from './plan/read-stack-sets';
import { summarizeTargets, type PlanSummary } from './plan/summary';
import { startSynth, type Synthesis } from './plan/synthesize';
import { writeInto } from './plan/write-into';
import { printJson, printReport } from './print-report';
import type { State } from './input/states/state';
import { exemptionBlocks, exemptionsToJson, noteExemptions } from './input/exemption-notes';
import type { CheckedOrganization } from './input/read-organization';
import { readProvableOrganization } from './input/read-provable-organization';
import { reportProblems } from './input/report-problems';

export interface PlanOptions extends GlobalOptions {
  /** The output folder. */
  readonly output: string;
  /** What is deployed: a revision, a folder or a `guardrails.json`; true: where the current branch left the default branch. */
  readonly deployed?: string | true;
  /** Whether an outdated `packing.lock.json` fails the plan instead of being updated. */
  readonly locked?: boolean;
}

/** Checks the organization, synthesizes its stacks, and shows what would be deployed. */
export const plan: CommandDefinition<PlanOptions> = {
  examples: ['plan', 'plan --deployed v1.4.0', 'plan --locked', 'plan --json --output build'],
  declare: (command) =>
    command
      .option('--output <folder>', 'the folder for templates and reports', 'cdk.out')
      .option(
        '--deployed [state]',
        'also walk through the deployment, starting at the deployed state (a Git revision, a folder or a guardrails.json; default: where the current branch left the default branch); fails if any intermediate state is less protected than both start and end, and for edits that no deployment can make',
      )
      .option('--locked', `fail if ${PACKING_LOCK} is out of date, instead of updating it (for pipelines)`),
  async run(options, io) {
    const start = performance.now();
    io.progress('checking the configuration');
    const read = readProvableOrganization(options.organization);
    if (read.kind === 'problems') return refuse(read.problems, options, io);
    if (options.deployed !== undefined) io.progress('reading the deployed state');
    const deployed = await readDeployed(options.deployed, options, io);
    if (deployed.kind === 'problems') return refuse(deployed.problems, options, io);
    return synthesize(read.value, deployed.value, options, io, start);
  },
};

function refuse(problems: readonly Problem[], options: PlanOptions, io: Io): Result {
  io.progress(null);
  return reportProblems(problems, options, io);
}

async function synthesize(
  checked: CheckedOrganization,
  deployed: State | null,
  options: PlanOptions,
  io: Io,
  start: number,
): Promise<Result> {
  const { file } = checked.assembly;
  const guardrails = writeInto(options.output, 'guardrails.json', renderGuardrailsFile(file));
  io.progress('synthesizing the stacks');
  const synthesis = await startSynth(options.organization, options.output, io).end;
  io.progress(null);
  if (synthesis.messages !== '') io.err(synthesis.messages.trimEnd());
  if (synthesis.exitCode !== 0) return reportFailure(synthesis, options, io);
  const order = deployed === null ? null : walk(deployed, file);
  const packing = settleLock(checked, options);
  const summary = summarize(checked, order, packing, guardrails, options, start);
  const notes = noteExemptions(checked, io.now());
  if (options.json) printJson({ formatVersion: 1, problems: [], ...summary, exemptions: exemptionsToJson(notes) }, io);
  else printReport({ ...planReport(summary), lead: exemptionBlocks(notes) }, io);
  const isRefused = order !== null && order.openMoments.length + order.impossible.length > 0;
  return { exitCode: isRefused || packing.state === 'outdated' ? 1 : 0 };
}

/** Records the document of each statement, now that everything is proved. */
function settleLock({ organization, assembly }: CheckedOrganization, options: PlanOptions): PackingSummary {
  const renewal = renewLock(organization.packing, assembly);
  const state = renewal === undefined ? 'current' : options.locked === true ? 'outdated' : 'renewed';
  if (renewal !== undefined && state === 'renewed')
    writeInto(options.organization, PACKING_LOCK, renderPackingLock(renewal.lock));
  return summarizePacking(assembly, join(options.organization, PACKING_LOCK), renewal, state);
}

function summarize(
  checked: CheckedOrganization,
  order: PlanSummary['order'],
  packing: PackingSummary,
  guardrails: string,
  { organization: folder, output }: PlanOptions,
  start: number,
): PlanSummary {
  const { organization } = checked;
  const { id, homeRegion, governedRegions } = organization;
  const nag = readNag(output);
  // INVARIANT: no synth succeeds without the packs that must pass.
  if (nag.gate.length === 0) throw new Error(`cdk-nag reported nothing into \`${output}\``);
  const stacks = readStacks(output);
  const packs = organizationPacks(organization);
  return {
    organization: { id, homeRegion, governedRegions, ...countContents(organization) },
    targets: summarizeTargets(checked),
    stacks: stacks.map(({ id: name, resources, templateBytes }) => ({ id: name, resources, templateBytes })),
    stackSets: readStackSets(output, stacks, organization),
    coverage: coverageOf(organization, packs),
    evidence: summarizeEvidence(organization),
    budgets: summarizeBudgets(organization),
    backups: summarizeBackups(organization),
    people: summarizePeople(organization),
    applications: summarizeApplications(organization),
    costs: estimateCosts(organization, packs),
    proof: readProof(output),
    order,
    packing,
    nag,
    folder: resolve(folder),
    files: { assembly: output, guardrails, nag: writeInto(output, 'nag-report.md', nagPage(nag)) },
    seconds: Math.round(performance.now() - start) / 1000,
  };
}

/** The app has already written messages for people. Other programs get the findings of cdk-nag. */
function reportFailure({ exitCode }: Synthesis, { json, output }: PlanOptions, io: Io): Result {
  if (json) printJson({ formatVersion: 1, problems: [], nag: readNag(output) }, io);
  return { exitCode: exitCode === 1 ? 1 : 2 };
}
