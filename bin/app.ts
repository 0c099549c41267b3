import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { assemble } from '../lib/analysis/assemble/assemble';
import type { Assembly } from '../lib/analysis/assemble/assembly';
import { renewLock } from '../lib/analysis/assemble/pack/renew-lock';
import { describeFailure } from '../lib/analysis/prove/failure';
import { countProof, failuresOf, type Proof } from '../lib/analysis/prove/proof';
import { proveDeployed } from '../lib/analysis/prove/prove';
import { buildApp, type AppInput } from '../lib/app';
import { describeCheckout } from '../lib/cli/input/git';
import { PACKING_LOCK } from '../lib/model/packing-lock';
import { parseOrganization } from '../lib/model/parse';
import { describeProblem, ok, type Outcome, type Problem } from '../lib/model/problem';
import { gateNag, reportNag } from '../lib/stacks/nag';
import { catalogue } from '../policies/catalogue';

/** Synthesises the stacks. The exit code is 1 when a check or a proof found something, 2 when the configuration has problems. */
function main(): 0 | 1 | 2 {
  const app = new App({ autoSynth: false, stackTraces: false });
  const input = read(String(app.node.tryGetContext('organization') ?? 'organization'));
  if (input.kind === 'problems') {
    printProblems(input.problems);
    return 2;
  }
  const proof = proveDeployed(input.value.organization, input.value.assembly);
  if (!isProved(proof)) return 1;
  if (!isOn(app, 'complianceReport')) warnOfOutdatedLock(input.value);
  buildApp(app, input.value);
  gateNag(app);
  if (!synthesize(app)) return 1;
  if (isOn(app, 'complianceReport')) writeReports(app, proof);
  return 0;
}

/** Exemptions, quotas and placeholders have a say only after the configuration has been understood. */
function read(folder: string): Outcome<AppInput & { readonly assembly: Assembly }> {
  const organization = parseOrganization(folder, catalogue);
  if (organization.kind === 'problems') return organization;
  const assembly = assemble(organization.value, catalogue);
  if (assembly.kind === 'problems') return assembly;
  return ok({ organization: organization.value, assembly: assembly.value, revision: describeCheckout(folder) });
}

/** Returns false, and says why, when some guardrail that would be deployed does not do what it promises. */
function isProved(proof: Proof): boolean {
  const failures = failuresOf(proof);
  for (const failure of failures) console.error(describeFailure(failure));
  if (failures.length === 0) return true;
  console.error(failures.length === 1 ? '1 failed proof' : `${failures.length} failed proofs`);
  return false;
}

/** What is deployed with it may move by the next change. A plan renews it, and says so. */
function warnOfOutdatedLock({ organization, assembly }: AppInput): void {
  if (renewLock(organization.packing, assembly) === undefined) return;
  console.error(`warning: ${PACKING_LOCK} is out of date: run \`npx rampart plan\` and commit it`);
}

function printProblems(problems: readonly Problem[]): void {
  for (const problem of problems) console.error(describeProblem(problem));
  console.error(problems.length === 1 ? '1 problem' : `${problems.length} problems`);
}

/** Returns false when the validation of the templates found something. The CDK has printed it then. */
function synthesize(app: App): boolean {
  try {
    app.synth();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValidationFailed')) throw error;
    console.error(error.message);
    return false;
  }
  return true;
}

/** Not part of the gate: written where the plan looks for it, for a person to read. */
function writeReports(app: App, proof: Proof): void {
  const reports = { 'compliance-report.json': reportNag(app), 'proof-report.json': countProof(proof) };
  for (const [name, report] of Object.entries(reports))
    writeFileSync(join(app.outdir, name), `${JSON.stringify(report, null, 2)}\n`);
}

/** Context is text when it comes from `cdk -c`, and JSON when it comes from a file. */
function isOn(app: App, key: string): boolean {
  return String(app.node.tryGetContext(key)) === 'true';
}

process.exitCode = main();
