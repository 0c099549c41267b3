import { DRIFT_READS } from '../model/drift-reads';
import { fillLines } from '../report/words';
import type { CommandDefinition, GlobalOptions } from './command';
import { describeCheckout } from './input/git';
import { readOrganization } from './input/read-organization';
import { reportProblems } from './input/report-problems';
import { printJson, printReport } from './print-report';

export interface DriftOptions extends GlobalOptions {
  /** The folder of a cloud assembly. */
  readonly assembly?: string;
  /** False: `--no-stacks`. */
  readonly stacks: boolean;
}

/** Compares what is deployed at AWS with the files. Only reads. */
export const drift: CommandDefinition<DriftOptions> = {
  examples: ['drift', 'drift --no-stacks', 'drift --assembly cdk.out --json'],
  declare: (command) =>
    command
      .option(
        '--assembly <folder>',
        'also compare the templates of the stacks, and take those of the StackSets, from what `rampart plan` or `cdk synth` wrote',
      )
      .option('--no-stacks', "leave out CloudFormation's own comparison of the stacks' resources, which takes minutes")
      .addHelpText('after', HELP),
  async run(options, io) {
    const read = readOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    // Loaded only now: the SDK takes a moment, which mistakes need not wait for.
    const { readPlanned } = await import('./drift/read-planned');
    const { findDrift } = await import('./drift/find-drift');
    const { driftReport } = await import('./drift/drift-report');
    const { assembly: folder } = options;
    const output = await findDrift(read.value, {
      plan: folder === undefined ? null : { folder, stacks: readPlanned(folder) },
      comparesResources: options.stacks,
      revision: describeCheckout(options.organization),
      tell: (what) => {
        io.progress(`asking AWS for ${what}`);
      },
    });
    io.progress(null);
    if (options.json === true) printJson(output, io);
    else printReport(driftReport(output), io);
    return { exitCode: output.equal ? 0 : 1 };
  },
};

const WIDTH = 118;

const HELP = [
  '',
  'It compares policies, their targets, settings of the organization, units, accounts, StackSets with their stacks, and the',
  "stacks. It changes nothing. Not compared: who administers a service for the organization, and Identity Center's people.",
  '',
  'It needs credentials of the management account, from wherever the SDK of AWS finds them (such as AWS_PROFILE), with these',
  'permissions; without --no-stacks also with those to read what is in the stacks (lib/model/drift-reads.ts):',
  ...fillLines(DRIFT_READS, { width: WIDTH, separator: ', ', first: '  ', next: '  ' }),
  '',
  'Exit codes: 0 nothing differs; 1 something differs; 2 it could not look.',
].join('\n');
