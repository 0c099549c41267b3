import { renderGuardrailsFile } from '../analysis/assemble/guardrails-file';
import type { CommandDefinition } from './command';
import { printJsonText } from './print-report';
import { readOrganization } from './input/read-organization';
import { reportProblems } from './input/report-problems';

/** Writes `guardrails.json` to standard output. */
export const guardrails: CommandDefinition = {
  examples: ['guardrails > guardrails.json'],
  declare: () => undefined,
  run(options, io) {
    const read = readOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    printJsonText(renderGuardrailsFile(read.value.assembly.file).trimEnd(), io);
    return { exitCode: 0 };
  },
};
