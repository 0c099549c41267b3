import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RehearsalFailure } from '../rehearse/failure';
import { rehearse as rehearseAll, type RehearsalOptions } from '../rehearse/rehearse';
import { isClean, type Report } from '../rehearse/report';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import type { Io } from './io';
import { readOrganization } from './input/read-organization';
import { describeRehearsal } from './rehearse/describe-rehearsal';
import { projectOf } from './rehearse/project';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';

export interface RehearseOptions extends GlobalOptions {
  /** The emulator's executable. */
  readonly emulator?: string;
  /** A server that runs already. */
  readonly endpoint?: string;
  readonly keep?: boolean;
  readonly scenarios?: boolean;
  /** Where the log is written when something fails. */
  readonly output: string;
}

/** Where `npm ci` put the packages of the repository. */
const MODULES = join(__dirname, '../../node_modules');

/** Deploys the organization to an emulator and looks at what came of it. */
export const rehearse: CommandDefinition<RehearseOptions> = {
  examples: ['rehearse', 'rehearse --scenarios', 'rehearse --keep --emulator ~/.cargo/bin/fakecloud'],
  declare: (command) =>
    command
      .option('--emulator <path>', 'the executable of the emulator (default: the one on PATH)')
      .option('--endpoint <url>', 'an emulator that runs already, instead of one that is started')
      .option('--keep', 'leave the emulator running, and say how to use it')
      .option('--scenarios', 'rehearse changes and failures, too; they are about the example')
      .option('--output <folder>', 'where the log is written when something fails', 'cdk.out'),
  async run(options, io) {
    refuseNonsense(options);
    const start = performance.now();
    const read = readOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    try {
      const report = await rehearseAll(rehearsalOf(options, io));
      return tell(report, Math.round((performance.now() - start) / 100) / 10, options, io);
    } catch (error) {
      if (!(error instanceof RehearsalFailure)) throw error;
      io.progress(null);
      io.err(`error: ${error.message}`);
      return { exitCode: error.exitCode };
    }
  },
};

function refuseNonsense({ emulator, endpoint, keep, scenarios }: RehearseOptions): void {
  if (endpoint !== undefined && emulator !== undefined)
    throw new UserMistake(
      '--endpoint and --emulator exclude each other: a server that runs already needs none started',
    );
  if (endpoint !== undefined && keep === true)
    throw new UserMistake('--endpoint and --keep exclude each other: a server that runs already stays as it is');
  if (scenarios === true && keep === true)
    throw new UserMistake('--scenarios and --keep exclude each other: the last scenario destroys the stacks');
  if (endpoint !== undefined && !isEndpoint(endpoint))
    throw new UserMistake(`--endpoint: \`${endpoint}\` is no URL of http; write one such as \`http://127.0.0.1:4566\``);
  if (emulator === '') throw new UserMistake('--emulator: the path is empty; name the executable of the emulator');
}

function isEndpoint(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function rehearsalOf(options: RehearseOptions, io: Io): RehearsalOptions {
  const { organization, emulator, endpoint, keep = false, scenarios = false, output } = options;
  return {
    ...{ organization, emulator, endpoint, keep, scenarios },
    project: projectOf(io),
    nodePath: io.node.path,
    modules: MODULES,
    environment: io.node.environment,
    interrupted: io.interruption(),
    progress: (text) => {
      io.progress(text);
    },
    keepLog: (file) => {
      mkdirSync(output, { recursive: true });
      copyFileSync(file, join(output, 'rehearsal.log'));
      io.progress(null);
      io.err(`What the programs wrote stands in ${join(output, 'rehearsal.log')}`);
    },
  };
}

function tell(report: Report, seconds: number, { json }: RehearseOptions, io: Io): Result {
  io.progress(null);
  if (json === true) io.out(JSON.stringify({ ...report, seconds }, null, 2));
  else for (const line of describeRehearsal(report, seconds, io.colours.out)) io.out(line);
  return { exitCode: isClean(report) ? 0 : 1 };
}
