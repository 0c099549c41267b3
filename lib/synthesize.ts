import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { catalogue } from '../policies/catalogue';
import { assemble } from './analysis/assemble/assemble';
import type { Assembly } from './analysis/assemble/assembly';
import { renewLock } from './analysis/assemble/pack/renew-lock';
import { prepareProof, type ProofInput } from './analysis/prove/prepare-proof';
import { describeFailure } from './analysis/prove/failure';
import { countProof, failuresOf, shadowsIn, type Proof } from './analysis/prove/proof';
import type { MutantAnswers } from './analysis/prove/mutants/answers';
import { judgeDeployed } from './analysis/prove/mutants/judge-deployed';
import { countMutants, describeSurvivor, type MutantReport } from './analysis/prove/mutants/report';
import { proveDeployed } from './analysis/prove/prove';
import { buildApp, type AppInput } from './app';
import type { Organization, VendingPipeline } from './model/organization';
import { PACKING_LOCK } from './model/packing-lock';
import { parseOrganization } from './model/parse';
import { describeProblem, failed, ok, type Outcome, type Problem } from './model/problem';
import { visible } from './report/visible';
import { counted } from './report/words';
import { gateNag, reportNag } from './stacks/nag';
import { gateTemplates } from './stacks/gate-templates';
import { writeTemplates } from './stacks/write-templates';

export interface SynthesisOptions {
  /** The folder that holds `landing-zone.yaml`. */
  readonly folder: string;
  /** The Git commit of the configuration, if there is one. */
  readonly revision: string | undefined;
  /** Whether the reports that `rampart plan` reads are written, too. */
  readonly hasReports: boolean;
  /** Whether the pipeline's stack is written, too: only where a person deploys it. */
  readonly hasVending: boolean;
  /** Whether the CDK's own validation reads the templates; it takes some seconds. */
  readonly validatesTemplates: boolean;
  /** The answers of earlier runs about mutants. */
  readonly answers: MutantAnswers;
  /** Writes a line to standard error. */
  readonly err: Print;
}

type Print = (line: string) => void;

/**
 * Reads and proves an organization, and writes its stacks into the app's output folder.
 *
 * @returns an exit code: 1 when a check or a proof found something, 2 when the configuration has problems; nothing is
 *   deployed then
 */
export function synthesize(app: App, options: SynthesisOptions): 0 | 1 | 2 {
  const { folder, hasReports, err } = options;
  // `cdk` ignores options that it does not know, such as `--organization`, and would deploy another one. A plan says it itself.
  if (!hasReports) err(`Organization: ${visible(resolve(folder))}`);
  const input = read(options);
  if (input.kind === 'problems') {
    printProblems(input.problems, err);
    return 2;
  }
  const proof = proveDeployed(input.value.organization, input.value.assembly, input.value.expectations);
  if (!isProved(proof, err)) return 1;
  const mutants = judgeDeployed(input.value.organization, input.value.assembly, options.answers);
  if (!isCovered(mutants, err)) return 1;
  if (!hasReports) warnOfOutdatedLock(input.value, err);
  buildApp(app, input.value);
  gateNag(app);
  if (options.validatesTemplates) gateTemplates(app);
  if (!writeTemplates(app, err)) return 1;
  if (hasReports) writeReports(app, proof, mutants);
  return 0;
}

/** The app's input with all that a proof needs. */
interface ProvableInput extends AppInput, ProofInput {
  readonly assembly: Assembly;
}

/** Exemptions, quotas and placeholders are checked after the configuration has been parsed. */
function read({ folder, revision, hasVending }: SynthesisOptions): Outcome<ProvableInput> {
  const organization = parseOrganization(folder, catalogue);
  if (organization.kind === 'problems') return organization;
  const vending = hasVending ? requirePipeline(organization.value) : ok(undefined);
  if (vending.kind === 'problems') return vending;
  const assembly = assemble(organization.value, catalogue);
  if (assembly.kind === 'problems') return assembly;
  const input = prepareProof(organization.value, catalogue);
  if (input.kind === 'problems') return input;
  return ok({
    organization: organization.value,
    assembly: assembly.value,
    revision,
    vending: vending.value,
    ...input.value,
  });
}

/** There is nothing to deploy before the configuration says from where. */
function requirePipeline(organization: Organization): Outcome<VendingPipeline> {
  const pipeline = organization.vending?.pipeline ?? null;
  if (pipeline !== null) return ok(pipeline);
  return failed([
    {
      code: 'no-pipeline',
      at: organization.locate(organization.vending === null ? [] : ['vending']),
      message: 'the stack `Vending` is asked for, but the configuration has no pipeline',
      allowed: '`pipeline` in the section `vending`, with `connection` and `repository`',
      fix: 'write it (docs/accounts.md), or leave out `-c vending=true`',
    },
  ]);
}

function printProblems(problems: readonly Problem[], err: Print): void {
  for (const problem of problems) err(describeProblem(onOneLine(problem)));
  err(counted(problems.length, 'problem'));
}

/** Line breaks that somebody wrote into a name would look like ours. */
function onOneLine({ code, at, message, allowed, fix }: Problem): Problem {
  return {
    code,
    at: { ...at, file: visible(at.file) },
    message: visible(message),
    ...(allowed === undefined ? {} : { allowed: visible(allowed) }),
    ...(fix === undefined ? {} : { fix: visible(fix) }),
  };
}

/** Returns false, and says why, when a guardrail that would be deployed does not do what it promises. */
function isProved(proof: Proof, err: Print): boolean {
  const failures = failuresOf(proof);
  for (const failure of failures) err(describeFailure(failure));
  if (failures.length === 0) return true;
  err(counted(failures.length, 'failed proof'));
  return false;
}

/** Returns false, and says why, when a guardrail that would be deployed contains something that no probe notices. */
function isCovered(reports: readonly MutantReport[], err: Print): boolean {
  const survivors = reports.flatMap((report) => report.survivors);
  for (const survivor of survivors) err(`survived: ${describeSurvivor(survivor)}`);
  if (survivors.length === 0) return true;
  err(`${counted(survivors.length, 'surviving mutant')}: no probe notices what is in the guardrail (docs/mutants.md)`);
  return false;
}

/** Statements that are deployed without being in the lock may move with the next change. A plan updates the lock itself. */
function warnOfOutdatedLock({ organization, assembly }: AppInput, err: Print): void {
  if (renewLock(organization.packing, assembly) === undefined) return;
  err(`warning: ${PACKING_LOCK} is out of date: run \`npx rampart plan\` and commit it`);
}

/** For people to read; they fail nothing. */
function writeReports(app: App, proof: Proof, mutants: readonly MutantReport[]): void {
  const proved = { ...countProof(proof), shadows: shadowsIn(proof), mutants: countMutants(mutants) };
  const reports = { 'nag-report.json': reportNag(app), 'proof-report.json': proved };
  for (const [name, report] of Object.entries(reports))
    writeFileSync(join(app.outdir, name), `${JSON.stringify(report, null, 2)}\n`);
}
