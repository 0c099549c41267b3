import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Option, type Command } from 'commander';
import type { GlobalOptions, Result } from '../lib/cli/command';
import type { Io } from '../lib/cli/io';
import { readOrganization } from '../lib/cli/input/read-organization';
import { reportProblems } from '../lib/cli/input/report-problems';
import { printJson, printReport } from '../lib/cli/print-report';
import { newProgram, runProgram } from '../lib/cli/run-program';
import { UserMistake } from '../lib/cli/input/user-mistake';
import { projectOf } from './configuration/project';
import { RehearsalFailure } from './failure';
import type { RehearsalOptions } from './rehearse';
import { rehearsalReport } from './report/rehearsal-report';
import { isClean, type RehearsalReport } from './report/report';

export interface RehearsalFlags extends GlobalOptions {
  /** The emulator's executable. */
  readonly emulator?: string;
  /** The address of a server that is already running. */
  readonly endpoint?: string;
  readonly keep?: boolean;
  readonly scenarios: boolean;
  /** The names of the only scenarios to rehearse. */
  readonly scenario?: readonly string[];
  /** The folder for the log, which is written if something fails. */
  readonly output: string;
}

/** Where `npm ci` installs packages, as a value for NODE_PATH. */
const MODULES = ['node_modules', '../node_modules'].map((folder) => join(__dirname, folder)).join(delimiter);

/** Runs the rehearsal that the arguments ask for. Never throws: an error becomes a line and an exit code. */
export async function main(args: readonly string[], io: Io): Promise<Result> {
  return runProgram(
    (finish) =>
      declareRehearsal(io).action(async (flags: RehearsalFlags) => {
        finish(await run(flags, io));
      }),
    args,
    io,
  );
}

export function declareRehearsal(io: Io): Command {
  const withoutScenarios = { scenarios: false };
  return newProgram('npm run rehearse', io)
    .description('Deploys every stack to an emulator of AWS, and makes calls that the guardrails must deny or permit')
    .usage('-- [options]')
    .option('--organization <folder>', 'the folder that holds landing-zone.yaml', 'organization')
    .addOption(
      new Option('--scenarios', 'also rehearse changes and failures of the example').default(
        true,
        'on, unless --keep or --endpoint is given',
      ),
    )
    .option('--no-scenarios', 'do not rehearse changes and failures')
    .addOption(
      new Option('--scenario <name>', 'rehearse only this one, without the calls before it; may be repeated').argParser(
        (name: string, before: readonly string[] | undefined) => [...(before ?? []), name],
      ),
    )
    .option('--emulator <path>', "the emulator's executable (default: the one on PATH)")
    .addOption(new Option('--endpoint <url>', 'use an emulator that is already running').implies(withoutScenarios))
    .addOption(new Option('--keep', 'leave the emulator running, and show how to use it').implies(withoutScenarios))
    .option('--output <folder>', 'the folder for the log, which is written if something fails', 'cdk.out')
    .option('--json', 'write JSON for other programs')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  npm run rehearse',
        '  npm run rehearse -- --no-scenarios --organization ../our-organization',
        '  npm run rehearse -- --scenario account-vended --scenario recover',
        '  npm run rehearse -- --keep --emulator ~/.cargo/bin/fakecloud',
        '',
        'Exit codes: 0 fine, 1 it found something, 2 it could not run.',
      ].join('\n'),
    );
}

async function run(flags: RehearsalFlags, io: Io): Promise<Result> {
  refuseContradictions(flags);
  const start = performance.now();
  const read = readOrganization(flags.organization);
  if (read.kind === 'problems') return reportProblems(read.problems, flags, io);
  // Loaded only now: the SDK takes a second, which help and mistakes need not wait for.
  const { rehearse } = await import('./rehearse');
  try {
    const report = await rehearse(optionsOf(flags, io));
    return show(report, Math.round((performance.now() - start) / 100) / 10, flags, io);
  } catch (error) {
    if (!(error instanceof RehearsalFailure)) throw error;
    io.progress(null);
    io.err(`error: ${error.message}`);
    return { exitCode: error.exitCode };
  }
}

function refuseContradictions({ emulator, endpoint, keep, scenarios, scenario }: RehearsalFlags): void {
  if (scenario !== undefined && !scenarios)
    throw new UserMistake('use either --scenario, for some of the scenarios, or --no-scenarios');
  if (endpoint !== undefined && emulator !== undefined)
    throw new UserMistake('use either --endpoint, for a running emulator, or --emulator, to start one');
  if (endpoint !== undefined && keep === true)
    throw new UserMistake('omit --keep: an emulator behind --endpoint is left running anyway');
  if (scenarios && keep === true)
    throw new UserMistake('use either --scenarios or --keep: the last scenario destroys the stacks');
  if (endpoint !== undefined && !isEndpoint(endpoint))
    throw new UserMistake(
      `--endpoint: \`${endpoint}\` is not an HTTP URL; write one such as \`http://127.0.0.1:4566\``,
    );
  if (emulator === '') throw new UserMistake("--emulator: the path is empty; give the emulator's executable");
}

function isEndpoint(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function optionsOf(flags: RehearsalFlags, io: Io): RehearsalOptions {
  const { organization, emulator, endpoint, keep = false, scenarios, scenario: only = null, output } = flags;
  return {
    ...{ organization, emulator, endpoint, keep, scenarios, only },
    project: projectOf(io),
    nodePath: io.node.path,
    modules: MODULES,
    environment: io.node.environment,
    interrupted: io.interruption(),
    progress: (text) => {
      io.progress(text);
    },
    keepLog: (file) => {
      // What went wrong before the first program has no log.
      if (!existsSync(file)) return;
      mkdirSync(output, { recursive: true });
      copyFileSync(file, join(output, 'rehearsal.log'));
      io.progress(null);
      io.err(`The output of all programs is in ${join(output, 'rehearsal.log')}`);
    },
  };
}

function show(report: RehearsalReport, seconds: number, { json }: RehearsalFlags, io: Io): Result {
  io.progress(null);
  if (json === true) printJson({ ...report, seconds }, io);
  else printReport(rehearsalReport(report, seconds), io);
  return { exitCode: isClean(report) ? 0 : 1 };
}
