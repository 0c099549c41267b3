import { Option } from 'commander';
import { prepareJudge } from '../analysis/evaluate/decide';
import { findDifference } from '../analysis/difference/difference';
import type { Difference } from '../analysis/difference/difference-file';
import { readRequests } from '../analysis/evaluate/request-file';
import type { RequestLine } from '../analysis/evaluate/request-line';
import { ok, type Outcome } from '../model/problem';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { describeDifference } from './diff/describe-difference';
import { describeRequests } from './diff/describe-requests';
import { describeMarkdown } from './diff/markdown/describe-markdown';
import { FAIL_ON, fails, type FailOn } from './diff/tally';
import { readLines } from './input/read-lines';
import type { Io } from './io';
import { reportProblems } from './input/report-problems';
import { readStates, type States } from './input/states/read-states';
import { UserMistake } from './input/user-mistake';

export interface DiffOptions extends GlobalOptions {
  readonly markdown?: boolean;
  /** A file with one request a line; `-`: standard input. */
  readonly requests?: string;
  readonly failOn?: FailOn;
}

/** Says who may no longer do what, and who newly may, between two states of an organization. */
export const diff: CommandDefinition<DiffOptions> = {
  examples: [
    'diff',
    'diff HEAD~1 --markdown',
    'diff before.json after.json --json',
    'diff main --fail-on opened --requests requests.jsonl',
  ],
  declare: (command) =>
    command
      .argument('[base]', 'a revision, a folder or a guardrails.json; default: where this left the default branch')
      .argument('[head]', 'the same; default: the working tree')
      .option('--markdown', 'write the comment for a pull request')
      .option('--requests <file>', 'one request a line, as JSON: tells which change covers it; - for standard input')
      .addOption(
        new Option('--fail-on <what>', 'what exits with 1; what is undecided always does (default: any)').choices(
          FAIL_ON,
        ),
      ),
  async run(options, io, [base, head]) {
    checkOptions(options);
    io.progress('reading both states');
    const states = await readStates(base, head, options, io);
    io.progress(null);
    if (states.kind === 'problems') return reportProblems(states.problems, options, io);
    const requests = readAsked(options.requests, states.value);
    if (requests.kind === 'problems') return reportProblems(requests.problems, options, io);
    io.progress('comparing');
    const { before, after } = states.value;
    const difference = findDifference(before.file, after.file, requests.value);
    io.progress(null);
    report(difference, states.value, options, io);
    return exitWith(difference, options.failOn);
  },
};

function checkOptions({ markdown, json, requests }: DiffOptions): void {
  if (markdown && json)
    throw new UserMistake('--markdown and --json exclude each other: both write to standard output');
  if (markdown && requests !== undefined)
    throw new UserMistake('--markdown tells nothing of requests: leave --requests out, or --markdown');
}

/** Undefined: nobody asked. An account that only one of the states has may be asked about, too. */
function readAsked(path: string | undefined, { before, after }: States): Outcome<readonly RequestLine[] | undefined> {
  if (path === undefined) return ok(undefined);
  const text = [...readLines(path)()].join('\n');
  const [now, then] = [prepareJudge(after.file), prepareJudge(before.file)];
  return readRequests(text, path === '-' ? 'standard input' : path, {
    check: (request) => {
      const mistakes = now.check(request);
      return mistakes.length === 0 || then.check(request).length === 0 ? [] : mistakes;
    },
  });
}

function report(difference: Difference, { before, after }: States, { markdown, json }: DiffOptions, io: Io): void {
  const names = { before: before.name, after: after.name };
  if (json) io.out(JSON.stringify(difference, null, 2));
  else if (markdown) io.out(describeMarkdown(difference, names).trimEnd());
  else
    for (const line of [...describeDifference(difference, names, io.colours.out), ...describeRequests(difference)])
      io.out(line);
}

function exitWith(difference: Difference, failOn: FailOn = 'any'): Result {
  return { exitCode: fails(difference, failOn) ? 1 : 0 };
}
