/**
 * Executes the finisher's own state machine on moto, an emulator of AWS that is not ours, and asks the services what became
 * of the account: docs/rehearsal.md.
 *
 *     npm run finisher
 *     npm run finisher -- ../our-organization
 *
 * Exit codes: 0 fine, 1 something is not as it should be, 2 it could not run; then the last line says why.
 */
import { readOrganization, type CheckedOrganization } from '../../lib/cli/input/read-organization';
import { describeProblem } from '../../lib/model/problem';
import { printable } from '../../lib/report/rendered';
import { renderText } from '../../lib/report/text/render-text';
import { RehearsalFailure } from '../../rehearsal/failure';
import { openWorkspace } from '../../rehearsal/processes/workspace';
import { casesFor } from './cases';
import { finisherReport, type Judged } from './finisher-report';
import { judge } from './judge';
import { startMoto } from './moto';
import { observe } from './observe';
import { preparePython } from './prepare-python';
import { readDefinition } from './read-definition';

async function main([folder = 'organization']: readonly string[]): Promise<number> {
  const read = readOrganization(folder);
  if (read.kind === 'problems') throw new RehearsalFailure(2, read.problems.map(describeProblem).join('\n'));
  const python = preparePython(process.env);
  const start = performance.now();
  const judged = await finishAll(read.value, python);
  const report = finisherReport(judged, (performance.now() - start) / 1000);
  for (const line of renderText(report, { hasColors: process.stdout.isTTY })) console.log(line);
  return judged.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

async function finishAll(checked: CheckedOrganization, python: string): Promise<readonly Judged[]> {
  const { homeRegion, governedRegions } = checked.organization;
  const definition = readDefinition(checked);
  if (definition === undefined) throw new RehearsalFailure(2, 'the organization has no baseline, so no finisher');
  const other = governedRegions.find((region) => region !== homeRegion) ?? 'us-west-2';
  const workspace = openWorkspace(process.execPath, process.env);
  try {
    const moto = await startMoto(python, workspace, process.env);
    const judged: Judged[] = [];
    for (const one of casesFor(definition)) {
      const seen = await observe(moto, one, definition, one.isHome ? homeRegion : other);
      judged.push({ one, seen, faults: judge(one, seen) });
    }
    return judged;
  } finally {
    await workspace.close();
  }
}

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof RehearsalFailure)) throw error;
    console.log(printable(`${error.exitCode === 2 ? 'NOT RUN' : 'error'}: ${error.message}`));
    process.exitCode = error.exitCode;
  },
);
