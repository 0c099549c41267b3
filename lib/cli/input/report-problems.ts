import { describeProblem, type Problem } from '../../model/problem';
import type { GlobalOptions, Result } from '../command';
import { counted } from '../count';
import type { Io } from '../io';
import { painter } from '../paint';

/** Says what is wrong with the configuration: to people on standard error, to machines on standard output. */
export function reportProblems(problems: readonly Problem[], { json }: Pick<GlobalOptions, 'json'>, io: Io): Result {
  if (json) io.out(JSON.stringify({ problems: problems.map(problemToJson) }, null, 2));
  else {
    const paint = painter(io.colours.err);
    for (const problem of problems) {
      const [first = '', ...rest] = describeProblem(problem).split('\n');
      io.err([paint('bold', first), ...rest].join('\n'));
    }
    io.err(paint('red', counted(problems.length, 'problem')));
  }
  return { exitCode: 2 };
}

/** A problem as other programs read it; null: nothing to say. */
export function problemToJson({ code, at, message, allowed, fix }: Problem): object {
  const { file, line, column } = at;
  return { code, file, line, column, message, allowed: allowed ?? null, fix: fix ?? null };
}
