import { catalogue } from '../../policies/catalogue';
import type { Organization } from '../model/organization';
import { parseOrganization } from '../model/parse';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';
import type { Io } from './io';
import { printJson, printReport } from './print-report';

export interface WaitOptions extends GlobalOptions {
  /** In minutes. */
  readonly timeout: string;
  /** Between two looks, in seconds. */
  readonly interval: string;
}

/** Waits until every account has the stacks of the baseline's root-wide StackSets. Only reads. */
export const wait: CommandDefinition<WaitOptions> = {
  examples: ['wait', 'wait --timeout 60', 'wait --timeout 0 --json'],
  declare: (command) =>
    command
      .option('--timeout <minutes>', 'how long to wait; 0: look once', '30')
      .option('--interval <seconds>', 'the time between two looks at AWS, 1 to 600', '15')
      .addHelpText(
        'after',
        '\nIt needs credentials of the management account, from wherever the SDK of AWS finds them (such as AWS_PROFILE), with\nthe permissions organizations:ListAccounts, cloudformation:ListStackInstances and cloudformation:ListStackSetOperations.\n\nExit codes: 0 every stack is current; 1 a stack failed, or the time was up; 2 it could not look.',
      ),
  async run(options, io) {
    const timeout = parseNumber('--timeout', options.timeout, 'minutes', { least: 0, most: 1440 });
    const interval = parseNumber('--interval', options.interval, 'seconds', { least: 1, most: 600 });
    const read = parseOrganization(options.organization, catalogue);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    requireBaseline(read.value);
    return waitAndReport(read.value, { timeout, interval }, options, io);
  },
};

async function waitAndReport(
  organization: Organization,
  { timeout, interval }: { readonly timeout: number; readonly interval: number },
  { json }: WaitOptions,
  io: Io,
): Promise<Result> {
  // Loaded only now: the SDK takes a moment, which mistakes need not wait for.
  const { waitForBaseline } = await import('./wait/wait-for-baseline');
  const { waitReport } = await import('./wait/wait-report');
  const output = await waitForBaseline(organization, { timeoutMs: timeout * 60_000, pauseMs: interval * 1000 }, io);
  io.progress(null);
  if (json === true) printJson(output, io);
  else printReport(waitReport(output, timeout), io);
  return { exitCode: output.complete ? 0 : 1 };
}

function parseNumber(
  option: string,
  text: string,
  unit: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UserMistake(`${option} takes ${unit}, ${least} to ${most}, not \`${text}\``);
}

function requireBaseline({ baseline }: Organization): void {
  if (baseline !== null) return;
  throw new UserMistake({
    message: 'the configuration has no section `baseline`, so that there is nothing to wait for',
    fix: 'write `baseline: {}` into landing-zone.yaml, and run `npx cdk deploy Baseline`',
  });
}
