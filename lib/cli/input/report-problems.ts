import type { z } from 'zod';
import type { Position, Problem } from '../../model/problem';
import { paragraph, toned, type Entry } from '../../report/report';
import { counted } from '../../report/words';
import type { GlobalOptions, Result } from '../command';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import type { Mistake } from './user-mistake';
import type { problemOutputSchema, refusalOutputSchema } from './problem-output';

/** A problem of a file, or of the arguments of the command: `at` is null. */
export type InputProblem = Problem<Position | null>;

/** Reports what is wrong with the input: for people on standard error, for other programs on standard output. */
export function reportProblems(
  problems: readonly InputProblem[],
  { json }: Pick<GlobalOptions, 'json'>,
  io: Io,
): Result {
  if (json) printRefusal(problems.map(problemToJson), io);
  else {
    const total = toned('bad', counted(problems.length, 'problem'));
    const entries = { kind: 'entries', entries: problems.map(problemEntry) } as const;
    printReport({ sections: [{ blocks: [entries, paragraph(total)] }] }, io, 'err');
  }
  return { exitCode: 2 };
}

/** Tells other programs that the command cannot run with what it was called with. */
export function reportUsage(mistakes: readonly Mistake[], io: Io): void {
  const nowhere = { code: 'usage', file: null, line: null, column: null };
  printRefusal(
    mistakes.map(({ message, allowed = null, fix = null }) => ({ ...nowhere, message, allowed, fix })),
    io,
  );
}

function printRefusal(problems: readonly z.output<typeof problemOutputSchema>[], io: Io): void {
  printJson({ formatVersion: 1, problems } satisfies z.output<typeof refusalOutputSchema>, io);
}

/** A problem as an entry of a report. */
export function problemEntry({ at, message, allowed, fix }: InputProblem): Entry {
  return {
    ...(at !== null && { place: `${at.file}:${at.line}:${at.column}` }),
    summary: message,
    facts: [
      ...(allowed === undefined ? [] : [{ title: 'Allowed', text: allowed }]),
      ...(fix === undefined ? [] : [{ title: 'Fix', text: fix }]),
    ],
  };
}

/** A problem as other programs read it; null: there is nothing to say. */
export function problemToJson({ code, at, message, allowed, fix }: InputProblem): z.output<typeof problemOutputSchema> {
  const { file, line, column } = at ?? { file: null, line: null, column: null };
  return { code, file, line, column, message, allowed: allowed ?? null, fix: fix ?? null };
}
