import { Option } from 'commander';
import { prepareJudge } from '../analysis/evaluate/decide';
import { findDifference } from '../analysis/difference/difference';
import type { Difference } from '../analysis/difference/difference-file';
import { readRequests } from '../analysis/evaluate/request-file';
import { ANY_NAME, nameChecker } from '../analysis/evaluate/request-names';
import type { RequestLine } from '../analysis/evaluate/request-line';
import { loadServiceReference } from '../iam/service-reference/load';
import { ok, type Outcome } from '../model/problem';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { differenceComment, differenceReport } from './diff/difference-report';
import { FAIL_ON, fails, type FailOn } from './diff/tally';
import { readLines } from './input/read-lines';
import type { Io } from './io';
import { printJson, printReport } from './print-report';
import { reportProblems } from './input/report-problems';
import { readStates, type States } from './input/states/read-states';
import { UserMistake } from './input/user-mistake';

export interface DiffOptions extends GlobalOptions {
  readonly markdown?: boolean;
  /** A file with one request per line; `-`: standard input. */
  readonly requests?: string;
  /** Admits requests for actions that are not in the service reference. */
  readonly allowUnknownActions?: boolean;
  readonly failOn?: FailOn;
}

/** Shows which permissions a change removes and which it grants. */
export const diff = diffBy(findDifference);

/** `find`: what compares the two states. */
export function diffBy(find: typeof findDifference): CommandDefinition<DiffOptions> {
  return {
    examples: [
      'diff',
      'diff HEAD~1 --markdown',
      'diff before.json after.json --json',
      'diff main --fail-on opened --requests requests.jsonl',
    ],
    declare: (command) =>
      command
        .argument(
          '[base]',
          'a Git revision, a folder or a guardrails.json; default: where the current branch left the default branch',
        )
        .argument('[head]', 'the same for the later state; default: the working tree')
        .option('--markdown', 'write Markdown for a pull request comment')
        .option(
          '--requests <file>',
          'also show which change covers each request: a file with one JSON request per line, or - for standard input',
        )
        .option(
          '--allow-unknown-actions',
          'admit requests with actions, services and condition keys that are newer than the service reference',
        )
        .addOption(
          new Option('--fail-on <what>', 'which changes exit with 1; undecided ones always do (default: any)').choices(
            FAIL_ON,
          ),
        ),
    async run(options, io, [base, head]) {
      checkOptions(options);
      io.progress('reading both states');
      const states = await readStates(base, head, options, io);
      io.progress(null);
      if (states.kind === 'problems') return reportProblems(states.problems, options, io);
      const requests = readRequestFile(options, states.value);
      if (requests.kind === 'problems') return reportProblems(requests.problems, options, io);
      io.progress('comparing');
      const { before, after } = states.value;
      const difference = find(before.file, after.file, requests.value);
      io.progress(null);
      report(difference, states.value, options, io);
      return exitWith(difference, options.failOn);
    },
  };
}

function checkOptions({ markdown, json, requests }: DiffOptions): void {
  if (markdown && json)
    throw new UserMistake('--markdown and --json cannot be combined: both write to standard output');
  if (markdown && requests !== undefined)
    throw new UserMistake('--markdown does not show requests: remove --requests or --markdown');
}

/** Undefined: there is no such file. A request may name an account that only one of the states has. */
function readRequestFile(
  { requests: path, allowUnknownActions }: DiffOptions,
  { before, after }: States,
): Outcome<readonly RequestLine[] | undefined> {
  if (path === undefined) return ok(undefined);
  const [now, then] = [prepareJudge(after.file), prepareJudge(before.file)];
  const checkNames = allowUnknownActions === true ? ANY_NAME : nameChecker(loadServiceReference());
  return readRequests(readLines(path)(), path === '-' ? 'standard input' : path, {
    check: (request) => {
      const mistakes = now.check(request);
      const isUnderstood = mistakes.length === 0 || then.check(request).length === 0;
      return [...(isUnderstood ? [] : mistakes), ...checkNames(request)];
    },
  });
}

/** Characters that are shown of a text at a terminal. */
const LONGEST_TEXT = 1_000;

function report(difference: Difference, { before, after }: States, { markdown, json }: DiffOptions, io: Io): void {
  const names = { before: before.name, after: after.name };
  if (json) printJson(difference, io);
  else if (markdown) io.out({ rendered: differenceComment(difference, names).trimEnd() });
  else printReport(differenceReport(difference, names), io, 'out', LONGEST_TEXT);
}

function exitWith(difference: Difference, failOn: FailOn = 'any'): Result {
  return { exitCode: fails(difference, failOn) ? 1 : 0 };
}
