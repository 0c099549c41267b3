import { guardrailsFile, renderGuardrailsFile } from '../analysis/emit';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { countContents } from './count';
import type { Io } from './io';
import { readCompliance } from './plan/compliance';
import { describeCompliance } from './plan/compliance-page';
import { describePlan } from './plan/describe-plan';
import { readStacks } from './plan/stacks';
import { summarizeTargets, type PlanSummary } from './plan/summary';
import { synthesize, type Synthesis } from './plan/synthesize';
import { readOrganization, type CheckedOrganization } from './read-organization';
import { reportProblems } from './report-problems';
import { writeInto } from './write-file';

export interface PlanOptions extends GlobalOptions {
  /** Where everything is written. */
  readonly output: string;
}

/** Checks the organization, synthesises its stacks, and tells what would be deployed. */
export const plan: CommandDefinition<PlanOptions> = {
  examples: ['plan', 'plan --json --output build'],
  declare: (command) => command.option('--output <folder>', 'where the result is written', 'cdk.out'),
  async run(options, io) {
    const start = performance.now();
    io.progress('checking the configuration');
    const read = readOrganization(options.organization);
    io.progress(null);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    const { organization, assembly } = read.value;
    const text = renderGuardrailsFile(guardrailsFile(organization, assembly));
    const guardrails = writeInto(options.output, 'guardrails.json', text);
    io.progress('synthesising the stacks');
    const synthesis = await synthesize(options.organization, options.output, io);
    io.progress(null);
    if (synthesis.messages !== '') io.err(synthesis.messages.trimEnd());
    if (synthesis.exitCode !== 0) return reportFailure(synthesis, options, io);
    const summary = summarize(read.value, guardrails, options, start);
    if (options.json) io.out(JSON.stringify({ problems: [], ...summary }, null, 2));
    else
      describePlan(summary, io.colours.out).forEach((line) => {
        io.out(line);
      });
    return { exitCode: 0 };
  },
};

function summarize(
  checked: CheckedOrganization,
  guardrails: string,
  { output }: PlanOptions,
  start: number,
): PlanSummary {
  const { organization } = checked;
  const { id, homeRegion, governedRegions } = organization;
  const compliance = readCompliance(output);
  // INVARIANT: no synth succeeds without its gate.
  if (compliance.gate.length === 0) throw new Error(`cdk-nag reported nothing into \`${output}\``);
  return {
    organization: { id, homeRegion, governedRegions, ...countContents(organization) },
    targets: summarizeTargets(checked),
    stacks: readStacks(output),
    compliance,
    files: {
      assembly: output,
      guardrails,
      compliance: writeInto(output, 'compliance-report.md', describeCompliance(compliance)),
    },
    seconds: Math.round(performance.now() - start) / 1000,
  };
}

/** The app has told people already; other programs get what the gate found. */
function reportFailure({ exitCode }: Synthesis, { json, output }: PlanOptions, io: Io): Result {
  if (json) io.out(JSON.stringify({ problems: [], compliance: readCompliance(output) }, null, 2));
  return { exitCode: exitCode === 1 ? 1 : 2 };
}
